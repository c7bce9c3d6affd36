package org.postizgateway.postiz.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlatformCatalogTest {

    private final PlatformCatalog catalog = PlatformCatalog.load();

    @Test
    void holds_all_35_platforms() {
        assertThat(catalog.all())
                .hasSize(35)
                .extracting(Platform::identifier)
                .doesNotHaveDuplicates();
    }

    @Test
    void knows_the_limits_of_x() {
        Platform x = catalog.find("x").orElseThrow();
        assertThat(x.maxLength(false)).isEqualTo(280);
        assertThat(x.maxLength(true)).isEqualTo(4000);
        assertThat(x.maxLengthArticle()).isEqualTo(100_000);
        assertThat(x.editor()).isEqualTo(Platform.Editor.HTML);
        assertThat(x.comments()).isEqualTo(Platform.Comments.THREAD);
        assertThat(x.settingsSchema()).containsKey("properties");
    }

    @Test
    void premium_changes_nothing_elsewhere() {
        assertThat(catalog.find("linkedin").orElseThrow().maxLength(true)).isEqualTo(3000);
    }

    @Test
    void tells_parameters_that_postiz_needs_but_does_not_advertise() {
        assertThat(catalog.find("whop").orElseThrow().tools())
                .filteredOn(tool -> tool.methodName().equals("experiences"))
                .singleElement()
                .satisfies(tool -> assertThat(tool.undeclaredParams()).hasSize(1));
    }

    @Test
    void finds_nothing_under_an_unknown_identifier() {
        assertThat(catalog.find("myspace")).isEmpty();
    }
}
