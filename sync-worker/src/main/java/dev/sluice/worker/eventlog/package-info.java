/** The durable, ordered record of raw events: {@link dev.sluice.worker.eventlog.EventLog} reads and appends. */
package dev.sluice.worker.eventlog;
