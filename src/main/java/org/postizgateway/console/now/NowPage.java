package org.postizgateway.console.now;

import org.postizgateway.console.page.ConsolePage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page that tells how things stand. */
@ConsolePage
public class NowPage {

    private final Overviews overviews;

    public NowPage(Overviews overviews) {
        this.overviews = overviews;
    }

    @GetMapping("/console")
    String page(Model model) {
        fill(model);
        return "console/now";
    }

    /** Its content, for a page that is open. */
    @GetMapping("/console/live/now")
    String content(Model model) {
        fill(model);
        return "console/now :: content";
    }

    private void fill(Model model) {
        Overview overview = overviews.look();
        model.addAttribute("overview", overview);
        model.addAttribute("curve", new Curve(overview.perSecond()));
    }
}
