package dev.sluice.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** How the packages of this module may use each other. */
final class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.sluice.local");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.sluice.local.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheDemoKnowsTheShop() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..demo..", "..shop..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..shop..")
                .check(CLASSES);
    }

    @Test
    void servicesAreReachedThroughTheirContractsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sluice.definitions", "dev.sluice.identity", "dev.sluice.worker..")
                .check(CLASSES);
    }

    @Test
    void commandsAreNamedAsSuch() {
        classes()
                .that()
                .areAnnotatedWith(Command.class)
                .and()
                .resideOutsideOfPackage("dev.sluice.local")
                .should()
                .haveSimpleNameEndingWith("Command")
                .check(CLASSES);
    }
}
