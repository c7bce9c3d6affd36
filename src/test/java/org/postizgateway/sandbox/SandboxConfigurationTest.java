package org.postizgateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.Environment;

/** What the package brings into a gateway that scans it, with and without its profile. */
@ExtendWith(OutputCaptureExtension.class)
class SandboxConfigurationTest {

    @ComponentScan("org.postizgateway.sandbox")
    private static final class Scanning {}

    private final ApplicationContextRunner gateway =
            new ApplicationContextRunner()
                    .withUserConfiguration(Scanning.class)
                    .withInitializer(new ConfigDataApplicationContextInitializer())
                    .withInitializer(
                            context ->
                                    context.getBeanFactory()
                                            .setConversionService(
                                                    ApplicationConversionService
                                                            .getSharedInstance()));

    private static Stream<String> sandboxBeans(ConfigurableApplicationContext context) {
        return Arrays.stream(context.getBeanDefinitionNames())
                .map(context::getType)
                .map(Class::getName)
                .filter(name -> name.startsWith("org.postizgateway.sandbox."))
                .filter(name -> !name.contains("Test"))
                .map(
                        name ->
                                name.substring(name.lastIndexOf('.') + 1)
                                        .replaceFirst("\\$\\$.*", ""));
    }

    @Test
    void without_the_profile_there_is_nothing() {
        gateway.run(context -> assertThat(sandboxBeans(context)).isEmpty());
    }

    @Test
    void with_the_profile_a_sandbox_listens_and_nothing_of_it_is_in_the_gateways_context() {
        gateway.withPropertyValues("spring.profiles.active=sandbox", "sandbox.port=0")
                .run(
                        context -> {
                            assertThat(sandboxBeans(context))
                                    .containsExactlyInAnyOrder(
                                            "SandboxConfiguration",
                                            "PostizSandbox",
                                            "GettingStarted");
                            assertThat(status(context.getBean(PostizSandbox.class))).isEqualTo(200);
                        });
    }

    @Test
    void the_profile_points_the_gateway_at_the_sandbox_and_keeps_its_data_apart() {
        gateway.withPropertyValues("spring.profiles.active=sandbox", "sandbox.port=0")
                .run(
                        context -> {
                            Environment settings = context.getEnvironment();
                            assertThat(settings.getProperty("postiz.url"))
                                    .isEqualTo("http://127.0.0.1:0");
                            assertThat(settings.getProperty("gateway.data-dir"))
                                    .isEqualTo("./data/sandbox");
                        });
    }

    @Test
    void a_ready_gateway_says_what_to_paste(CapturedOutput output) {
        gateway.withPropertyValues("spring.profiles.active=sandbox", "sandbox.port=0")
                .run(
                        context ->
                                context.publishEvent(
                                        new ApplicationReadyEvent(
                                                new SpringApplication(),
                                                new String[0],
                                                context,
                                                null)));

        assertThat(output)
                .contains("\"url\": \"http://localhost:8080/mcp\"")
                .contains("Bearer sandbox-key")
                .contains("http://localhost:8080/mcp/sandbox-key")
                .contains("curl -s http://localhost:8080/mcp")
                .contains("http://localhost:8081/console")
                .doesNotContain("{channel}");
    }

    private static int status(PostizSandbox sandbox) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(sandbox.baseUrl() + "/public/v1/is-connected"))
                                .header("Authorization", DefaultOrganizations.KEY)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
