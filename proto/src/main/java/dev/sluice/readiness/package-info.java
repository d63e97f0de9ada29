/** Tells what in a service's settings is fit for trying it out, and unsafe for production. */
package dev.sluice.readiness;
