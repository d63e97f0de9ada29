package dev.sluice.worker.warehouse.snowflake;

import dev.sluice.worker.landing.SessionContract;
import dev.sluice.worker.run.ChosenTablesContract;
import dev.sluice.worker.run.CrashContract;
import dev.sluice.worker.run.DeletionContract;
import dev.sluice.worker.run.FillContract;
import dev.sluice.worker.run.HistoryLandingContract;
import dev.sluice.worker.run.RepeatedRunContract;
import dev.sluice.worker.run.SegmentContract;
import dev.sluice.worker.run.SegmentExamplesContract;
import dev.sluice.worker.run.SyncRecordContract;
import dev.sluice.worker.run.TwoWorkersContract;
import dev.sluice.worker.run.UserValuesContract;
import dev.sluice.worker.run.VerifyContract;
import dev.sluice.worker.tagging.TaggingContract;
import dev.sluice.worker.tagging.VerdictContract;
import dev.sluice.worker.warehouse.contract.Contract;
import dev.sluice.worker.warehouse.contract.CostContract;
import dev.sluice.worker.warehouse.contract.Engine;
import dev.sluice.worker.warehouse.contract.FewTries;
import dev.sluice.worker.warehouse.contract.ForeignObjectsContract;
import dev.sluice.worker.warehouse.contract.IdentifierContract;
import dev.sluice.worker.warehouse.contract.InternalVersionContract;
import dev.sluice.worker.warehouse.contract.LeftOutTablesContract;
import dev.sluice.worker.warehouse.contract.MeddlingContract;
import dev.sluice.worker.warehouse.contract.RebuildContract;
import dev.sluice.worker.warehouse.contract.TypeContract;
import dev.sluice.worker.warehouse.contract.WarehouseContract;
import net.jqwik.api.Group;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.Nested;

/** Snowflake keeps every contract; examples are nested for JUnit, properties grouped for jqwik. */
class SnowflakeContractTest {

    /** Each takes dozens of round trips for every run. */
    private static final int FEW = Integer.getInteger("sluice.law.tries", 2);

    private interface OnSnowflake extends Contract {
        @Override
        default Engine engine() {
            return new SnowflakeEngine();
        }

        @Override
        default int tries(int most) {
            return Math.min(most, FEW);
        }
    }

    @Nested
    class Types extends TypeContract implements OnSnowflake {}

    @Nested
    class Identifiers extends IdentifierContract implements OnSnowflake {}

    @Nested
    class ForeignObjects extends ForeignObjectsContract implements OnSnowflake {}

    @Nested
    class LeftOutTables extends LeftOutTablesContract implements OnSnowflake {}

    @Nested
    class Meddling extends MeddlingContract implements OnSnowflake {}

    @Nested
    class Costs extends CostContract implements OnSnowflake {}

    @Nested
    class Rebuilds extends RebuildContract implements OnSnowflake {}

    @Nested
    class InternalVersions extends InternalVersionContract implements OnSnowflake {}

    @Nested
    class ChosenTables extends ChosenTablesContract implements OnSnowflake {}

    @Nested
    class Verifications extends VerifyContract implements OnSnowflake {}

    @Nested
    class RepeatedRuns extends RepeatedRunContract implements OnSnowflake {}

    @Nested
    class SyncRecords extends SyncRecordContract implements OnSnowflake {}

    @Nested
    class TwoWorkers extends TwoWorkersContract implements OnSnowflake {}

    @Nested
    class HistoryLandings extends HistoryLandingContract implements OnSnowflake {}

    @Nested
    class Crashes extends CrashContract implements OnSnowflake {}

    @Nested
    class Warehouses extends WarehouseContract implements OnSnowflake {}

    @Nested
    @Group
    @AddLifecycleHook(FewTries.class)
    class Sessions extends SessionContract implements OnSnowflake {}

    @Nested
    class Tags extends TaggingContract implements OnSnowflake {}

    @Group
    @AddLifecycleHook(FewTries.class)
    class Verdicts extends VerdictContract implements OnSnowflake {}

    @Nested
    class UserValues extends UserValuesContract implements OnSnowflake {}

    @Nested
    class Fills extends FillContract implements OnSnowflake {}

    @Nested
    class Deletions extends DeletionContract implements OnSnowflake {}

    @Group
    @AddLifecycleHook(FewTries.class)
    class Segments extends SegmentContract implements OnSnowflake {}

    @Nested
    class SegmentExamples extends SegmentExamplesContract implements OnSnowflake {}
}
