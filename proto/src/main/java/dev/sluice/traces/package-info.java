/** Whether the services trace. */
package dev.sluice.traces;
