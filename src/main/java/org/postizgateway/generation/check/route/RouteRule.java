package org.postizgateway.generation.check.route;

import java.util.function.Consumer;
import org.postizgateway.generation.set.Problem;

/** Something that must hold for the routes of every set, wherever they were made of. */
@FunctionalInterface
interface RouteRule {

    void check(Routes routes, Consumer<Problem> problems);
}
