package org.postizgateway.console.now;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operators see how things stand. */
@RestController
public class OverviewController {

    private final Overviews overviews;

    public OverviewController(Overviews overviews) {
        this.overviews = overviews;
    }

    @GetMapping("/ops/overview")
    Overview read() {
        return overviews.look();
    }
}
