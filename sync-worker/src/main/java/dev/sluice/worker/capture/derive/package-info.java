/** What a call's circumstances mean; pure functions of the call, so that facts are fixed once, when captured. */
package dev.sluice.worker.capture.derive;
