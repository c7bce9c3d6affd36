package org.postizgateway.sandbox.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.sandbox.web.JavaScriptJson;

/** Checks the settings of a post against its platform, as Postiz's settings classes do. */
public final class SettingsValidator {

    private static final String UNKNOWN_VALUE =
            "an unknown value was passed to the validate function";
    private static final String COMMUNITY =
            "Invalid X community URL. It should be in the format:"
                    + " https://x.com/i/communities/1493446837214187523";

    /** Which of a platform's settings classes apply. */
    public enum Surface {
        /** {@code POST /posts}, which checks some platforms that advertise no settings. */
        CREATE_ENDPOINT,
        /** MCP and changes of settings. */
        ADVERTISED
    }

    private SettingsValidator() {}

    public static List<Violation> validate(Platform platform, JsonNode settings, Surface surface) {
        if (platform.identifier().equals("kick")) {
            return List.of(new Violation("", UNKNOWN_VALUE));
        }
        JsonNode schema = JavaScriptJson.tree(schema(platform, surface));
        List<Violation> violations = new ArrayList<>();
        if (platform.identifier().equals("x")) {
            violations.addAll(mandatoryOfX(settings, schema.path("properties")));
        }
        ClassValidator.object("", settings, schema, violations);
        violations.replaceAll(
                violation ->
                        violation.message().startsWith("community must match")
                                ? new Violation(violation.path(), COMMUNITY)
                                : violation);
        return violations;
    }

    private static Map<String, Object> schema(Platform platform, Surface surface) {
        return surface == Surface.CREATE_ENDPOINT && !platform.createSettingsSchema().isEmpty()
                ? platform.createSettingsSchema()
                : platform.settingsSchema();
    }

    /** What is mandatory depends on whether the post is an article; a schema cannot say so. */
    private static List<Violation> mandatoryOfX(JsonNode settings, JsonNode properties) {
        List<String> mandatory =
                settings.path("post_type").asText().equals("article")
                        ? List.of("article_title", "article_status")
                        : List.of("who_can_reply_post");
        List<Violation> violations = new ArrayList<>();
        mandatory.stream()
                .filter(name -> settings.path(name).isMissingNode() || settings.path(name).isNull())
                .forEach(
                        name ->
                                ClassValidator.value(
                                        "",
                                        name,
                                        settings.path(name),
                                        properties.path(name),
                                        violations));
        return violations;
    }
}
