package dev.sluice.worker.capture.contract;

import dev.sluice.capture.v1.AddUserProperties;
import dev.sluice.capture.v1.Identify;
import dev.sluice.capture.v1.Interaction;
import dev.sluice.values.v1.PropertyValue;
import dev.sluice.worker.ancestry.Ancestry;
import dev.sluice.worker.ancestry.Element;
import dev.sluice.worker.capture.CaptureLimits;
import dev.sluice.worker.capture.call.CallHeader;
import dev.sluice.worker.capture.call.CallRefused;
import dev.sluice.worker.capture.call.CapturedCall;
import dev.sluice.worker.capture.call.UserProperties;
import dev.sluice.worker.capture.call.Value;
import dev.sluice.worker.eventlog.EventType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads one call of the contract, whatever it was carried by. */
public final class CallReader {

    private CallReader() {}

    public static CapturedCall read(dev.sluice.capture.v1.CapturedCall call) {
        return read(call, UnaryOperator.identity());
    }

    /** @param completion adds to the header what the request tells beside the call */
    public static CapturedCall read(dev.sluice.capture.v1.CapturedCall call, UnaryOperator<CallHeader> completion) {
        CaptureLimits.checkCall(call.getSerializedSize());
        return read(call, completion.apply(header(call)));
    }

    private static CallHeader header(dev.sluice.capture.v1.CapturedCall call) {
        return new CallHeader(
                ContextReader.present(call.getMessageId()),
                time(call),
                ContextReader.present(call.getAnonymousId()),
                ContextReader.present(call.getIdentity()),
                ContextReader.read(call.getContext()));
    }

    private static CapturedCall read(dev.sluice.capture.v1.CapturedCall call, CallHeader header) {
        return switch (call.getKindCase()) {
            case TRACK ->
                new CapturedCall.Track(
                        header,
                        call.getTrack().getEvent(),
                        properties("track.properties", call.getTrack().getPropertiesMap()));
            case PAGEVIEW ->
                new CapturedCall.Pageview(
                        header,
                        properties("pageview.properties", call.getPageview().getPropertiesMap()));
            case INTERACTION -> interaction(header, call.getInteraction());
            case IDENTIFY -> new CapturedCall.Identify(header, properties(call.getIdentify()));
            case ALIAS ->
                new CapturedCall.Alias(
                        header, ContextReader.present(call.getAlias().getFromIdentity()));
            case ADD_USER_PROPERTIES ->
                new CapturedCall.AddUserProperties(header, properties(call.getAddUserProperties()));
            case KIND_NOT_SET -> throw new CallRefused("kind", "be set");
        };
    }

    private static Instant time(dev.sluice.capture.v1.CapturedCall call) {
        if (!call.hasTime()) {
            return null;
        }
        try {
            return Instant.ofEpochSecond(
                    call.getTime().getSeconds(), call.getTime().getNanos());
        } catch (DateTimeException | ArithmeticException e) {
            throw new CallRefused("time", "be a time");
        }
    }

    private static CapturedCall interaction(CallHeader header, Interaction interaction) {
        return new CapturedCall.Interaction(
                header,
                type(interaction),
                ancestry(interaction),
                ContextReader.present(interaction.getTargetText()),
                ContextReader.present(interaction.getHref()),
                properties("interaction.properties", interaction.getPropertiesMap()));
    }

    private static EventType type(Interaction interaction) {
        return switch (interaction.getType()) {
            case INTERACTION_TYPE_CLICK -> EventType.CLICK;
            case INTERACTION_TYPE_CHANGE -> EventType.CHANGE;
            case INTERACTION_TYPE_SUBMIT -> EventType.SUBMIT;
            case INTERACTION_TYPE_UNSPECIFIED, UNRECOGNIZED ->
                throw new CallRefused("interaction.type", "be click, change or submit");
        };
    }

    private static Ancestry ancestry(Interaction interaction) {
        if (interaction.getAncestryCount() == 0) {
            throw new CallRefused("interaction.ancestry", "have at least the target");
        }
        return new Ancestry(interaction.getAncestryList().reversed().stream()
                .map(CallReader::element)
                .toList());
    }

    private static Element element(dev.sluice.capture.v1.Element element) {
        var tag = element.getTag().toLowerCase(Locale.ROOT);
        if (tag.isEmpty() || element.containsAttributes("")) {
            throw new CallRefused("interaction.ancestry", "name each element's tag and attributes");
        }
        List<String> classes = element.getClassesList().stream()
                .filter(each -> !each.isEmpty())
                .toList();
        return Element.of(tag, element.getId(), classes, element.getAttributesMap());
    }

    private static UserProperties properties(Identify identify) {
        return new UserProperties(
                properties("identify.traits", identify.getTraitsMap()),
                identify.getUnsetList(),
                properties("identify.set_once", identify.getSetOnceMap()));
    }

    private static UserProperties properties(AddUserProperties add) {
        return new UserProperties(
                properties("add_user_properties.properties", add.getPropertiesMap()),
                add.getUnsetList(),
                properties("add_user_properties.set_once", add.getSetOnceMap()));
    }

    private static Map<String, Value> properties(String field, Map<String, PropertyValue> properties) {
        var read = new LinkedHashMap<String, Value>();
        properties.forEach((key, value) -> {
            if (value.getKindCase() != PropertyValue.KindCase.KIND_NOT_SET) {
                read.put(key, value(field + "." + key, value));
            }
        });
        return read;
    }

    private static Value value(String field, PropertyValue value) {
        return switch (value.getKindCase()) {
            case BOOLEAN -> new Value.Flag(value.getBoolean());
            case INTEGER -> new Value.Whole(value.getInteger());
            case NUMBER -> {
                if (!Double.isFinite(value.getNumber())) {
                    throw new CallRefused(field, "be a finite number");
                }
                yield new Value.Decimal(BigDecimal.valueOf(value.getNumber()));
            }
            case TEXT -> new Value.Text(value.getText());
            case KIND_NOT_SET -> throw new CallRefused(field, "have a value");
        };
    }
}
