package org.postizgateway.mcp.feature;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.postizgateway.mcp.CallRecord;
import org.postizgateway.mcp.ClientCannotAnswerException;
import org.postizgateway.mcp.McpConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the failure of a prompt's or resource's route into a JSON-RPC error without internal
 * details.
 */
public final class FeatureFailure {

    private static final Logger LOG = LoggerFactory.getLogger(FeatureFailure.class);

    private FeatureFailure() {}

    /**
     * @param feature what failed, for the message
     * @throws McpError when the route failed: invalid params, when it, or a tool that it called,
     *     said {@link McpConstants#INVALID_INPUT}, else internal error
     */
    public static void throwIfFailed(Exchange exchange, String feature) {
        String sentence = exchange.getProperty(McpConstants.ERROR, String.class);
        if (sentence != null) {
            throw error(code(exchange), sentence);
        }
        Object unanswered = exchange.getProperty(McpConstants.UNANSWERED);
        if (unanswered instanceof ClientCannotAnswerException reason) {
            throw internal(reason.getMessage());
        }
        if (unanswered instanceof McpError error) {
            throw error;
        }
        if (exchange.getException() instanceof McpError error) {
            throw error;
        }
        if (exchange.getException() != null) {
            String reference = UUID.randomUUID().toString();
            LOG.error("The {} failed, reference {}", feature, reference, exchange.getException());
            throw internal(
                    "The "
                            + feature
                            + " could not be served. The operator finds the cause under reference "
                            + reference);
        }
    }

    private static int code(Exchange exchange) {
        return CallRecord.of(exchange).filter(CallRecord::isInvalidInput).isPresent()
                ? ErrorCodes.INVALID_PARAMS
                : ErrorCodes.INTERNAL_ERROR;
    }

    private static McpError internal(String message) {
        return error(ErrorCodes.INTERNAL_ERROR, message);
    }

    private static McpError error(int code, String message) {
        return McpError.builder(code).message(message).build();
    }
}
