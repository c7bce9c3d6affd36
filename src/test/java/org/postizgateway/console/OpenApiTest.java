package org.postizgateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postizgateway.GatewayApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The document of the operators' interface says what there is, and nothing else. */
@SpringBootTest(
        classes = GatewayApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "gateway.port=0",
            "gateway.data-dir=target/console-${PID:0}",
            "postiz.url=http://127.0.0.1:1",
            "ops.token=" + OpenApiTest.TOKEN,
            "ledger.url=jdbc:h2:mem:open-api;DB_CLOSE_DELAY=-1"
        })
@DirtiesContext
@Timeout(120)
class OpenApiTest {

    static final String TOKEN = "token-of-the-operators";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    @LocalServerPort private int port;
    @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private JsonNode document() throws Exception {
        Browser.Page answer =
                new Browser(port).get("/ops/openapi.json", "Authorization", "Bearer " + TOKEN);
        assertThat(answer.status()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.response().body());
    }

    private Set<String> served() {
        return requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(OpenApiTest::requests)
                .filter(request -> request.contains(" /ops"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> requests(RequestMappingInfo mapping) {
        return mapping.getPatternValues().stream()
                .flatMap(
                        path ->
                                mapping.getMethodsCondition().getMethods().stream()
                                        .map(m -> m.name().toLowerCase() + " " + path));
    }

    @Test
    void every_request_that_is_served_is_described_and_the_other_way_round() throws Exception {
        Set<String> described = new TreeSet<>();
        document()
                .get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                name -> {
                                                    if (METHODS.contains(name)) {
                                                        described.add(name + " " + path.getKey());
                                                    }
                                                }));

        assertThat(described).isNotEmpty().isEqualTo(served());
    }

    @Test
    void every_reference_of_the_document_leads_somewhere() throws Exception {
        JsonNode document = document();

        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(document.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    @Test
    void the_document_is_served_as_yaml_too() {
        Browser.Page answer =
                new Browser(port).get("/ops/openapi.yaml", "Authorization", "Bearer " + TOKEN);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).startsWith("openapi: 3.1");
    }
}
