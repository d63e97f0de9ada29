package dev.sluice.worker.warehouse.snowflake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import net.snowflake.client.api.exception.ErrorCode;
import org.junit.jupiter.api.Test;

/** What is known of the driver without being linked to it. */
class SnowflakeDriverTest {

    @Test
    void itsNumbersAreWhatTheyWere() {
        assertEquals(
                Set.of(
                        ErrorCode.CONNECTION_ERROR.getMessageCode(),
                        ErrorCode.NETWORK_ERROR.getMessageCode(),
                        ErrorCode.IO_ERROR.getMessageCode(),
                        ErrorCode.CONNECTION_CLOSED.getMessageCode()),
                SnowflakeErrors.UNREACHABLE);
    }
}
