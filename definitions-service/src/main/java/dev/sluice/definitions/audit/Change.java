package dev.sluice.definitions.audit;

import com.google.protobuf.Message;
import dev.sluice.definitions.wire.StoredJson;

/**
 * One thing before and after a call, as the contract shows it; so it holds no secret.
 *
 * @param subject {@code warehouses/analytics}
 * @param before as JSON; null for what was not there
 * @param after as JSON; null for what is no more
 */
public record Change(String subject, String before, String after) {

    public static Change made(String kind, Object key, Message after) {
        return new Change(kind + "/" + key, null, StoredJson.print(after));
    }

    public static Change gone(String kind, Object key, Message before) {
        return new Change(kind + "/" + key, StoredJson.print(before), null);
    }

    public static Change of(String kind, Object key, Message before, Message after) {
        return new Change(kind + "/" + key, StoredJson.print(before), StoredJson.print(after));
    }
}
