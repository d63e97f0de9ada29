package dev.sluice.definitions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sluice.rpc.OnVirtualThread;
import io.quarkus.grpc.GrpcService;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;

/** The shape of the service, as rules that can fail. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/v1/"))
            .importPackages("dev.sluice.definitions");

    @Test
    void namingIsPure() {
        classes()
                .that()
                .resideInAPackage("..naming..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "..naming..")
                .check(CLASSES);
    }

    @Test
    void featuresFormNoCycles() {
        slices().matching("dev.sluice.definitions.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void endpointsRunOnVirtualThreadsAndStayInside() {
        classes()
                .that()
                .areAnnotatedWith(GrpcService.class)
                .should()
                .beAnnotatedWith(OnVirtualThread.class)
                .andShould()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void rowsStayInTheirFeature() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }

    @Test
    void checksOfMatchersNeedNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage("..matcher..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "org.hibernate..", "io.quarkus..", "java.sql..")
                .check(CLASSES);
    }
}
