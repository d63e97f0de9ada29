package dev.sluice.local.reachability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.local.reachability.agent.Access;
import java.util.stream.Stream;

/** What an entry of reflection's metadata lets be found of its class. */
final class TypeEntry {

    static final JsonNode WHOLE = JsonNodeFactory.instance
            .objectNode()
            .put("allDeclaredConstructors", true)
            .put("allDeclaredFields", true)
            .put("allDeclaredMethods", true);

    private TypeEntry() {}

    static boolean has(JsonNode entry, Need need) {
        return switch (need.access()) {
            case TYPE -> true;
            case FIELDS -> any(entry, "allDeclaredFields", "allPublicFields") || entry.has("fields");
            case METHODS ->
                any(entry, "allDeclaredMethods", "allPublicMethods", "queryAllDeclaredMethods")
                        || entry.has("methods")
                        || entry.has("queriedMethods");
            case CONSTRUCTORS ->
                any(entry, "allDeclaredConstructors", "allPublicConstructors")
                        || names(entry, "methods").anyMatch("<init>"::equals);
            case MEMBER, CALLED, HANDLE -> hasMember(entry, need);
            case PROXY, RESOURCE, BUNDLE -> throw new IllegalArgumentException(need.toString());
        };
    }

    private static boolean hasMember(JsonNode entry, Need need) {
        var name = need.memberName();
        if (names(entry, "methods").anyMatch(name::equals)
                || (need.access() == Access.MEMBER
                        && names(entry, "queriedMethods").anyMatch(name::equals))) {
            return true;
        }
        if (need.isConstructor()) {
            return any(entry, "allDeclaredConstructors", "allPublicConstructors");
        }
        boolean field = need.access() == Access.HANDLE || !need.member().contains("(");
        boolean method = need.access() == Access.HANDLE || !field;
        return (method && any(entry, "allDeclaredMethods", "allPublicMethods"))
                || (field
                        && (any(entry, "allDeclaredFields", "allPublicFields")
                                || names(entry, "fields").anyMatch(name::equals)));
    }

    private static boolean any(JsonNode entry, String... flags) {
        return Stream.of(flags).anyMatch(flag -> entry.path(flag).asBoolean());
    }

    private static Stream<String> names(JsonNode entry, String kind) {
        return entry.path(kind).valueStream().map(each -> each.path("name").asText());
    }
}
