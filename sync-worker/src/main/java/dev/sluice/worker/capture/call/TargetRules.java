package dev.sluice.worker.capture.call;

import dev.sluice.worker.ancestry.Element;

/** Checks what an interaction tells of its target. */
final class TargetRules {

    private static final int MOST_ELEMENTS = 256;
    private static final int TEXT = 8_192;

    private TargetRules() {}

    static void check(CapturedCall.Interaction interaction) {
        var elements = interaction.ancestry().elements();
        if (elements.size() > MOST_ELEMENTS) {
            throw new CallRefused("interaction.ancestry", "have at most " + MOST_ELEMENTS + " elements");
        }
        elements.forEach(TargetRules::element);
        TextRules.atMost("interaction.target_text", interaction.targetText(), TEXT);
        TextRules.atMost("interaction.href", interaction.href(), TEXT);
    }

    private static void element(Element element) {
        text(element.tag());
        text(element.id());
        element.classes().forEach(TargetRules::text);
        element.attributes().forEach((name, value) -> {
            text(name);
            text(value);
        });
    }

    private static void text(String text) {
        TextRules.atMost("interaction.ancestry", text, TEXT);
    }
}
