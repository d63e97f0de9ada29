/** Shows to Prometheus how the warehouses stand. */
package dev.sluice.worker.metrics;
