package dev.sluice.definitions.warehouse;

import dev.sluice.definitions.v1.CheckResult;
import dev.sluice.definitions.v1.WarehouseCheck;
import dev.sluice.definitions.v1.WarehouseReport;
import java.util.stream.Collectors;

/** Says why a warehouse is refused, in as little as fits into the headers that a status travels in. */
final class ReportText {

    private static final int LONGEST_SENTENCE = 300;
    private static final int LONGEST = 1_500;

    private ReportText() {}

    /** Statements are left whole, for who runs them. */
    static WarehouseReport shortened(WarehouseReport report) {
        var shortened = report.toBuilder();
        shortened
                .getChecksBuilderList()
                .forEach(check -> check.setFound(cut(check.getFound(), LONGEST_SENTENCE))
                        .setRemedy(cut(check.getRemedy(), LONGEST_SENTENCE)));
        return shortened.build();
    }

    static String refusal(WarehouseReport report) {
        var failed = report.getChecksList().stream()
                .filter(check -> check.getResult() == CheckResult.CHECK_RESULT_FAILED)
                .map(ReportText::sentence)
                .collect(Collectors.joining(". "));
        return cut("the warehouse is not usable yet, so it was not registered. " + failed, LONGEST);
    }

    private static String sentence(WarehouseCheck check) {
        var text = "%s: %s".formatted(check.getName(), check.getFound());
        if (!check.getRemedy().isEmpty()) {
            text += "; " + check.getRemedy();
        }
        return check.getGrantsCount() == 0 ? text : text + ": " + String.join(" ", check.getGrantsList());
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
    }
}
