package dev.sluice.worker.snapshot;

import dev.sluice.definitions.v1.EventDefinition;
import dev.sluice.definitions.v1.SegmentCondition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A fingerprint of what a definition means: its matcher, what its parts mean, and the date its table begins; of a
 * segment, its condition and what the definitions mean that it counts. Names, notes and revision numbers are no part of
 * it, so that only a change of meaning rebuilds a table, and an edit undone rebuilds none.
 */
final class Fingerprints {

    private final Map<Long, EventDefinition> definitions;
    private final Map<Long, byte[]> meanings = new HashMap<>();

    Fingerprints(Map<Long, EventDefinition> definitions) {
        this.definitions = definitions;
    }

    String of(long definitionId, Optional<Instant> since) {
        var digest = sha256();
        digest.update(meaning(definitionId));
        since.ifPresent(instant -> digest.update(instant.toString().getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    String of(SegmentCondition condition) {
        var digest = sha256();
        var bare = condition.toBuilder();
        takeIdsOut(bare, digest);
        digest.update(bare.build().toByteArray());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** What a definition means goes into the digest in the place of its id. */
    private void takeIdsOut(SegmentCondition.Builder condition, MessageDigest digest) {
        switch (condition.getKindCase()) {
            case ALL_OF ->
                condition.getAllOfBuilder().getConditionsBuilderList().forEach(part -> takeIdsOut(part, digest));
            case ANY_OF ->
                condition.getAnyOfBuilder().getConditionsBuilderList().forEach(part -> takeIdsOut(part, digest));
            case NONE_OF -> takeIdsOut(condition.getNoneOfBuilder(), digest);
            case BEHAVIOUR -> {
                digest.update(meaning(condition.getBehaviour().getEventDefinitionId()));
                condition.getBehaviourBuilder().clearEventDefinitionId();
            }
            case USER_PROPERTY, KIND_NOT_SET -> {}
        }
    }

    /** Remembered: combos may share their parts, and these theirs. */
    private byte[] meaning(long definitionId) {
        var known = meanings.get(definitionId);
        if (known == null) {
            known = digest(definitionId);
            meanings.put(definitionId, known);
        }
        return known;
    }

    private byte[] digest(long definitionId) {
        var matcher = definitions.get(definitionId).getMatcher();
        var digest = sha256();
        if (matcher.hasCombo()) {
            matcher.getCombo().getEventDefinitionIdsList().forEach(part -> digest.update(meaning(part)));
            digest.update(matcher.toBuilder().clearCombo().build().toByteArray());
        } else {
            digest.update(matcher.toByteArray());
        }
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(matcher.getKindCase().getNumber())
                .flip());
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
