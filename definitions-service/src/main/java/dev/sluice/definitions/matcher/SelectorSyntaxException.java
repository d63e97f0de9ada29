package dev.sluice.definitions.matcher;

/** Tells where a selector leaves the supported grammar, and how. */
final class SelectorSyntaxException extends Exception {

    /** @param index counted from 0; people count from 1 */
    SelectorSyntaxException(int index, String problem) {
        super("is not a supported selector: " + problem + " at position " + (index + 1));
    }
}
