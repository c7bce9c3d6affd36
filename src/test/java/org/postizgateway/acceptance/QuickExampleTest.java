package org.postizgateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postizgateway.GatewayApplication;
import org.postizgateway.sandbox.DefaultOrganizations;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The documented example, as the official Java client of an agent goes through it. */
class QuickExampleTest {

    private static PostizSandbox postiz;
    private static ConfigurableApplicationContext gateway;
    private static McpSyncClient agent;

    @BeforeAll
    static void start(@TempDir Path data) {
        postiz = new PostizSandbox(SandboxSettings.forTests()).start();
        gateway =
                SpringApplication.run(
                        GatewayApplication.class,
                        "--postiz.url=" + postiz.baseUrl(),
                        "--gateway.port=0",
                        "--server.port=0",
                        "--gateway.data-dir=" + data,
                        "--ledger.url=jdbc:h2:mem:quick-example");
        int port =
                gateway.getBean(CamelContext.class)
                        .hasService(VertxPlatformHttpServer.class)
                        .getPort();
        agent =
                McpClient.sync(
                                HttpClientStreamableHttpTransport.builder(
                                                "http://127.0.0.1:" + port)
                                        .requestBuilder(
                                                HttpRequest.newBuilder()
                                                        .header(
                                                                "Authorization",
                                                                "Bearer "
                                                                        + DefaultOrganizations.KEY))
                                        .build())
                        .build();
        agent.initialize();
    }

    @AfterAll
    static void stop() {
        agent.closeGracefully();
        gateway.close();
        postiz.close();
    }

    @Test
    void an_agent_finds_a_channel_reads_its_rules_schedules_a_post_and_sees_it() {
        Map<String, Object> channel =
                list(call("integrationList", Map.of()).get("output")).stream()
                        .filter(listed -> "x".equals(listed.get("platform")))
                        .findFirst()
                        .orElseThrow();

        Map<String, Object> rules =
                map(call("integrationSchema", Map.of("platform", "x")).get("output"));
        assertThat(rules)
                .containsEntry("maxLength", 280)
                .containsKeys("rules", "settings", "tools");

        LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
        Map<String, Object> created =
                list(call(
                                        "schedulePostTool",
                                        Map.of(
                                                "socialPost",
                                                List.of(post(channel.get("id"), tomorrow))))
                                .get("output"))
                        .get(0);
        assertThat(created).containsEntry("status", "created");

        Map<String, Object> seen =
                map(
                        call(
                                        "postsListTool",
                                        Map.of(
                                                "startDate",
                                                tomorrow.toString(),
                                                "endDate",
                                                tomorrow.toString()))
                                .get("output"));
        assertThat(list(seen.get("posts")))
                .singleElement()
                .satisfies(
                        post ->
                                assertThat(post)
                                        .containsEntry("id", created.get("postId"))
                                        .containsEntry("state", "QUEUE")
                                        .containsEntry("publishDate", tomorrow + "T10:00:00.000Z")
                                        .containsEntry(
                                                "content",
                                                "<p>Excited to announce our new feature!</p>"));
    }

    private static Map<String, Object> post(Object channel, LocalDate day) {
        return Map.of(
                "integrationId",
                channel,
                "type",
                "schedule",
                "date",
                day + "T10:00:00Z",
                "postsAndComments",
                List.of(Map.of("content", "Excited to announce our new feature!")),
                "settings",
                List.of(Map.of("key", "who_can_reply_post", "value", "everyone")));
    }

    private static Map<String, Object> call(String tool, Map<String, Object> arguments) {
        CallToolResult result = agent.callTool(new CallToolRequest(tool, arguments));
        assertThat(result.isError()).as("%s: %s", tool, result.content()).isFalse();
        return map(result.structuredContent());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }
}
