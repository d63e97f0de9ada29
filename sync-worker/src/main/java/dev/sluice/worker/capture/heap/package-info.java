/** The front door for clients of Heap's server API. */
package dev.sluice.worker.capture.heap;
