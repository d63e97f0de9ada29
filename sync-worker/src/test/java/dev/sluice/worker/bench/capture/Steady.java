package dev.sluice.worker.bench.capture;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A load that stays the same for a while.
 *
 * @param rate events a second
 * @param liveBytes what the worker holds on to after a full collection, before and after each minute
 * @param waited in microseconds
 */
record Steady(double rate, List<Long> liveBytes, Histogram waited) {}
