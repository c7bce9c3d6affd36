package org.postizgateway.console.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page of the console needs to know. */
@ControllerAdvice(annotations = ConsolePage.class)
class PageFrame {

    /**
     * A page that the navigation leads to.
     *
     * @param current whether it is the one that is shown
     */
    public record Link(String name, String path, boolean current) {}

    private static final List<Link> PAGES =
            List.of(
                    new Link("Now", "/console", false),
                    new Link("Calls", "/console/calls", false),
                    new Link("Jobs", "/console/jobs", false),
                    new Link("Dead letters", "/console/dead-letters", false),
                    new Link("Routes", "/console/routes", false),
                    new Link("Tenants", "/console/tenants", false));

    /** How templates write numbers and times. */
    @ModelAttribute("show")
    Show show() {
        return new Show();
    }

    @ModelAttribute("pages")
    List<Link> pages(HttpServletRequest request) {
        String path = request.getRequestURI();
        return PAGES.stream()
                .map(
                        link ->
                                new Link(
                                        link.name(),
                                        link.path(),
                                        link.path().equals("/console")
                                                ? path.equals("/console")
                                                : path.startsWith(link.path())))
                .toList();
    }

    /** Whether whoever is signed in may change something. */
    @ModelAttribute("operates")
    boolean operates() {
        Authentication operator = SecurityContextHolder.getContext().getAuthentication();
        return operator != null
                && operator.getAuthorities().stream()
                        .anyMatch(right -> right.getAuthority().equals("OPERATE"));
    }
}
