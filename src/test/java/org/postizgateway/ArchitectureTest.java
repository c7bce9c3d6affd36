package org.postizgateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Component;

/** Holds the package directions of docs/architecture.md. */
@AnalyzeClasses(
        packages = "org.postizgateway",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule mcp_knows_nothing_of_the_rest =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.mcp..")
                    .should()
                    .dependOnClassesThat(
                            com.tngtech.archunit.base.DescribedPredicate.describe(
                                    "are outside org.postizgateway.mcp",
                                    type ->
                                            type.getPackageName().startsWith("org.postizgateway")
                                                    && !type.getPackageName()
                                                            .startsWith("org.postizgateway.mcp")))
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule only_the_tests_of_routes_import_the_sandbox =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "org.postizgateway.sandbox..", "org.postizgateway.routetest..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.postizgateway.sandbox..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_sandbox_shares_only_the_platform_catalogue =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.sandbox..")
                    .should()
                    .dependOnClassesThat(
                            com.tngtech.archunit.base.DescribedPredicate.describe(
                                    "are ours but neither the sandbox nor the catalogue",
                                    type ->
                                            type.getPackageName().startsWith("org.postizgateway")
                                                    && !type.getPackageName()
                                                            .startsWith("org.postizgateway.sandbox")
                                                    && !type.getPackageName()
                                                            .equals(
                                                                    "org.postizgateway.postiz.platform")))
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule postiz_security_and_ledger_stand_side_by_side =
            noClasses()
                    .that()
                    .resideInAnyPackage("org.postizgateway.postiz..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.postizgateway.ledger..",
                            "org.postizgateway.security..",
                            "org.postizgateway.console..",
                            "org.postizgateway.config..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule what_is_plain_knows_nothing_of_the_gateway =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.plain..")
                    .should()
                    .dependOnClassesThat(
                            com.tngtech.archunit.base.DescribedPredicate.describe(
                                    "are outside org.postizgateway.plain",
                                    type ->
                                            type.getPackageName().startsWith("org.postizgateway")
                                                    && !type.getPackageName()
                                                            .startsWith(
                                                                    "org.postizgateway.plain")));

    @ArchTest
    static final ArchRule the_ledger_depends_on_no_other_part =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.ledger..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.postizgateway.mcp..",
                            "org.postizgateway.postiz..",
                            "org.postizgateway.security..",
                            "org.postizgateway.console..",
                            "org.postizgateway.config..")
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule the_audit_knows_only_the_ledger =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.audit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.postizgateway.mcp..",
                            "org.postizgateway.postiz..",
                            "org.postizgateway.security..",
                            "org.postizgateway.generation..",
                            "org.postizgateway.console..",
                            "org.postizgateway.config..");

    @ArchTest
    static final ArchRule security_depends_on_no_other_part =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.security..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.postizgateway.mcp..",
                            "org.postizgateway.postiz..",
                            "org.postizgateway.ledger..",
                            "org.postizgateway.console..",
                            "org.postizgateway.config..");

    @ArchTest
    static final ArchRule only_config_uses_observability =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "org.postizgateway.observability..", "org.postizgateway.config..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.postizgateway.observability..");

    @ArchTest
    static final ArchRule observability_uses_only_mcp_and_security =
            noClasses()
                    .that()
                    .resideInAPackage("org.postizgateway.observability..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.postizgateway.postiz..",
                            "org.postizgateway.ledger..",
                            "org.postizgateway.console..",
                            "org.postizgateway.config..");

    /** On one or two cores the JDK starts a thread for each task whose executor is not named. */
    @ArchTest
    static final ArchRule nothing_starts_a_thread_for_each_task =
            noClasses()
                    .should()
                    .callMethodWhere(
                            com.tngtech.archunit.base.DescribedPredicate.describe(
                                    "leaves its executor to the JDK",
                                    call ->
                                            call.getTargetOwner()
                                                            .isAssignableTo(CompletionStage.class)
                                                    && (call.getName().endsWith("Async")
                                                            || call.getName()
                                                                    .equals("delayedExecutor"))
                                                    && call
                                                            .getTarget()
                                                            .getRawParameterTypes()
                                                            .stream()
                                                            .noneMatch(
                                                                    type ->
                                                                            type.isEquivalentTo(
                                                                                    Executor
                                                                                            .class))));

    /** In some languages an i becomes another letter. */
    @ArchTest
    static final ArchRule letters_become_large_or_small_in_no_language =
            noClasses()
                    .should()
                    .callMethod(String.class, "toUpperCase")
                    .orShould()
                    .callMethod(String.class, "toLowerCase");

    /** Another package needs a line in {@link GatewayApplication}. */
    @ArchTest
    static final ArchRule beans_are_where_they_are_looked_for =
            classes()
                    .that()
                    .areMetaAnnotatedWith(Component.class)
                    .and()
                    .doNotHaveFullyQualifiedName(GatewayApplication.class.getName())
                    .should()
                    .resideInAnyPackage(
                            Stream.of(
                                            GatewayApplication.class
                                                    .getAnnotation(SpringBootApplication.class)
                                                    .scanBasePackages())
                                    .map(name -> name + "..")
                                    .toArray(String[]::new));
}
