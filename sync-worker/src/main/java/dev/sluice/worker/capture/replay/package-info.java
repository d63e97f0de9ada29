/** Shows refused calls that are kept, and takes them once what was wrong is mended. */
package dev.sluice.worker.capture.replay;
