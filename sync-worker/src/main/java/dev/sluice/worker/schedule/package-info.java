/** Starts the runs that schedules ask for. */
package dev.sluice.worker.schedule;
