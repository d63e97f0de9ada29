package dev.sluice.definitions.naming;

/**
 * The longest identifier an engine takes; a pinned name beyond it is cut, always in the same way. Pinned names are ASCII,
 * so it does not matter whether the engine counts characters or bytes.
 */
public record IdentifierLimit(int characters) {

    public String cut(String pinned) {
        if (pinned.length() <= characters) {
            return pinned;
        }
        int kept = characters - ShortHash.LENGTH - 1;
        return pinned.substring(0, kept) + "_" + ShortHash.of(pinned);
    }
}
