package org.postizgateway.mcp.feature;

import java.util.Set;
import java.util.function.Function;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/** Offers the route that starts here as a tool, a resource or a prompt. */
public abstract class FeatureEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

    @UriParam(description = "What it does or holds, written for a model")
    private String description;

    @UriParam(description = "Name for people")
    private String title;

    @UriParam(description = "Comma-separated tags by which a server selects what it offers")
    private String tags;

    protected FeatureEndpoint(String uri, Component component) {
        super(uri, component);
    }

    /** Refused by the registry of features instead, which says it for what it is. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    /**
     * The consumer that offers a route.
     *
     * @param feature makes the feature, given the way to run the route
     */
    protected Consumer offering(Processor processor, Function<RouteInvoker, Feature> feature)
            throws Exception {
        FeatureConsumer consumer = new FeatureConsumer(this, processor, feature);
        configureConsumer(consumer);
        return consumer;
    }

    protected String description() {
        return description;
    }

    protected String title() {
        return title;
    }

    protected Set<String> tags() {
        return FeatureRegistry.tags(tags);
    }

    public void setDescription(String description) {
        this.description = description;
    }

    public void setTitle(String title) {
        this.title = title;
    }

    public void setTags(String tags) {
        this.tags = tags;
    }
}
