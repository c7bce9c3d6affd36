package org.postizgateway.customize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.postizgateway.config.command.CheckCommand;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.generation.ChangingGateway;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Jars in lib/ of the configuration directory. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LibrariesTest {

    /** Makes capitals of a body. */
    private static final String COMPONENT =
            """
            package example;

            import java.util.Locale;
            import java.util.Map;
            import org.apache.camel.Endpoint;
            import org.apache.camel.support.DefaultComponent;
            import org.apache.camel.support.ProcessorEndpoint;

            public class Shout extends DefaultComponent {
                @Override
                protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> options) {
                    return new ProcessorEndpoint(uri, this, exchange ->
                            exchange.getMessage().setBody(
                                    exchange.getMessage().getBody(String.class).toUpperCase(Locale.ROOT)));
                }
            }
            """;

    private static final String BEAN =
            """
            package example;

            public class Manners {
                public String please(String body) {
                    return body + ", please";
                }
            }
            """;

    /** Stands for what a JDBC driver brings along. */
    private static final String SOURCE =
            """
            package example;

            public class ShopSource extends org.springframework.jdbc.datasource.DriverManagerDataSource {}
            """;

    private static final String SHOP =
            """
            - beans:
                - name: shopDriver
                  type: example.ShopSource
                  properties: {url: "jdbc:h2:mem:libraries-shop"}
                - name: shop
                  type: com.zaxxer.hikari.HikariDataSource
                  destroyMethod: close
                  properties: {dataSource: "#bean:shopDriver", initializationFailTimeout: "-1"}
            - route:
                id: pricing
                from:
                  uri: ai-tool:pricing
                  parameters:
                    description: Tells a price
                    tags: postiz
                  steps:
                    - to:
                        uri: sql
                        parameters:
                          query: SELECT 42 AS "price"
                          dataSource: "#shop"
                          outputType: SelectOne
                    - convertBodyTo: {type: String}
            """;

    private static final String ROUTE =
            """
            - beans:
                - name: manners
                  type: example.Manners
            - route:
                id: asking
                from:
                  uri: ai-tool:asking
                  parameters:
                    description: Asks
                    tags: postiz
                  steps:
                    - setBody: {constant: more tea}
                    - bean: {ref: manners, method: please}
                    - to: shout:loud
            """;

    private static final Map<String, String> SOURCES =
            Map.of("Shout", COMPONENT, "Manners", BEAN, "ShopSource", SOURCE);

    @TempDir private Path temporary;

    private Path lib() throws Exception {
        return Files.createDirectories(temporary.resolve("my config/lib"));
    }

    /** A jar with the component and the bean, as a build would leave it. */
    private void library() throws Exception {
        Path classes = Files.createDirectories(temporary.resolve("classes"));
        List<String> compiler =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString()));
        for (var source : SOURCES.entrySet()) {
            Path file = temporary.resolve(source.getKey() + ".java");
            compiler.add(Files.writeString(file, source.getValue()).toString());
        }
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                OutputStream.nullOutputStream(),
                                complaints,
                                compiler.toArray(String[]::new));
        assertThat(failed).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
        try (JarOutputStream jar =
                new JarOutputStream(Files.newOutputStream(lib().resolve("shout.jar")))) {
            for (String name : SOURCES.keySet()) {
                String entry = "example/" + name + ".class";
                jar.putNextEntry(new JarEntry(entry));
                jar.write(Files.readAllBytes(classes.resolve(entry)));
            }
            jar.putNextEntry(new JarEntry("META-INF/services/org/apache/camel/component/shout"));
            jar.write("class=example.Shout\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.createDirectories(temporary.resolve("my config/routes"));
        Files.writeString(temporary.resolve("my config/routes/asking.yaml"), ROUTE);
        Files.writeString(temporary.resolve("my config/routes/shop.yaml"), SHOP);
    }

    /** What the check says of the directory, with its exit code before. */
    private String check() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int code = CheckCommand.run(out, out, temporary.resolve("my config").toString());
        return code + ": " + said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void bring_components_and_classes_of_beans_along() throws Exception {
        library();

        try (ChangingGateway gateway = new ChangingGateway(temporary)) {
            assertThat(gateway.call("asking")).contains("MORE TEA, PLEASE");
            assertThat(gateway.call("pricing")).contains("42");
            gateway.write("routes/asking.yaml", ROUTE.replace("more tea", "more jam"));
            assertThat(gateway.reload().path("outcome").asText()).isIn("switched", "unchanged");
            assertThat(gateway.call("asking")).contains("MORE JAM, PLEASE");
        }
        assertThat(check()).startsWith("0: ");
    }

    @Test
    void the_documentation_tells_whose_version_they_must_have() throws Exception {
        assertThat(Files.readString(Path.of("docs/customize/README.md")))
                .contains("Camel " + new DefaultCamelContext(false).getVersion() + ",");
        assertThat(Files.readString(Path.of("deploy/components/pom.xml")))
                .contains(
                        "<camel.version>%s</camel.version>"
                                .formatted(new DefaultCamelContext(false).getVersion()));
    }

    @Test
    void one_that_is_broken_keeps_the_gateway_from_starting() throws Exception {
        Path broken = Files.writeString(lib().resolve("half.jar"), "PK half a jar");
        String sentence =
                "GATEWAY_CONFIG_DIR holds %s, which cannot be read as a jar. Put a whole one there, or none."
                        .formatted(broken);

        assertThatThrownBy(
                        () ->
                                new SpringApplicationBuilder(GatewayApplication.class)
                                        .run(
                                                "--gateway.config-dir="
                                                        + broken.getParent().getParent(),
                                                "--gateway.data-dir=" + temporary.resolve("data"),
                                                "--gateway.port=0",
                                                "--server.port=0",
                                                "--ledger.url=jdbc:h2:mem:libraries",
                                                "--postiz.url=http://127.0.0.1:9"))
                .hasRootCauseInstanceOf(InvalidSettingException.class)
                .rootCause()
                .hasMessage(sentence);
        assertThat(check()).isEqualTo("2: Nothing could be checked: " + sentence + "\n");
    }
}
