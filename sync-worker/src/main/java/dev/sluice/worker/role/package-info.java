/** Which of the worker's parts a deployment serves. */
package dev.sluice.worker.role;
