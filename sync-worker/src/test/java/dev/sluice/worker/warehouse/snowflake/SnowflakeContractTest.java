package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.landing.SessionContract;
import dev.sluice.worker.run.UserValuesContract;
import dev.sluice.worker.tagging.TaggingContract;
import dev.sluice.worker.tagging.VerdictContract;
import dev.sluice.worker.warehouse.contract.Contract;
import dev.sluice.worker.warehouse.contract.Engine;
import dev.sluice.worker.warehouse.contract.IdentifierContract;
import dev.sluice.worker.warehouse.contract.TypeContract;
import dev.sluice.worker.warehouse.contract.WarehouseContract;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Nested;

/** Snowflake keeps every contract; examples are nested for JUnit, properties grouped for jqwik. */
class SnowflakeContractTest {

    private interface OnSnowflake extends Contract {
        @Override
        default Engine engine() {
            return new SnowflakeEngine();
        }
    }

    @Nested
    class Types extends TypeContract implements OnSnowflake {}

    @Nested
    class Identifiers extends IdentifierContract implements OnSnowflake {}

    @Nested
    class Warehouses extends WarehouseContract implements OnSnowflake {}

    @Nested
    @Group
    class Sessions extends SessionContract implements OnSnowflake {}

    @Nested
    class Tags extends TaggingContract implements OnSnowflake {}

    @Group
    class Verdicts extends VerdictContract implements OnSnowflake {}

    @Nested
    class UserValues extends UserValuesContract implements OnSnowflake {}
}
