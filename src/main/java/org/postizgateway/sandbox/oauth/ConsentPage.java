package org.postizgateway.sandbox.oauth;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postizgateway.sandbox.state.organization.Organization;
import org.springframework.web.util.HtmlUtils;

/** The page on which a person lets a client in, or not. */
final class ConsentPage {

    private static final String FRAME =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Postiz sandbox</title>
            <style>
              body { font: 16px sans-serif; max-width: 30em; margin: 4em auto; padding: 0 1em }
              button { font: inherit; padding: .5em 1.5em; margin-right: 1em }
            </style></head>
            <body>%s</body>
            </html>
            """;
    private static final String FORM =
            """
            <h1>Allow access?</h1>
            <p><strong id="client">%s</strong> wants to manage posts of an organization.</p>
            <form method="post" action="/oauth/consent">
            %s
            <p><label>Organization <select name="organization">%s</select></label></p>
            <button id="approve" name="action" value="approve">Approve</button>
            <button id="deny" name="action" value="deny">Deny</button>
            </form>
            """;

    private ConsentPage() {}

    static String of(
            String clientName,
            Function<String, Optional<String>> query,
            Collection<Organization> organizations) {
        String hidden =
                AuthorizationRequest.fields().stream()
                        .map(name -> hidden(name, query.apply(name).orElse("")))
                        .collect(Collectors.joining("\n"));
        String options =
                organizations.stream().map(ConsentPage::option).collect(Collectors.joining());
        return FRAME.formatted(FORM.formatted(escape(clientName), hidden, options));
    }

    static String refusal(String reason) {
        return FRAME.formatted(
                "<h1>This request cannot be allowed</h1><p id=\"reason\">"
                        + escape(reason)
                        + "</p>");
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escape(value) + "\">";
    }

    private static String option(Organization organization) {
        return "<option value=\""
                + organization.id()
                + "\">"
                + escape(organization.name())
                + "</option>";
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
