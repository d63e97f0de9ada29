package dev.sluice.identity.ledger;

import dev.sluice.identity.v1.AliasCall;
import dev.sluice.identity.v1.CallStamp;
import dev.sluice.identity.v1.IdentifyCall;
import dev.sluice.identity.v1.IdentityCall;
import dev.sluice.identity.v1.MergeCause;
import dev.sluice.wire.Timestamps;
import java.time.Instant;

/** A call that says that one account became another, as it was made. */
record MergeCall(String callId, Instant time, String source, Instant receivedAt, Account from, Account to) {

    MergeKind kind() {
        return MergeKind.ofSubject(from.key().kind());
    }

    IdentityCall toProto() {
        var call = IdentityCall.newBuilder()
                .setStamp(CallStamp.newBuilder()
                        .setTime(Timestamps.of(time))
                        .setCallId(callId)
                        .setSource(source));
        switch (kind()) {
            case IDENTIFY ->
                call.setIdentify(IdentifyCall.newBuilder()
                        .setAnonymousId(from.key().key())
                        .setIdentity(to.key().key()));
            case ALIAS ->
                call.setAlias(AliasCall.newBuilder()
                        .setFromIdentity(from.key().key())
                        .setToIdentity(to.key().key()));
        }
        return call.build();
    }

    MergeCause toCause() {
        return MergeCause.newBuilder()
                .setFromUserId(from.userId())
                .setToUserId(to.userId())
                .setCall(toProto())
                .setReceivedAt(Timestamps.of(receivedAt))
                .build();
    }
}
