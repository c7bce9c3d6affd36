package org.postizgateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.Test;
import org.postizgateway.mcp.client.McpClientEndpoint;
import org.postizgateway.mcp.prompt.AiPromptEndpoint;
import org.postizgateway.mcp.resource.AiResourceEndpoint;
import org.postizgateway.mcp.server.McpServerEndpoint;
import org.postizgateway.mcp.tool.AiToolEndpoint;

/**
 * Generates the reference of the components from their code. When it fails, copy the page from
 * {@value #GENERATED}.
 */
class ComponentsReferenceTest {

    private static final String GENERATED = "target/components.md";

    private static final List<Class<?>> ENDPOINTS =
            List.of(
                    AiToolEndpoint.class,
                    AiResourceEndpoint.class,
                    AiPromptEndpoint.class,
                    McpServerEndpoint.class,
                    McpClientEndpoint.class);

    @Test
    void the_page_has_every_option_as_it_is_in_the_code() throws Exception {
        String page = page();
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of(GENERATED), page);

        assertThat(Files.readString(Path.of("docs/components.md")))
                .as("docs/components.md; as it should be in %s", GENERATED)
                .isEqualTo(page);
    }

    private static String page() {
        return """
                # Components

                The options of the Camel components that speak MCP, generated from their code (`ComponentsReferenceTest` keeps this
                page in step). How they are used is in [routes.md](routes.md).
                """
                + ENDPOINTS.stream()
                        .map(ComponentsReferenceTest::section)
                        .collect(Collectors.joining());
    }

    private static String section(Class<?> endpoint) {
        UriEndpoint component = endpoint.getAnnotation(UriEndpoint.class);
        String role = role(component);
        String rows =
                Stream.of(endpoint, endpoint.getSuperclass())
                        .filter(type -> type != DefaultEndpoint.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                        .flatMap(ComponentsReferenceTest::row)
                        .collect(Collectors.joining());
        return """

                ## %s

                `%s`, for %s.

                | option | type | default | |
                |---|---|---|---|
                """
                        .formatted(component.scheme(), component.syntax(), role)
                + rows;
    }

    private static String role(UriEndpoint component) {
        if (component.consumerOnly()) {
            return "the start of a route (`from`)";
        }
        return component.producerOnly()
                ? "a step of a route (`to`)"
                : "the start of a route (`from`) or, without options, a step (`to`)";
    }

    private static Stream<String> row(Field field) {
        UriPath path = field.getAnnotation(UriPath.class);
        if (path != null) {
            return Stream.of(
                    line(
                            "**" + field.getName() + "** (in the path)",
                            field,
                            "",
                            path.description()));
        }
        UriParam option = field.getAnnotation(UriParam.class);
        if (option == null) {
            return Stream.empty();
        }
        Metadata metadata = field.getAnnotation(Metadata.class);
        boolean required = metadata != null && metadata.required();
        String name = option.multiValue() ? option.prefix() + "NAME" : field.getName();
        String marked = "`" + name + "`" + (required ? " (required)" : "");
        return Stream.of(line(marked, field, option.defaultValue(), option.description()));
    }

    private static String line(String name, Field field, String value, String description) {
        String type = field.getType().getSimpleName();
        String shown = value.isEmpty() ? "" : "`" + value + "`";
        return "| %s | %s | %s | %s |\n".formatted(name, words(field, type), shown, description);
    }

    private static String words(Field field, String type) {
        return switch (type) {
            case "String", "Map" -> "text";
            case "Boolean", "boolean" -> "true or false";
            case "int", "long", "Integer", "Long" -> "whole number";
            case "Double", "double" -> "number";
            default ->
                    field.getType().isEnum()
                            ? Arrays.stream(field.getType().getEnumConstants())
                                    .map(Object::toString)
                                    .map(constant -> "`" + constant + "`")
                                    .collect(Collectors.joining(", "))
                            : type;
        };
    }
}
