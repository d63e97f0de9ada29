package dev.sluice.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sluice.worker");

    @Test
    void ancestryImportsOnlyJava() {
        classes()
                .that()
                .resideInAPackage("dev.sluice.worker.ancestry")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.sluice.worker.ancestry")
                .check(CODE);
    }

    @Test
    void planningIsPure() {
        classes()
                .that()
                .resideInAPackage("dev.sluice.worker.plan")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.sluice.worker.plan")
                .check(CODE);
    }

    @Test
    void matchingIsPure() {
        classes()
                .that()
                .resideInAPackage("dev.sluice.worker.match")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "com.google.re2j", "dev.sluice.worker.match", "dev.sluice.worker.ancestry")
                .check(CODE);
    }

    @Test
    void membershipOfSegmentsIsPure() {
        classes()
                .that()
                .resideInAPackage("dev.sluice.worker.segment")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.sluice.worker.segment", "dev.sluice.worker.match")
                .check(CODE);
    }

    @Test
    void onlyAnEngineKnowsItsDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.sluice.worker.warehouse.duckdb")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .check(CODE);
    }

    /** Native images come without it, and are linked as a whole. */
    @Test
    void nobodyIsLinkedToSnowflakesDriver() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.snowflake..")
                .check(CODE);
    }

    @Test
    void featuresHaveNoCycles() {
        slices().matching("dev.sluice.worker.(*)..").should().beFreeOfCycles().check(CODE);
        slices().matching("dev.sluice.worker.capture.(**)")
                .should()
                .beFreeOfCycles()
                .check(CODE);
    }

    @Test
    void onlyTheFrontDoorsKnowTheirProtocols() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.sluice.worker.capture",
                        "dev.sluice.worker.capture.call",
                        "dev.sluice.worker.capture.derive",
                        "dev.sluice.worker.eventlog")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "io.grpc..", "dev.sluice.capture.v1..")
                .check(CODE);
    }

    @Test
    void eventLogKnowsNothingOfCapture() {
        noClasses()
                .that()
                .resideInAPackage("dev.sluice.worker.eventlog")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sluice.worker.capture..")
                .check(CODE);
    }
}
