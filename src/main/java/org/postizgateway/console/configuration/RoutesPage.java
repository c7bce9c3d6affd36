package org.postizgateway.console.configuration;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.console.configuration.ConfigurationController.StepBack;
import org.postizgateway.console.page.ConsolePage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pages of routes and of the configurations that they come from. Each button is a request of
 * {@link ConfigurationController}.
 */
@ConsolePage
@RequestMapping("/console")
public class RoutesPage {

    private final RouteController routes;
    private final ConfigurationController configurations;

    public RoutesPage(RouteController routes, ConfigurationController configurations) {
        this.routes = routes;
        this.configurations = configurations;
    }

    @GetMapping("/routes")
    String list(Model model) {
        fill(model);
        return "console/routes";
    }

    /** What changes on it, for a page that is open. */
    @GetMapping("/live/routes")
    String live(Model model) {
        fill(model);
        return "console/routes :: live";
    }

    private void fill(Model model) {
        Map<ServedRoute.Kind, List<ServedRoute>> byKind = new EnumMap<>(ServedRoute.Kind.class);
        routes.list()
                .forEach(
                        route ->
                                byKind.computeIfAbsent(route.kind(), kind -> new ArrayList<>())
                                        .add(route));
        model.addAttribute("routes", byKind);
        model.addAttribute("configuration", configurations.read());
    }

    @GetMapping("/routes/{id}")
    String read(@PathVariable String id, Model model) {
        model.addAttribute("drawing", routes.read(id));
        return "console/route";
    }

    /** What changes on it, for a page that is open. */
    @GetMapping("/live/routes/{id}")
    String liveSteps(@PathVariable String id, Model model) {
        model.addAttribute("drawing", routes.read(id));
        return "console/route :: live";
    }

    /** What would be other than now, before somebody steps back. */
    @GetMapping("/configurations/{hash}")
    String differences(@PathVariable String hash, Model model) {
        model.addAttribute("hash", hash);
        model.addAttribute("differences", configurations.differences(hash));
        return "console/configuration";
    }

    @PostMapping("/configurations/reload")
    String reload(RedirectAttributes next) {
        return done(configurations.reload().getBody(), next);
    }

    @PostMapping("/configurations/rollback")
    String stepBack(@RequestParam String hash, RedirectAttributes next) {
        return done(configurations.stepBack(new StepBack(hash)).getBody(), next);
    }

    private static String done(Map<String, Object> outcome, RedirectAttributes next) {
        next.addFlashAttribute("outcome", outcome);
        return "redirect:/console/routes";
    }
}
