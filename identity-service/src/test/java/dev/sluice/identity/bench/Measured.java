package dev.sluice.identity.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What the service did, and what that is compared with, in calls per second.
 *
 * @param ours a rate for each round
 */
record Measured(String what, int clients, List<Double> ours, List<Double> compared) {

    /** Both sides in turn, so that what else the machine does falls on both; a first round only warms up. */
    static Measured inTurn(
            String what, int clients, int rounds, IntToDoubleFunction ours, IntToDoubleFunction compared) {
        var our = new ArrayList<Double>();
        var their = new ArrayList<Double>();
        for (int round = 0; round <= rounds; round++) {
            our.add(ours.applyAsDouble(round));
            their.add(compared.applyAsDouble(round));
        }
        return new Measured(what, clients, our.subList(1, our.size()), their.subList(1, their.size()));
    }

    double rate() {
        return median(ours);
    }

    double comparedRate() {
        return median(compared);
    }

    double ratio() {
        return rate() / comparedRate();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
