package dev.sluice.local.law;

import com.google.protobuf.Timestamp;
import dev.sluice.capture.v1.AddUserProperties;
import dev.sluice.capture.v1.Alias;
import dev.sluice.capture.v1.Campaign;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Context;
import dev.sluice.capture.v1.Element;
import dev.sluice.capture.v1.Identify;
import dev.sluice.capture.v1.Interaction;
import dev.sluice.capture.v1.InteractionType;
import dev.sluice.capture.v1.Page;
import dev.sluice.capture.v1.Pageview;
import dev.sluice.capture.v1.Track;
import dev.sluice.values.v1.PropertyValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Random calls in the contract's words. */
final class CapturedCalls {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    /** The property under which each occurrence carries its call's id. */
    static final String MARK = "mark";

    private CapturedCalls() {}

    static Instant time(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    static CapturedCall of(Call call) {
        var captured = CapturedCall.newBuilder()
                .setMessageId(call.id())
                .setTime(Timestamp.newBuilder().setSeconds(time(call.minute()).getEpochSecond()));
        switch (call) {
            case Call.Occurrence occurrence -> occurrence(captured, occurrence);
            case Call.Identify identify ->
                captured.setAnonymousId(identify.device().toString())
                        .setIdentity(identify.identity())
                        .setIdentify(Identify.getDefaultInstance());
            case Call.Alias alias ->
                captured.setIdentity(alias.to()).setAlias(Alias.newBuilder().setFromIdentity(alias.from()));
            case Call.Properties properties -> {
                who(captured, properties.device(), properties.identity());
                captured.setAddUserProperties(changes(properties));
            }
            case Call.Undone(var undone) -> {
                return of(undone);
            }
        }
        return captured.build();
    }

    private static AddUserProperties.Builder changes(Call.Properties call) {
        var changes = AddUserProperties.newBuilder();
        return switch (call.way()) {
            case SET -> changes.putAllProperties(values(call.values()));
            case UNSET -> changes.addAllUnset(call.values().keySet());
            case SET_ONCE -> changes.putAllSetOnce(values(call.values()));
        };
    }

    private static void occurrence(CapturedCall.Builder captured, Call.Occurrence call) {
        who(captured, call.device(), call.identity());
        var context = Context.newBuilder()
                .setLibrary(call.library())
                .setPage(Page.newBuilder().setUrl("https://shop.example" + call.path()));
        if (call.source() != null) {
            context.setCampaign(Campaign.newBuilder().setSource(call.source()));
        }
        captured.setContext(context);
        var properties = values(call.properties());
        properties.put(MARK, PropertyValue.newBuilder().setText(call.id()).build());
        switch (call.kind()) {
            case PAGEVIEW -> captured.setPageview(Pageview.newBuilder().putAllProperties(properties));
            case CLICK -> captured.setInteraction(click(call).putAllProperties(properties));
            case ORDER -> captured.setTrack(Track.newBuilder().setEvent("Order").putAllProperties(properties));
        }
    }

    /** Buttons on the pricing page buy. */
    private static Interaction.Builder click(Call.Occurrence call) {
        var button = Element.newBuilder().setTag("button");
        if (call.path().equals("/pricing")) {
            button.addClasses("buy");
        }
        return Interaction.newBuilder()
                .setType(InteractionType.INTERACTION_TYPE_CLICK)
                .addAncestry(button)
                .addAncestry(Element.newBuilder().setTag("body"));
    }

    private static void who(CapturedCall.Builder captured, Long device, String identity) {
        if (device != null) {
            captured.setAnonymousId(device.toString());
        }
        if (identity != null) {
            captured.setIdentity(identity);
        }
    }

    private static Map<String, PropertyValue> values(Map<String, Object> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> value(entry.getValue())));
    }

    private static PropertyValue value(Object value) {
        var message = PropertyValue.newBuilder();
        return switch (value) {
            case Boolean flag -> message.setBoolean(flag).build();
            case Long integer -> message.setInteger(integer).build();
            case Double number -> message.setNumber(number).build();
            default -> message.setText(value.toString()).build();
        };
    }
}
