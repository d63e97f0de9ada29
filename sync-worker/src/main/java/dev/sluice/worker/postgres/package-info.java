/** What the event log and PostgreSQL warehouses both need of PostgreSQL. */
package dev.sluice.worker.postgres;
