package org.postizgateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the directions inside the packages of docs/architecture.md. */
@AnalyzeClasses(
        packages = "org.postizgateway",
        importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule the_rooms_of_mcp_are_free_of_cycles =
            slices().matching("org.postizgateway.mcp.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_rooms_of_console_are_free_of_cycles =
            slices().matching("org.postizgateway.console.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_frame_of_pages_knows_no_page =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.console.page..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.postizgateway.console",
                            "org.postizgateway.console.now..",
                            "org.postizgateway.console.letter..",
                            "org.postizgateway.console.call..",
                            "org.postizgateway.console.configuration..",
                            "org.postizgateway.console.tenant..");

    @ArchTest
    static final ArchRule the_rooms_of_config_are_free_of_cycles =
            slices().matching("org.postizgateway.config.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_rooms_of_preflight_are_free_of_cycles =
            slices().matching("org.postizgateway.postiz.preflight.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_rooms_of_preflight_know_nothing_of_what_brings_them_together =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.postiz.preflight.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.postizgateway.postiz.preflight");

    @ArchTest
    static final ArchRule HTML_is_read_without_Markdown =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.postiz.content.read.html")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.postizgateway.postiz.content.read",
                            "org.postizgateway.postiz.content.read.markdown");

    @ArchTest
    static final ArchRule the_rooms_of_existing_posts_know_nothing_of_the_tools_over_them =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.postiz.life.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.postizgateway.postiz.life");

    @ArchTest
    static final ArchRule the_database_of_the_ledger_knows_nothing_of_what_is_kept_in_it =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.config.ledger.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.postizgateway.config.ledger");

    @ArchTest
    static final ArchRule posts_of_the_sandbox_stand_over_its_state_and_that_over_its_tenants =
            layeredArchitecture()
                    .consideringOnlyDependenciesInAnyPackage("org.postizgateway.sandbox.state..")
                    .layer("posts")
                    .definedBy("org.postizgateway.sandbox.state.post")
                    .layer("state")
                    .definedBy("org.postizgateway.sandbox.state")
                    .layer("tenants")
                    .definedBy("org.postizgateway.sandbox.state.organization")
                    .whereLayer("posts")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("state")
                    .mayOnlyBeAccessedByLayers("posts");

    @ArchTest
    static final ArchRule what_changes_posts_knows_nothing_of_what_looks_at_them =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.postiz.life..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.postizgateway.postiz.insight..");

    @ArchTest
    static final ArchRule the_rooms_of_security_are_free_of_cycles =
            slices().matching("org.postizgateway.security.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_rooms_of_security_know_nothing_of_the_steps_of_front_doors =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.security.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.postizgateway.security");

    /** The day the SDK serves this revision, the package and its use in one endpoint go. */
    @ArchTest
    static final ArchRule the_stateless_revision_stays_in_its_room =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "org.postizgateway.mcp.stateless..", "org.postizgateway.mcp.server..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.postizgateway.mcp.stateless..");
}
