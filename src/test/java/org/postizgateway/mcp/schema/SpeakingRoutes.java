package org.postizgateway.mcp.schema;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Features that together make the server say everything it can say. */
final class SpeakingRoutes extends RouteBuilder {

    private static final byte[] BYTES = {1, 2, 3};

    @Override
    public void configure() {
        tools();
        resourcesAndPrompts();
    }

    private void tools() {
        from("ai-tool:structured?description=x&title=T&parameter.a=string&parameter.a.required=true"
                        + "&outputParameter.a=string&readOnlyHint=true&destructiveHint=false"
                        + "&idempotentHint=true&openWorldHint=false")
                .setBody(e -> Map.of("a", e.getMessage().getHeader("a")));
        from("ai-tool:list?description=x&outputSchema={\"type\":\"array\"}")
                .setBody(e -> List.of(1, 2));
        from("ai-tool:image?description=x")
                .setHeader(Exchange.CONTENT_TYPE, constant("image/png"))
                .setBody(e -> BYTES);
        from("ai-tool:blocks?description=x")
                .setBody(
                        e ->
                                Map.of(
                                        "content",
                                        List.of(
                                                Map.of("type", "text", "text", "t"),
                                                Map.of(
                                                        "type", "resource_link",
                                                        "uri", "test://a",
                                                        "name", "a"),
                                                Map.of(
                                                        "type",
                                                        "resource",
                                                        "resource",
                                                        Map.of("uri", "test://b", "text", "b")))));
        from("ai-tool:fail?description=x")
                .setBody(e -> Map.of("code", 7))
                .setProperty("CamelMcpError", constant("No"));
        from("ai-tool:crash?description=x").throwException(IllegalStateException.class, "x");
        from("ai-tool:talk?description=x")
                .to("mcp-client:progress?progress=1&total=2&message=m")
                .setBody(e -> Map.of("k", 1))
                .to("mcp-client:log?level=emergency&logger=l")
                .setBody(constant("done"));
        from("ai-tool:ask?description=x")
                .setBody(constant("Question?"))
                .to("mcp-client:sample?maxTokens=5&key=s")
                .to(
                        "mcp-client:elicit?message=m&key=e&requestedSchema="
                                + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}")
                .to("mcp-client:roots?key=r")
                .setBody(constant("done"));
    }

    private void resourcesAndPrompts() {
        from("ai-resource:text?resourceUri=test://text&title=T&description=d")
                .setBody(constant("x"));
        from("ai-resource:bytes?resourceUri=test://bytes&mimeType=image/png").setBody(e -> BYTES);
        from("ai-resource:page?resourceUri=test://{page}&variable.page.complete=a,b")
                .setBody(simple("${header.page}"));
        from("ai-prompt:plan?title=T&description=d&argument.a=A&argument.a.required=true"
                        + "&argument.a.complete=x,y")
                .setBody(simple("${header.a}"));
        from("direct:change").to("mcp-client:updated?resourceUri=test://text");
    }
}
