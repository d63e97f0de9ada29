package dev.sluice.worker.warehouse.postgres;

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

/** PostgreSQL keeps every contract; examples are nested for JUnit, properties grouped for jqwik. */
class PostgresContractTest {

    /** What does not depend on the engine is found on DuckDB, which is tried more. */
    private static final int FEW = Integer.getInteger("sluice.law.tries", 4);

    private interface OnPostgres extends Contract {
        @Override
        default Engine engine() {
            return new PostgresEngine();
        }

        @Override
        default int tries(int most) {
            return Math.min(most, FEW);
        }
    }

    @Nested
    class Types extends TypeContract implements OnPostgres {}

    @Nested
    class Identifiers extends IdentifierContract implements OnPostgres {}

    @Nested
    class ForeignObjects extends ForeignObjectsContract implements OnPostgres {}

    @Nested
    class LeftOutTables extends LeftOutTablesContract implements OnPostgres {}

    @Nested
    class Meddling extends MeddlingContract implements OnPostgres {}

    @Nested
    class Costs extends CostContract implements OnPostgres {}

    @Nested
    class Rebuilds extends RebuildContract implements OnPostgres {}

    @Nested
    class InternalVersions extends InternalVersionContract implements OnPostgres {}

    @Nested
    class ChosenTables extends ChosenTablesContract implements OnPostgres {}

    @Nested
    class Verifications extends VerifyContract implements OnPostgres {}

    @Nested
    class RepeatedRuns extends RepeatedRunContract implements OnPostgres {}

    @Nested
    class SyncRecords extends SyncRecordContract implements OnPostgres {}

    @Nested
    class Crashes extends CrashContract implements OnPostgres {}

    @Nested
    class TwoWorkers extends TwoWorkersContract implements OnPostgres {}

    @Nested
    class Warehouses extends WarehouseContract implements OnPostgres {}

    @Nested
    @Group
    @AddLifecycleHook(FewTries.class)
    class Sessions extends SessionContract implements OnPostgres {}

    @Nested
    class Tags extends TaggingContract implements OnPostgres {}

    @Group
    @AddLifecycleHook(FewTries.class)
    class Verdicts extends VerdictContract implements OnPostgres {}

    @Nested
    class UserValues extends UserValuesContract implements OnPostgres {}

    @Nested
    class Fills extends FillContract implements OnPostgres {}

    @Nested
    class HistoryLandings extends HistoryLandingContract implements OnPostgres {}

    @Nested
    class Deletions extends DeletionContract implements OnPostgres {}

    @Group
    @AddLifecycleHook(FewTries.class)
    class Segments extends SegmentContract implements OnPostgres {}

    @Nested
    class SegmentExamples extends SegmentExamplesContract implements OnPostgres {}
}
