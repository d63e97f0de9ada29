package dev.sluice.identity.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.errors.DatabaseOutage;
import dev.sluice.errors.Failure;
import dev.sluice.errors.v1.ErrorReason;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsTest {

    @Test
    void aDatabaseThatIsAwayIsUnavailable() {
        var away = new Transactions(() -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/nobody"));
        var failure = assertThrows(Failure.Unavailable.class, () -> away.write(transaction -> transaction));
        assertEquals(ErrorReason.ERROR_REASON_DEPENDENCY_UNAVAILABLE, failure.reason());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"08006", "40001", "53300", "55P03", "57P01", "25006"})
    void whatPassesIsUnavailable(String state) {
        assertInstanceOf(Failure.Unavailable.class, DatabaseOutage.translate(new SQLException("secret", state)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "22021"})
    void whatIsOurFaultIsNot(String state) {
        var failure = DatabaseOutage.translate(new SQLException("secret", state));
        assertFalse(failure instanceof Failure);
        assertFalse(failure.getMessage().contains("secret"));
    }
}
