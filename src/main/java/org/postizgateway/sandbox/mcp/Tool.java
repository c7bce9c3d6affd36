package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CompletableFuture;
import org.postizgateway.sandbox.state.organization.Organization;

/** What an MCP tool does with arguments that fit its schema: it yields structured content. */
interface Tool {

    /**
     * @throws ToolFailure at once or in the future, when the tool throws
     */
    CompletableFuture<JsonNode> call(ObjectNode arguments, Organization organization);

    /** A tool that is done when it returns. */
    interface Immediate {
        JsonNode call(ObjectNode arguments, Organization organization);

        default Tool asTool() {
            return (arguments, organization) ->
                    CompletableFuture.completedFuture(call(arguments, organization));
        }
    }

    static Tool immediate(Immediate work) {
        return work.asTool();
    }
}
