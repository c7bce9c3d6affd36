package org.postizgateway.sandbox;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Tells a newcomer what to paste where, as soon as the gateway is ready. */
final class GettingStarted implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(GettingStarted.class);
    private static final String TEXT =
            """

            The gateway is ready, with a Postiz of its own at {sandbox} (nothing is really published).

            Paste into an MCP client:

              {
                "mcpServers": {
                  "postiz": {
                    "type": "http",
                    "url": "{gateway}/mcp",
                    "headers": { "Authorization": "Bearer {key}" }
                  }
                }
              }

            For clients that only take a URL:  {gateway}/mcp/{key}

            Schedule a post for tomorrow:

              curl -s {gateway}/mcp \\
                -H 'Authorization: Bearer {key}' \\
                -H 'Content-Type: application/json' \\
                -H 'Accept: application/json, text/event-stream' \\
                -d '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"schedulePostTool",
                     "arguments":{"socialPost":[{"integrationId":"{channel}","type":"schedule",
                       "date":"{date}","postsAndComments":[{"content":"<p>Hello from the gateway</p>"}],
                       "settings":[{"key":"who_can_reply_post","value":"everyone"}]}]}}}'

            Look at it afterwards:  curl -s {sandbox}/sandbox/posts

            What operators see:  {console}  (sign in with OPS_TOKEN, which is printed above where it is not set)
            """;

    private final PostizSandbox sandbox;
    private final int gatewayPort;
    private final int operatorsPort;

    GettingStarted(PostizSandbox sandbox, int gatewayPort, int operatorsPort) {
        this.sandbox = sandbox;
        this.gatewayPort = gatewayPort;
        this.operatorsPort = operatorsPort;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        LOG.info(text());
    }

    private String text() {
        return TEXT.replace("{sandbox}", sandbox.baseUrl())
                .replace("{gateway}", "http://localhost:" + gatewayPort)
                .replace("{console}", "http://localhost:" + operatorsPort + "/console")
                .replace("{key}", DefaultOrganizations.KEY)
                .replace(
                        "{channel}",
                        sandbox.organization(DefaultOrganizations.KEY).channelOn("x").id())
                .replace("{date}", tomorrowAtTen());
    }

    private String tomorrowAtTen() {
        return sandbox.clock()
                .instant()
                .truncatedTo(ChronoUnit.DAYS)
                .plus(1, ChronoUnit.DAYS)
                .plusSeconds(LocalTime.of(10, 0).toSecondOfDay())
                .toString();
    }
}
