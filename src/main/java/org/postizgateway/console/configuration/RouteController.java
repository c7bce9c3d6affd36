package org.postizgateway.console.configuration;

import java.util.List;
import org.postizgateway.console.OpsProblem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operators see the routes that serve: where they come from, their steps, what goes through. */
@RestController
@RequestMapping("/ops/routes")
public class RouteController {

    private final ServedRoutes routes;

    public RouteController(ServedRoutes routes) {
        this.routes = routes;
    }

    @GetMapping
    List<ServedRoute> list() {
        return routes.list();
    }

    @GetMapping("/{id}")
    ServedRoutes.Drawing read(@PathVariable String id) {
        return routes.find(id)
                .orElseThrow(
                        () ->
                                new OpsProblem(
                                        HttpStatus.NOT_FOUND,
                                        "No route with this id serves. GET /ops/routes lists those"
                                                + " that do."));
    }
}
