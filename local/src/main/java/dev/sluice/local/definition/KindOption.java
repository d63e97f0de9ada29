package dev.sluice.local.definition;

import dev.sluice.definitions.v1.Matcher;
import picocli.CommandLine.Option;

/** Which kind of raw event a definition means; exactly one is given. */
final class KindOption {

    @Option(
            names = "--custom",
            required = true,
            paramLabel = "EVENT",
            description = "Custom events of this exact name.")
    private String custom;

    @Option(names = "--pageviews", required = true, description = "Pageviews.")
    private boolean pageviews;

    @Option(
            names = "--click",
            required = true,
            paramLabel = "CSS",
            description = "Clicks on elements of this selector.")
    private String click;

    @Option(
            names = "--change",
            required = true,
            paramLabel = "CSS",
            description = "Changes of fields of this selector.")
    private String change;

    @Option(names = "--submit", required = true, paramLabel = "CSS", description = "Submits of forms of this selector.")
    private String submit;

    Matcher matcher() {
        if (custom != null) {
            return Matchers.custom(custom);
        }
        if (click != null) {
            return Matchers.clicks(click);
        }
        if (change != null) {
            return Matchers.changes(change);
        }
        return submit != null ? Matchers.submits(submit) : Matchers.pageviews();
    }
}
