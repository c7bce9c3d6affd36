package org.postizgateway.console.page;

import org.springframework.security.core.Authentication;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Where operators sign in. */
@ConsolePage
public class SignInPage {

    @GetMapping("/console/sign-in")
    String page(Authentication operator) {
        return operator == null ? "console/sign-in" : "redirect:/console";
    }

    /** Whoever knows no more than the port is led to the console. */
    @GetMapping("/")
    String port() {
        return "redirect:/console";
    }

    /** After a wrong token. */
    @PostMapping("/console/sign-in/refused")
    String refused(Model model) {
        model.addAttribute("refused", true);
        return "console/sign-in";
    }
}
