package org.postizgateway.console.page;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Every address below the console that is no page. */
@ConsolePage
public class NoSuchPage {

    @RequestMapping("/console/**")
    ModelAndView page() {
        return ProblemPage.of(HttpStatus.NOT_FOUND);
    }
}
