/** Who calls, what they may do, and with what a service makes itself known to the others. */
package dev.sluice.access;
