package org.postizgateway.generation;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.postizgateway.generation.check.SetCheck;
import org.postizgateway.generation.check.route.RouteRules;
import org.postizgateway.generation.check.route.Routes;
import org.postizgateway.generation.check.start.StartProblem;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.RefusedSetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a set and starts it beside what runs. Nothing that runs is touched: what is refused leaves
 * nothing behind.
 */
public final class Launcher {

    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private final ContextFactory contexts;
    private final SetCheck check;
    private final RouteRules rules;
    private final Switch callers;
    private final boolean selfStarting;

    /**
     * @param check what is looked for in files
     * @param rules what is looked for in routes
     * @param callers told of contexts that will not serve
     * @param selfStarting whether routes that begin by themselves ever may
     */
    public Launcher(
            ContextFactory contexts,
            SetCheck check,
            RouteRules rules,
            Switch callers,
            boolean selfStarting) {
        this.contexts = contexts;
        this.check = check;
        this.rules = rules;
        this.callers = callers;
        this.selfStarting = selfStarting;
    }

    /**
     * @return the set as a generation that could take calls
     * @throws RefusedSetException with every problem that can be found, in files and in routes
     */
    public Generation launch(ConfigurationSet set) throws RefusedSetException {
        DefaultCamelContext context = create(set);
        List<Problem> inFiles;
        try {
            inFiles = check.problems(set, context);
            if (inFiles.isEmpty()) {
                return start(set, context);
            }
        } catch (RefusedSetException e) {
            discard(context);
            List<Problem> all = diagnose(set, List.of());
            throw all.isEmpty() ? e : new RefusedSetException(all);
        } catch (RuntimeException | Error e) {
            discard(context);
            throw e;
        }
        discard(context);
        List<Problem> all = new ArrayList<>(inFiles);
        all.addAll(diagnose(set, inFiles));
        throw new RefusedSetException(all);
    }

    /** Ends a generation that is not to serve after all. */
    public void discard(Generation generation) {
        discard((DefaultCamelContext) generation.context());
    }

    private void discard(DefaultCamelContext context) {
        context.stop();
        callers.forget(context);
    }

    private DefaultCamelContext create(ConfigurationSet set) throws RefusedSetException {
        try {
            return contexts.create(set);
        } catch (Exception | LinkageError | StackOverflowError e) {
            List<Problem> inFiles = check.unreadable(set);
            throw new RefusedSetException(
                    inFiles.isEmpty() ? List.of(new StartProblem(set).of(e)) : inFiles);
        }
    }

    private Generation start(ConfigurationSet set, DefaultCamelContext context)
            throws RefusedSetException {
        // All at once: a route may be made from a template in another file.
        List<Resource> routes =
                set.yaml(ConfigurationSet.ROUTES).stream().map(SetResources::resource).toList();
        Generation generation =
                new Generation(set, context, check.warnings(set, context), selfStarting);
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(routes);
            generation.start();
        } catch (Exception | LinkageError | StackOverflowError e) {
            throw new RefusedSetException(List.of(new StartProblem(set).of(e)));
        }
        List<Problem> problems = rules.problems(Routes.of(set, context));
        if (!problems.isEmpty()) {
            throw new RefusedSetException(problems);
        }
        return generation;
    }

    private List<Problem> diagnose(ConfigurationSet set, List<Problem> inFiles)
            throws RefusedSetException {
        DefaultCamelContext context = create(set);
        try {
            return new Diagnosis(set, context, rules).beside(inFiles);
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.debug("Not all that keeps configuration {} from running could be found", set, e);
            return List.of();
        } finally {
            discard(context);
        }
    }
}
