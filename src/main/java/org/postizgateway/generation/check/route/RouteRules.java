package org.postizgateway.generation.check.route;

import java.util.ArrayList;
import java.util.List;
import org.postizgateway.generation.set.Problem;

/** What must hold for the routes of every set beside what Camel itself refuses. */
public final class RouteRules {

    private final List<RouteRule> rules;

    /**
     * @param doors what is known of the steps of doors
     */
    public RouteRules(DoorSteps doors) {
        this.rules =
                List.of(
                        new AuthenticatedDoors(doors),
                        new CalledRoutes(),
                        new CircularTools(),
                        new EndlessRoutes());
    }

    /** Every problem of routes that could run and should not. */
    public List<Problem> problems(Routes routes) {
        List<Problem> problems = new ArrayList<>();
        rules.forEach(rule -> rule.check(routes, problems::add));
        return problems;
    }
}
