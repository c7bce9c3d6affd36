package org.postizgateway.console.tenant;

import org.postizgateway.console.page.ConsolePage;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page of tenants. Its button is a request of {@link TenantController}. */
@ConsolePage
public class TenantsPage {

    private final TenantList tenants;
    private final TenantController interfaces;

    public TenantsPage(TenantList tenants, TenantController interfaces) {
        this.tenants = tenants;
        this.interfaces = interfaces;
    }

    @GetMapping("/console/tenants")
    String list(Model model) {
        model.addAttribute("tenants", tenants.latest());
        model.addAttribute("replicas", interfaces.isOneOfSeveral());
        return "console/tenants";
    }

    @PostMapping("/console/tenants/{tenant}/forget")
    String forget(@PathVariable String tenant) {
        interfaces.forget(tenant);
        return "redirect:/console/tenants";
    }
}
