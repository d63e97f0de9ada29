/** A captured call as every front door hands it over, and the rules that it must meet. */
package dev.sluice.worker.capture.call;
