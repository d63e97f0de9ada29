package dev.sluice.worker.warehouse.duckdb;

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
import dev.sluice.worker.warehouse.contract.ForeignObjectsContract;
import dev.sluice.worker.warehouse.contract.IdentifierContract;
import dev.sluice.worker.warehouse.contract.InternalVersionContract;
import dev.sluice.worker.warehouse.contract.LeftOutTablesContract;
import dev.sluice.worker.warehouse.contract.MeddlingContract;
import dev.sluice.worker.warehouse.contract.RebuildContract;
import dev.sluice.worker.warehouse.contract.TypeContract;
import dev.sluice.worker.warehouse.contract.WarehouseContract;
import net.jqwik.api.Group;
import org.junit.jupiter.api.Nested;

/** DuckDB keeps every contract; examples are nested for JUnit, properties grouped for jqwik. */
class DuckDbContractTest {

    private interface OnDuckDb extends Contract {
        @Override
        default Engine engine() {
            return new DuckDbEngine();
        }
    }

    @Nested
    class Types extends TypeContract implements OnDuckDb {}

    @Nested
    class Identifiers extends IdentifierContract implements OnDuckDb {}

    @Nested
    class ForeignObjects extends ForeignObjectsContract implements OnDuckDb {}

    @Nested
    class LeftOutTables extends LeftOutTablesContract implements OnDuckDb {}

    @Nested
    class Meddling extends MeddlingContract implements OnDuckDb {}

    @Nested
    class Costs extends CostContract implements OnDuckDb {}

    @Nested
    class Rebuilds extends RebuildContract implements OnDuckDb {}

    @Nested
    class InternalVersions extends InternalVersionContract implements OnDuckDb {}

    @Nested
    class ChosenTables extends ChosenTablesContract implements OnDuckDb {}

    @Nested
    class Verifications extends VerifyContract implements OnDuckDb {}

    @Nested
    class RepeatedRuns extends RepeatedRunContract implements OnDuckDb {}

    @Nested
    class SyncRecords extends SyncRecordContract implements OnDuckDb {}

    @Nested
    class Crashes extends CrashContract implements OnDuckDb {}

    @Nested
    class TwoWorkers extends TwoWorkersContract implements OnDuckDb {}

    @Nested
    class Warehouses extends WarehouseContract implements OnDuckDb {}

    @Nested
    @Group
    class Sessions extends SessionContract implements OnDuckDb {}

    @Nested
    class Tags extends TaggingContract implements OnDuckDb {}

    @Group
    class Verdicts extends VerdictContract implements OnDuckDb {}

    @Nested
    class UserValues extends UserValuesContract implements OnDuckDb {}

    @Nested
    class Fills extends FillContract implements OnDuckDb {}

    @Nested
    class HistoryLandings extends HistoryLandingContract implements OnDuckDb {}

    @Nested
    class Deletions extends DeletionContract implements OnDuckDb {}

    @Group
    class Segments extends SegmentContract implements OnDuckDb {}

    @Nested
    class SegmentExamples extends SegmentExamplesContract implements OnDuckDb {}
}
