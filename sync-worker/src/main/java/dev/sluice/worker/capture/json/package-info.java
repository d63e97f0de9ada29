/** Reads the JSON that the HTTP front doors take. */
package dev.sluice.worker.capture.json;
