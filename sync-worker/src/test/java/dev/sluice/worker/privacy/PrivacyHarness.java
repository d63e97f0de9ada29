package dev.sluice.worker.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.capture.v1.CaptureRequest;
import dev.sluice.capture.v1.CaptureServiceGrpc.CaptureServiceBlockingStub;
import dev.sluice.capture.v1.CapturedCall;
import dev.sluice.capture.v1.Identify;
import dev.sluice.capture.v1.Track;
import dev.sluice.identity.v1.UserKey;
import dev.sluice.sync.v1.Deletion;
import dev.sluice.sync.v1.GetDeletionRequest;
import dev.sluice.sync.v1.PrivacyServiceGrpc.PrivacyServiceBlockingStub;
import dev.sluice.sync.v1.RequestDeletionRequest;
import dev.sluice.worker.eventlog.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Captures events, asks for deletions and waits for them, in an environment of its own. */
final class PrivacyHarness {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    final String environment = UUID.randomUUID().toString();
    final String writeKey = UUID.randomUUID().toString();

    private final CaptureServiceBlockingStub capture;
    private final PrivacyServiceBlockingStub privacy;
    private final EventLog log;
    private final Deletions deletions;

    PrivacyHarness(
            CaptureServiceBlockingStub capture, PrivacyServiceBlockingStub privacy, EventLog log, Deletions deletions) {
        this.capture = capture;
        this.privacy = privacy;
        this.log = log;
        this.deletions = deletions;
    }

    static UserKey device(String anonymousId) {
        return UserKey.newBuilder().setAnonymousId(anonymousId).build();
    }

    static UserKey identity(String identity) {
        return UserKey.newBuilder().setIdentity(identity).build();
    }

    void capture(UserKey user, String event) {
        var call = CapturedCall.newBuilder().setTrack(Track.newBuilder().setEvent(event));
        if (user.hasIdentity()) {
            call.setIdentity(user.getIdentity());
        } else {
            call.setAnonymousId(user.getAnonymousId());
        }
        var answer = capture.capture(
                CaptureRequest.newBuilder().setWriteKey(writeKey).addCalls(call).build());
        assertEquals(0, answer.getRefusedCount(), answer::toString);
    }

    void identify(String messageId, String identity) {
        capture.capture(CaptureRequest.newBuilder()
                .setWriteKey(writeKey)
                .addCalls(CapturedCall.newBuilder()
                        .setMessageId(messageId)
                        .setAnonymousId("tablet")
                        .setIdentity(identity)
                        .setIdentify(Identify.getDefaultInstance()))
                .build());
    }

    /** A call without an event's name. */
    void refused(UserKey user) {
        var call = CapturedCall.newBuilder().setTrack(Track.getDefaultInstance());
        if (user.hasIdentity()) {
            call.setIdentity(user.getIdentity());
        } else {
            call.setAnonymousId(user.getAnonymousId());
        }
        var answer = capture.capture(
                CaptureRequest.newBuilder().setWriteKey(writeKey).addCalls(call).build());
        assertEquals(1, answer.getRefusedCount(), answer::toString);
    }

    List<String> logged() {
        var names = new ArrayList<String>();
        log.read(
                environment,
                0,
                log.head(environment),
                event -> names.add(event.occurrence().name()));
        return names;
    }

    Deletion request(UserKey user) {
        var request = RequestDeletionRequest.newBuilder().setEnvironment(environment);
        if (user.hasIdentity()) {
            request.setIdentity(user.getIdentity());
        } else {
            request.setAnonymousId(user.getAnonymousId());
        }
        return privacy.requestDeletion(request.build()).getDeletion();
    }

    Deletion get(Deletion deletion) {
        return privacy.getDeletion(
                        GetDeletionRequest.newBuilder().setId(deletion.getId()).build())
                .getDeletion();
    }

    /** Sweeps until the deletion is as wanted. */
    Deletion await(Deletion deletion, Predicate<Deletion> wanted) {
        var end = Instant.now().plus(LONGEST);
        var now = get(deletion);
        while (!wanted.test(now)) {
            assertTrue(Instant.now().isBefore(end), now::toString);
            deletions.advance();
            now = get(deletion);
        }
        return now;
    }
}
