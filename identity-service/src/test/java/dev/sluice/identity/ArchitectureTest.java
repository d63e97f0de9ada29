package dev.sluice.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.grpc.GrpcService;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.sluice.identity");

    @Test
    void decidingWhoIsWhoIsPure() {
        classes()
                .that()
                .resideInAPackage("..merge..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.sluice.identity.merge..")
                .check(CLASSES);
        classes()
                .that()
                .haveSimpleName("UserIds")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.sluice.identity.account..", "dev.sluice.identity.hash..")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.sluice.identity.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTransactionsSpeakJdbc() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..transaction..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "io.agroal..")
                .check(CLASSES);
    }

    @Test
    void endpointsAreNobodysBusinessButTheFrameworks() {
        classes()
                .that()
                .areAnnotatedWith(GrpcService.class)
                .should()
                .bePackagePrivate()
                .check(CLASSES);
    }
}
