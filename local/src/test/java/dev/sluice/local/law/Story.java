package dev.sluice.local.law;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A history that can be told: its steps, one a line. Its calls have ids of their own. */
record Story(List<Step> steps) {

    static Story of(List<Step> steps) {
        var numbered = new ArrayList<Step>();
        int calls = 0;
        for (var step : steps) {
            if (step instanceof Step.Capture(var captured)) {
                numbered.add(new Step.Capture(RandomCalls.numbered(captured, calls)));
                calls += captured.size();
            } else {
                numbered.add(step);
            }
        }
        return new Story(List.copyOf(numbered));
    }

    @Override
    public String toString() {
        return IntStream.range(0, steps.size())
                .mapToObj(
                        place -> "%3d. %s".formatted(place + 1, steps.get(place).tell()))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }
}
