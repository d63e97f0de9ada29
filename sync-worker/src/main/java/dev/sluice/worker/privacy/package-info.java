/**
 * Privacy requests, seen through in the event log and in identity-service; runs see them through in their warehouses and
 * say so to {@link dev.sluice.worker.privacy.WarehouseDeletions}.
 */
package dev.sluice.worker.privacy;
