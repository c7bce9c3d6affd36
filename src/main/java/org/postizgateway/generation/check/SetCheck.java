package org.postizgateway.generation.check;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;

/** Looks for what is wrong in a set beside what Camel itself refuses. */
public final class SetCheck {

    private final List<Rule> rules =
            List.of(
                    new UniqueNames(),
                    new KnownRouteConfigurations(),
                    new KameletCallIds(),
                    new KnownRecipients());
    private final List<Rule> warnings = List.of(new UnusedFiles(), new UnservedFeatures());
    private final List<RouteRule> routeRules;

    /**
     * @param doors what is known of the steps of doors
     */
    public SetCheck(DoorSteps doors) {
        this.routeRules = List.of(new AuthenticatedDoors(doors));
    }

    /**
     * @param context in which the set is to run; has no routes yet
     * @return every problem that can be found in the files without running anything of them
     */
    public List<Problem> ofFiles(ConfigurationSet set, CamelContext context) {
        Reading reading = Reading.of(set, context);
        List<Problem> problems = new ArrayList<>();
        reading.files().forEach(yaml -> yaml.problem().ifPresent(problems::add));
        rules.forEach(rule -> rule.check(reading, problems::add));
        return problems;
    }

    /**
     * @param context in which the set is to run
     * @return what runs and is probably not what is meant
     */
    public List<Problem> warnings(ConfigurationSet set, CamelContext context) {
        Reading reading = Reading.of(set, context);
        List<Problem> found = new ArrayList<>();
        warnings.forEach(rule -> rule.check(reading, found::add));
        return found;
    }

    /**
     * @param context in which the set runs
     * @return every problem of routes that could run and should not
     */
    public List<Problem> ofRoutes(ConfigurationSet set, CamelContext context) {
        Routes routes = Routes.of(set, context);
        List<Problem> problems = new ArrayList<>();
        routeRules.forEach(rule -> rule.check(routes, problems::add));
        return problems;
    }
}
