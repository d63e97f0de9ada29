/** The front door for {@code sluice.js}, and for all who speak the contract as JSON over HTTP. */
package dev.sluice.worker.capture.browser;
