package dev.sluice.worker.capture.call;

import dev.sluice.worker.ancestry.Ancestry;
import dev.sluice.worker.eventlog.EventType;
import java.util.Map;

/** What an SDK sent, whichever front door it came through. */
public sealed interface CapturedCall {

    CallHeader header();

    /** The kind as metrics name it. */
    String kind();

    /** The same call under another header. */
    CapturedCall under(CallHeader other);

    /** A call that is a raw event. */
    sealed interface Event extends CapturedCall {

        Map<String, Value> properties();
    }

    /** A call that changes who is who, or what is known of a user. */
    sealed interface Identity extends CapturedCall {

        UserProperties properties();
    }

    /** A custom event. */
    record Track(CallHeader header, String event, Map<String, Value> properties) implements Event {
        @Override
        public CapturedCall under(CallHeader other) {
            return new Track(other, event, properties);
        }

        @Override
        public String kind() {
            return "track";
        }
    }

    /** A page or screen that was seen. */
    record Pageview(CallHeader header, Map<String, Value> properties) implements Event {
        @Override
        public CapturedCall under(CallHeader other) {
            return new Pageview(other, properties);
        }

        @Override
        public String kind() {
            return "pageview";
        }
    }

    /** A click, change or submit that was captured by itself; text and href may be null. */
    record Interaction(
            CallHeader header,
            EventType type,
            Ancestry ancestry,
            String targetText,
            String href,
            Map<String, Value> properties)
            implements Event {
        @Override
        public CapturedCall under(CallHeader other) {
            return new Interaction(other, type, ancestry, targetText, href, properties);
        }

        @Override
        public String kind() {
            return type.text();
        }
    }

    /** The anonymous user, where the call names one, becomes the identity's user, who gets the traits. */
    record Identify(CallHeader header, UserProperties properties) implements Identity {
        @Override
        public CapturedCall under(CallHeader other) {
            return new Identify(other, properties);
        }

        @Override
        public String kind() {
            return "identify";
        }
    }

    /** One identity becomes the call's identity. */
    record Alias(CallHeader header, String fromIdentity) implements Identity {
        @Override
        public CapturedCall under(CallHeader other) {
            return new Alias(other, fromIdentity);
        }

        @Override
        public UserProperties properties() {
            return UserProperties.NONE;
        }

        @Override
        public String kind() {
            return "alias";
        }
    }

    /** The user, made if unknown, gets the properties, or loses some. */
    record AddUserProperties(CallHeader header, UserProperties properties) implements Identity {
        @Override
        public CapturedCall under(CallHeader other) {
            return new AddUserProperties(other, properties);
        }

        @Override
        public String kind() {
            return "add_user_properties";
        }
    }
}
