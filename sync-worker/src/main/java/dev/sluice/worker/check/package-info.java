/** Tests of warehouses, on request. */
package dev.sluice.worker.check;
