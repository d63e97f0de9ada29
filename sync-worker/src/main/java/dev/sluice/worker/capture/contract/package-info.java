/** Reads calls as {@code sluice.capture.v1} has them, for every front door that takes them. */
package dev.sluice.worker.capture.contract;
