package dev.sluice.identity.property;

import java.time.Instant;

/** What one call does to one key of an account. */
public record PropertyWrite(long userId, String key, PropertyChange change, Instant time, String callId) {

    PropertySlot slot() {
        return switch (change) {
            case PropertyChange.Set _, PropertyChange.Unset _ -> PropertySlot.LATEST;
            case PropertyChange.SetOnce _ -> PropertySlot.FIRST;
        };
    }

    String valueKind() {
        return switch (change) {
            case PropertyChange.Set(var value) -> value.kind().word();
            case PropertyChange.SetOnce(var value) -> value.kind().word();
            case PropertyChange.Unset _ -> "unset";
        };
    }

    /** Empty where there is none, so that rows can always be compared. */
    String value() {
        return switch (change) {
            case PropertyChange.Set(var value) -> value.text();
            case PropertyChange.SetOnce(var value) -> value.text();
            case PropertyChange.Unset _ -> "";
        };
    }
}
