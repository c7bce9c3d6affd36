package org.postizgateway.generation;

import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.postizgateway.generation.check.SetCheck;
import org.postizgateway.generation.check.StartProblem;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.RefusedSetException;

/**
 * Checks a set and starts it beside what runs. Nothing that runs is touched: what is refused leaves
 * nothing behind.
 */
public final class Launcher {

    private final ContextFactory contexts;
    private final SetCheck check;
    private final boolean selfStarting;

    public Launcher(ContextFactory contexts, SetCheck check) {
        this(contexts, check, true);
    }

    /**
     * @param selfStarting whether routes that begin by themselves ever may
     */
    public Launcher(ContextFactory contexts, SetCheck check, boolean selfStarting) {
        this.contexts = contexts;
        this.check = check;
        this.selfStarting = selfStarting;
    }

    /**
     * @return the set as a generation that could take calls
     * @throws RefusedSetException with every problem that the first step that finds any can find
     */
    public Generation launch(ConfigurationSet set) throws RefusedSetException {
        DefaultCamelContext context = create(set);
        try {
            refuse(check.ofFiles(set, context));
            load(set, context);
            Generation generation =
                    new Generation(set, context, check.warnings(set, context), selfStarting);
            start(generation);
            refuse(check.ofRoutes(set, context));
            return generation;
        } catch (RefusedSetException | RuntimeException e) {
            context.stop();
            throw e;
        }
    }

    private DefaultCamelContext create(ConfigurationSet set) throws RefusedSetException {
        try {
            return contexts.create(set);
        } catch (Exception e) {
            throw new RefusedSetException(List.of(new StartProblem(set).of(e)));
        }
    }

    /** All at once: a route may be made from a template in another file. */
    private static void load(ConfigurationSet set, DefaultCamelContext context)
            throws RefusedSetException {
        List<Resource> routes =
                set.yaml(ConfigurationSet.ROUTES).stream().map(SetResources::resource).toList();
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(routes);
        } catch (Exception e) {
            throw new RefusedSetException(List.of(new StartProblem(set).of(e)));
        }
    }

    private static void start(Generation generation) throws RefusedSetException {
        try {
            generation.start();
        } catch (Exception e) {
            throw new RefusedSetException(List.of(new StartProblem(generation.set()).of(e)));
        }
    }

    private static void refuse(List<Problem> problems) throws RefusedSetException {
        if (!problems.isEmpty()) {
            throw new RefusedSetException(problems);
        }
    }
}
