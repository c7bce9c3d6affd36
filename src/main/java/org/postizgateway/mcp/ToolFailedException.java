package org.postizgateway.mcp;

import java.util.Optional;

/** A tool that a route called ended with a failure. The message is the sentence for a model. */
public final class ToolFailedException extends RuntimeException {

    private final String tool;
    private final transient Object structuredContent;

    /**
     * @param sentence what went wrong and what to do, as the tool says it
     * @param structuredContent the same for programs; null when the tool gives none
     */
    public ToolFailedException(String tool, String sentence, Object structuredContent) {
        super(sentence);
        this.tool = tool;
        this.structuredContent = structuredContent;
    }

    /** Name of the tool. */
    public String tool() {
        return tool;
    }

    /** A Map or List. */
    public Optional<Object> structuredContent() {
        return Optional.ofNullable(structuredContent);
    }

    /** What a route goes on with as its body: structured content, or else the sentence. */
    public Object getBody() {
        return structuredContent().orElse(getMessage());
    }
}
