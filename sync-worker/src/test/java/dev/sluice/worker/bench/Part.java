package dev.sluice.worker.bench;

import java.util.List;

/** What one part of the benchmark compares; parts can be asked for by their names. */
interface Part {

    /** Timed in turn, so many times each. */
    int ROUNDS = 3;

    List<Comparison> compare();
}
