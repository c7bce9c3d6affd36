package org.postizgateway.generation.check.file.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.postizgateway.generation.check.reading.Element;
import org.postizgateway.generation.check.reading.Kamelet;
import org.postizgateway.generation.check.reading.KameletCall;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Rule;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.SetFile;

/**
 * No Kamelet and no route template calls itself, be it by way of others. Camel makes a route for
 * each such call, in which it finds the next one, and never ends.
 */
public final class CircularKamelets implements Rule {

    @Override
    public void check(Reading reading, Consumer<Problem> problems) {
        if (reading.set().files().stream().noneMatch(SetFile::isOverride)) {
            return;
        }
        Map<String, CallTarget> targets = CallTarget.of(reading);
        for (Element template : reading.elements("routeTemplate")) {
            template.text("id").ifPresent(id -> check(id, template.file(), targets, problems));
        }
        for (Kamelet kamelet : reading.kamelets()) {
            check(kamelet.name(), kamelet.file(), targets, problems);
        }
    }

    private static void check(
            String name,
            SetFile file,
            Map<String, CallTarget> targets,
            Consumer<Problem> problems) {
        for (KameletCall call : targets.get(name).calls()) {
            List<String> path = new ArrayList<>(List.of(name));
            if (leadsTo(name, call.target(), targets, path)) {
                problems.accept(
                        Problem.at(
                                file,
                                Yaml.line(call.node()),
                                "%s calls itself: %s > %s. Leave out one of these steps."
                                        .formatted(
                                                targets.get(name).title(),
                                                String.join(" > ", path),
                                                name)));
                return;
            }
        }
    }

    /** Whether what is called is the first again, or leads there; then the path is that way. */
    private static boolean leadsTo(
            String first, String called, Map<String, CallTarget> targets, List<String> path) {
        if (called.equals(first)) {
            return true;
        }
        if (!targets.containsKey(called) || path.contains(called)) {
            return false;
        }
        path.add(called);
        for (KameletCall call : targets.get(called).calls()) {
            if (leadsTo(first, call.target(), targets, path)) {
                return true;
            }
        }
        path.remove(path.size() - 1);
        return false;
    }
}
