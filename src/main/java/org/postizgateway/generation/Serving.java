package org.postizgateway.generation;

import java.util.Optional;
import org.apache.camel.CamelContext;

/** Which Camel context serves now; what lives longer than one asks for it each time. */
@FunctionalInterface
public interface Serving {

    /** Empty before the first one serves and after the last. */
    Optional<CamelContext> context();
}
