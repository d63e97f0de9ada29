/** Takes what SDKs send: every front door hands its calls to {@link dev.sluice.worker.capture.Capture}. */
package dev.sluice.worker.capture;
