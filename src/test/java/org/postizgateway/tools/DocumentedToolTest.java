package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postizgateway.generation.Serving;
import org.springframework.beans.factory.annotation.Autowired;

/** The tool that docs/routes.md shows as an example. */
class DocumentedToolTest extends ToolRouteTest {

    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\\R(- route:\\R    id: channelCount.*?)```", Pattern.DOTALL);

    private static final List<String> ROUTES =
            List.of("channelCount", "channelCount-call", "channelCount-call-operation");

    @Autowired Serving serving;

    @BeforeEach
    void addIt() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/routes.md")));
        assertThat(example.find()).isTrue();
        CamelContext generation = serving.context().orElseThrow();
        PluginHelper.getRoutesLoader(generation)
                .loadRoutes(ResourceHelper.fromString("channelCount.yaml", example.group(1)));
        for (String route : ROUTES) {
            generation.getRouteController().startRoute(route);
        }
    }

    @AfterEach
    void removeIt() throws Exception {
        CamelContext generation = serving.context().orElseThrow();
        for (String route : ROUTES) {
            generation.getRouteController().stopRoute(route);
            generation.removeRoute(route);
        }
    }

    @Test
    void counts_channels_and_says_what_it_does_not_take() throws Exception {
        assertThat(succeed("channelCount", Map.of("group", ACME)).path("count").asInt())
                .isEqualTo(4);
        assertThat(fail("channelCount", Map.of("group", "../../x")))
                .isEqualTo(
                        "group must be the id of a group: letters, digits, hyphens and"
                                + " underscores");
    }
}
