package org.postizgateway.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportedCasesTest {

    private static final JavaClasses TESTS =
            new ClassFileImporter().importPackages("org.postizgateway");

    @Test
    void no_test_claims_a_case_that_there_is_not() {
        assertThat(claimed()).isSubsetOf(ReportedCases.ids());
    }

    @Test
    void every_case_is_held_by_a_test() {
        Set<String> forgotten = new TreeSet<>(ReportedCases.ids());
        forgotten.removeAll(claimed());
        assertThat(forgotten).as("cases that no test names in @ReportedCase").isEmpty();
    }

    private static Set<String> claimed() {
        return TESTS.stream()
                .flatMap(ReportedCasesTest::annotated)
                .filter(element -> element.isAnnotatedWith(ReportedCase.class))
                .flatMap(
                        element ->
                                Stream.of(element.getAnnotationOfType(ReportedCase.class).value()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<HasAnnotations<?>> annotated(JavaClass type) {
        return Stream.concat(Stream.of(type), type.getMethods().stream());
    }
}
