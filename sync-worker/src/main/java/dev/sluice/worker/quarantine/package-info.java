/** Keeps refused calls for a while, so that they can be looked at, and taken once what was wrong is mended. */
package dev.sluice.worker.quarantine;
