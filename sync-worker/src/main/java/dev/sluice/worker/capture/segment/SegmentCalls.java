package dev.sluice.worker.capture.segment;

import dev.sluice.worker.capture.call.CallHeader;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.Context;
import dev.sluice.worker.capture.call.FieldNames;
import dev.sluice.worker.capture.call.UserProperties;
import dev.sluice.worker.capture.call.Value;
import dev.sluice.worker.capture.http.RequestOrigin;
import dev.sluice.worker.capture.json.JsonObject;
import dev.sluice.worker.quarantine.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one call of the Segment specification. */
final class SegmentCalls {

    /** The contract's names of fields, as Segment's clients know them. */
    static final FieldNames NAMES = new FieldNames(Map.ofEntries(
            Map.entry("message_id", "messageId"),
            Map.entry("time", "timestamp"),
            Map.entry("anonymous_id", "anonymousId"),
            Map.entry("identity", "userId"),
            Map.entry("track.event", "event"),
            Map.entry("track.properties", "properties"),
            Map.entry("pageview.properties", "properties"),
            Map.entry("identify.traits", "traits"),
            Map.entry("identify.unset", "traits"),
            Map.entry("identify.set_once", "traits"),
            Map.entry("add_user_properties.properties", "traits"),
            Map.entry("add_user_properties.unset", "traits"),
            Map.entry("add_user_properties.set_once", "traits"),
            Map.entry("alias.from_identity", "previousId"),
            Map.entry("context.library", "context.library.name"),
            Map.entry("context.user_agent", "context.userAgent"),
            Map.entry("context.session_id", "context.sessionId"),
            Map.entry("context.device.carrier", "context.network.carrier"),
            Map.entry("context.device.platform", "context.os.name"),
            Map.entry("context.device.app_name", "context.app.name"),
            Map.entry("context.device.app_version", "context.app.version")));

    private static final Set<String> PAGE_PROPERTIES =
            Set.of("url", "path", "search", "hash", "title", "referrer", "tab_url");

    private SegmentCalls() {}

    static CapturedCall read(JsonObject call, String type, Origin origin) {
        var context = RequestOrigin.complete(SegmentContext.read(call.object("context")), origin);
        return switch (type == null ? "" : type) {
            case "track" ->
                new CapturedCall.Track(
                        header(call, context),
                        call.text("event"),
                        call.object("properties").properties());
            case "page" -> page(call, context);
            case "screen" -> screen(call, context);
            case "identify" ->
                new CapturedCall.Identify(header(call, context), traits(call).userProperties());
            case "group" -> new CapturedCall.AddUserProperties(header(call, context), group(call));
            case "alias" -> alias(call, context);
            default -> throw call.refused("type", "be one of track, page, screen, identify, group, alias");
        };
    }

    /** Segment's browser SDK says with an alias, too, that the visitor is somebody known. */
    private static CapturedCall alias(JsonObject call, Context context) {
        var header = header(call, context);
        var previous = call.textOrWhole("previousId");
        return previous != null && previous.equals(header.anonymousId())
                ? new CapturedCall.Identify(header, UserProperties.NONE)
                : new CapturedCall.Alias(header, previous);
    }

    /** RudderStack's libraries put what identify says of a user into the context. */
    private static JsonObject traits(JsonObject call) {
        return call.has("traits")
                ? call.object("traits")
                : call.object("context").object("traits");
    }

    private static CapturedCall page(JsonObject call, Context context) {
        var properties = call.object("properties");
        var custom = named(call, properties.properties());
        custom.keySet().removeAll(PAGE_PROPERTIES);
        var page = merged(SegmentContext.page(properties), context.page());
        return new CapturedCall.Pageview(header(call, on(context, page)), custom);
    }

    private static CapturedCall screen(JsonObject call, Context context) {
        var page = call.has("name") ? context.page().titled(call.text("name")) : context.page();
        return new CapturedCall.Pageview(
                header(call, on(context, page)),
                named(call, call.object("properties").properties()));
    }

    // A page or screen may have a name and a category beside its properties; Segment's libraries put them among these.
    private static Map<String, Value> named(JsonObject call, Map<String, Value> properties) {
        var named = new LinkedHashMap<>(properties);
        for (var field : new String[] {"name", "category"}) {
            if (call.has(field)) {
                named.putIfAbsent(field, new Value.Text(call.text(field)));
            }
        }
        return named;
    }

    private static UserProperties group(JsonObject call) {
        var groupId = call.textOrWhole("groupId");
        if (groupId == null) {
            throw call.refused("groupId", "be set");
        }
        var properties = new LinkedHashMap<String, Value>();
        var traits = call.object("traits");
        traits.properties().forEach((key, value) -> properties.put("group_" + key, value));
        properties.put("group_id", new Value.Text(groupId));
        var nulls = traits.nulls().stream().map(key -> "group_" + key).collect(Collectors.toSet());
        nulls.removeAll(properties.keySet());
        return UserProperties.of(properties, nulls);
    }

    private static CallHeader header(JsonObject call, Context context) {
        return new CallHeader(
                call.text("messageId"),
                call.time(call.has("timestamp") ? "timestamp" : "originalTimestamp"),
                call.textOrWhole("anonymousId"),
                identity(call),
                context);
    }

    /** RudderStack's browser SDK sends visitors who are not known yet with an empty one. */
    private static String identity(JsonObject call) {
        var identity = call.textOrWhole("userId");
        return "".equals(identity) && call.has("anonymousId") ? null : identity;
    }

    private static Context.Page merged(Context.Page first, Context.Page second) {
        return new Context.Page(
                either(first.url(), second.url()),
                either(first.path(), second.path()),
                either(first.search(), second.search()),
                either(first.hash(), second.hash()),
                either(first.title(), second.title()),
                either(first.referrer(), second.referrer()));
    }

    private static String either(String first, String second) {
        return first == null ? second : first;
    }

    private static Context on(Context context, Context.Page page) {
        return new Context(
                context.library(),
                context.userAgent(),
                context.ip(),
                context.sessionId(),
                page,
                context.campaign(),
                context.device(),
                context.location());
    }
}
