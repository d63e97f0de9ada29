/** Ends the life of raw events in the event log when they are old and every warehouse has read them. */
package dev.sluice.worker.retention;
