/**
 * What a schedule of the contract means in time. It stands beside the contract, since whoever shows the next runs and
 * whoever starts them must agree.
 */
package dev.sluice.schedules;
