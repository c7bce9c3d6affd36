package org.postizgateway.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.postizgateway.security.credential.TenantHash;
import org.postizgateway.security.credential.Tenants;
import org.postizgateway.security.upstream.PostizUnavailableException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells operators under which name logs and the ledger know the tenant of a key. The key comes in
 * the body, which nothing logs, and is shown to Postiz alone, which tells whose it is.
 */
@RestController
@RequestMapping("/ops/tenant-hash")
public class TenantHashController {

    private final Tenants tenants;

    public TenantHashController(Tenants tenants) {
        this.tenants = tenants;
    }

    @PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE)
    Map<String, String> ofText(@RequestBody String key) {
        return tenant(key);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, String> ofJson(@RequestBody JsonNode body) {
        return tenant(body.path("key").asText());
    }

    private Map<String, String> tenant(String text) {
        String key = text.strip();
        if (!TenantHash.canBeCredential(key)) {
            throw new OpsProblem(
                    HttpStatus.BAD_REQUEST,
                    "Send one key or token as text/plain, or as the key of a JSON object.");
        }
        try {
            return Map.of("tenant", tenants.ask(key).hash());
        } catch (PostizUnavailableException e) {
            throw new OpsProblem(
                    e.status(), "Postiz has to say whose the key is, and cannot be asked.");
        }
    }
}
