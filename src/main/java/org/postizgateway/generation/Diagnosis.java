package org.postizgateway.generation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.postizgateway.generation.check.reading.YamlFile;
import org.postizgateway.generation.check.route.RouteRules;
import org.postizgateway.generation.check.route.Routes;
import org.postizgateway.generation.check.route.StepProblems;
import org.postizgateway.generation.check.route.Steps;
import org.postizgateway.generation.check.start.StartProblem;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;

/**
 * Finds everything that Camel refuses in a set that cannot run. Camel itself stops at the first; so
 * files are loaded, routes started and steps made one by one.
 */
final class Diagnosis {

    private final ConfigurationSet set;
    private final DefaultCamelContext context;
    private final RouteRules rules;
    private final StartProblem reasons;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * @param context of the set, built and without routes; ended by whoever made it
     */
    Diagnosis(ConfigurationSet set, DefaultCamelContext context, RouteRules rules) {
        this.set = set;
        this.context = context;
        this.rules = rules;
        this.reasons = new StartProblem(set);
    }

    /**
     * @param inFiles problems that are known already; of what else is wrong in their files, some
     *     follows from them, and nothing is said
     * @return what else there is
     */
    List<Problem> beside(List<Problem> inFiles) throws Exception {
        Set<String> broken = inFiles.stream().map(Problem::file).collect(Collectors.toSet());
        List<SetFile> missing =
                set.yaml(ConfigurationSet.ROUTES).stream()
                        .sorted(Comparator.comparing(file -> !isTemplate(file)))
                        .filter(file -> !load(file))
                        .toList();
        if (missing.stream().noneMatch(Diagnosis::isTemplate)) {
            startRoutes(missing.isEmpty());
        }
        return problems.stream().filter(problem -> !broken.contains(problem.file())).toList();
    }

    /** Whether routes of other files may be made of what is in a file. */
    private static boolean isTemplate(SetFile file) {
        return file.text().contains("routeTemplate:") || file.text().contains("beans:");
    }

    private boolean load(SetFile file) {
        if (!YamlFile.read(file).problems().isEmpty()) {
            return false;
        }
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(SetResources.resource(file));
            return true;
        } catch (Exception e) {
            Problem told = reasons.of(e);
            problems.add(told.file().isEmpty() ? Problem.of(file, told.message()) : told);
            return false;
        }
    }

    private void startRoutes(boolean complete) throws Exception {
        Routes routes = Routes.of(set, context);
        context.removeRouteDefinitions(routes.definitions());
        context.setAutoStartup(false);
        context.start();
        routes.definitions().forEach(route -> start(routes, route));
        if (complete && problems.isEmpty()) {
            problems.addAll(rules.problems(Routes.of(set, context)));
        }
    }

    private void start(Routes routes, RouteDefinition definition) {
        try {
            context.addRouteDefinition(definition);
            Route route = context.getRoute(definition.getRouteId());
            if (route != null && Generation.isCalled(route)) {
                context.getRouteController().startRoute(route.getId());
            }
        } catch (Exception e) {
            List<Problem> steps = new StepProblems(routes, reasons).of(definition);
            problems.addAll(steps.isEmpty() ? List.of(problem(routes, definition, e)) : steps);
        }
    }

    /**
     * Camel gives a route without an id one that is written nowhere, and tells a step by what is
     * written in it.
     */
    private Problem problem(Routes routes, RouteDefinition definition, Exception failure) {
        Problem told = reasons.of(failure);
        Optional<ProcessorDefinition<?>> step =
                StartProblem.step(failure).flatMap(text -> Steps.find(definition, text));
        if (step.isPresent() && !reasons.isOfClass(failure)) {
            return routes.problem(step.get(), told.message());
        }
        return told.file().isEmpty() ? routes.problem(definition, told.message()) : told;
    }
}
