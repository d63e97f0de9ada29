/** The front door for clients of the Segment specification. */
package dev.sluice.worker.capture.segment;
