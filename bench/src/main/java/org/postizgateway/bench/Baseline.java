package org.postizgateway.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/**
 * What the gateway is compared with: {@code integrationList} as a Java developer writes it in an
 * afternoon, with the MCP SDK's servlet on Tomcat and the JDK's HTTP client. Prints its port.
 *
 * <p>Argument: base URL of Postiz.
 */
public final class Baseline {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI integrations;

    private Baseline(String postiz) {
        this.integrations = URI.create(postiz + "/public/v1/integrations");
    }

    public static void main(String[] args) throws Exception {
        System.out.println(new Baseline(args[0]).start());
    }

    private int start() throws Exception {
        HttpServletStatelessServerTransport servlet =
                HttpServletStatelessServerTransport.builder()
                        .messageEndpoint("/mcp")
                        .contextExtractor(
                                request ->
                                        McpTransportContext.create(
                                                Map.of(
                                                        "key",
                                                        request.getHeader("Authorization")
                                                                .substring("Bearer ".length()))))
                        .build();
        McpServer.sync(servlet)
                .serverInfo("baseline", "1.0.0")
                .toolCall(
                        McpSchema.Tool.builder()
                                .name("integrationList")
                                .description("Lists the connected channels")
                                .inputSchema(Map.of("type", "object", "properties", Map.of()))
                                .outputSchema(outputSchema())
                                .build(),
                        (context, request) -> call((String) context.get("key")))
                .build();
        Tomcat tomcat = new Tomcat();
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        Context context = tomcat.addContext("", null);
        Wrapper wrapper = Tomcat.addServlet(context, "mcp", servlet);
        wrapper.setAsyncSupported(true);
        context.addServletMappingDecoded("/mcp", "mcp");
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }

    private McpSchema.CallToolResult call(String key) {
        HttpRequest request =
                HttpRequest.newBuilder(integrations)
                        .timeout(Duration.ofSeconds(15))
                        .header("Authorization", key)
                        .build();
        try {
            List<Map<String, Object>> channels =
                    JSON.readValue(
                            http.send(request, BodyHandlers.ofByteArray()).body(),
                            new TypeReference<>() {});
            channels.forEach(Baseline::rename);
            Map<String, Object> output = Map.of("output", channels);
            return McpSchema.CallToolResult.builder()
                    .addTextContent(JSON.writeValueAsString(output))
                    .structuredContent(output)
                    .build();
        } catch (IOException e) {
            return McpSchema.CallToolResult.builder()
                    .addTextContent("Postiz did not answer")
                    .isError(true)
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void rename(Map<String, Object> channel) {
        channel.put("platform", channel.remove("identifier"));
    }

    private static Map<String, Object> outputSchema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : List.of("id", "name", "platform", "picture", "profile")) {
            properties.put(name, Map.of("type", List.of("string", "null")));
        }
        properties.put("disabled", Map.of("type", "boolean"));
        properties.put("customer", Map.of("type", "object"));
        Map<String, Object> channel = Map.of("type", "object", "properties", properties);
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of("output", Map.of("type", "array", "items", channel)));
    }
}
