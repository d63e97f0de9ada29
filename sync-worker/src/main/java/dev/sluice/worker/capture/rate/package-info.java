/** Keeps one environment from taking what all share. */
package dev.sluice.worker.capture.rate;
