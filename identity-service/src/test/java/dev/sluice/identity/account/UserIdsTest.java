package dev.sluice.identity.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class UserIdsTest {

    @Property
    void aNumberOf53BitsIsItself(@ForAll @LongRange(min = 0, max = UserIds.GREATEST) long number) {
        assertEquals(number, candidate(AccountKey.anonymous(Long.toString(number))));
    }

    @Property
    void everyKeyHasA53BitId(@ForAll String key) {
        for (var kind : AccountKind.values()) {
            long id = candidate(new AccountKey(kind, key));
            assertTrue(id >= 0 && id <= UserIds.GREATEST);
        }
    }

    @Example
    void whatOnlyLooksLikeANumberIsHashed() {
        for (var key : new String[] {"007", "+7", "-7", " 7", "7.0", "9007199254740992", "99999999999999999", "٧"}) {
            assertTrue(UserIds.ownNumber(AccountKey.anonymous(key)).isEmpty(), key);
        }
        assertTrue(UserIds.ownNumber(AccountKey.identity("7")).isEmpty());
    }

    @Example
    void environmentKindKeyAndSaltAllCount() {
        var key = AccountKey.anonymous("a");
        assertNotEquals(candidate(key), candidate(AccountKey.identity("a")));
        assertNotEquals(candidate(key), candidate(AccountKey.anonymous("b")));
        assertNotEquals(candidate(key), UserIds.candidate("other", key, 0));
        assertNotEquals(candidate(key), UserIds.candidate("main_production", key, 1));
    }

    /** A changed hash would give every user of every installation another id. */
    @Example
    void idsStayWhatTheyAre() {
        assertEquals(PINNED, candidate(AccountKey.identity("ada@example.com")));
    }

    private static final long PINNED = 2_717_361_589_842_618L;

    private static long candidate(AccountKey key) {
        return UserIds.candidate("main_production", key, 0);
    }
}
