package org.postizgateway.postiz.preflight.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.postizgateway.postiz.platform.Platform;
import org.postizgateway.postiz.preflight.finding.FieldProblem;

/**
 * Checks the settings of a post against the JSON Schemas of its platform, the one that Postiz
 * advertises and the one that only its create endpoint knows, and against {@link
 * SettingsConditions}, which no schema says.
 */
public final class SettingsRules {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SchemaRegistry registry =
            SchemaRegistry.withDialect(
                    Dialect.builder(Dialects.getDraft7())
                            .format(new PostizUrlFormat())
                            .keyword(new NonValidationKeyword("x-emptyStringAllowed"))
                            .build(),
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .locale(Locale.ROOT)
                                            .build()));

    private final Map<String, List<Schema>> schemas = new ConcurrentHashMap<>();

    /** The settings with the types that the platform declares and with Postiz's own fallbacks. */
    public Map<String, Object> form(Platform platform, Map<String, Object> settings) {
        Map<String, Object> form = SettingsForm.of(settings, platform.settingsSchema());
        form = SettingsForm.of(form, platform.createSettingsSchema());
        SettingsConditions.fallbacks(platform.identifier()).forEach(form::putIfAbsent);
        return platform.identifier().equals("reddit") ? Subreddits.form(form) : form;
    }

    /**
     * @param settings as {@link #form} returns them
     * @return everything that is wrong; empty when Postiz will take the settings
     */
    public List<FieldProblem> check(Platform platform, Map<String, Object> settings) {
        JsonNode checked =
                MAPPER.valueToTree(SettingsConditions.relevant(platform.identifier(), settings));
        // Of a field with the wrong type that is then none of its values either, the values are
        // told.
        Map<String, FieldProblem> byField = new LinkedHashMap<>();
        for (Schema schema : schemas.computeIfAbsent(platform.identifier(), id -> load(platform))) {
            for (Error error : schema.validate(checked)) {
                FieldProblem problem = problem(schema, error);
                byField.put(problem.field(), problem);
            }
        }
        List<FieldProblem> problems = new ArrayList<>(byField.values());
        problems.addAll(SettingsConditions.check(platform.identifier(), settings));
        return problems;
    }

    private List<Schema> load(Platform platform) {
        return Stream.of(platform.settingsSchema(), platform.createSettingsSchema())
                .filter(schema -> !schema.isEmpty())
                .map(schema -> registry.getSchema((JsonNode) MAPPER.valueToTree(schema)))
                .toList();
    }

    private static FieldProblem problem(Schema schema, Error error) {
        StringBuilder field = new StringBuilder("settings");
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            Object element = error.getInstanceLocation().getElement(i);
            field.append(element instanceof Integer ? "[" + element + "]" : "." + element);
        }
        if (error.getKeyword().equals("required")) {
            field.append('.').append(error.getProperty());
        }
        return new FieldProblem(field.toString(), reason(schema, error));
    }

    private static String reason(Schema schema, Error error) {
        return switch (error.getKeyword()) {
            case "required" -> "is required" + hint(property(schema, error)) + ".";
            case "enum" -> "must be one of " + words(error.getSchemaNode()) + ".";
            case "type" ->
                    "must be "
                            + type(error.getSchemaNode().asText())
                            + hint(declared(schema, error))
                            + ".";
            case "format" -> "must be a URL.";
            case "pattern" -> "does not have the right form" + hint(declared(schema, error)) + ".";
            default -> error.getMessage() + ".";
        };
    }

    private static String type(String type) {
        return switch (type) {
            case "string" -> "a text";
            case "array" -> "a list";
            case "object" -> "an object";
            case "boolean" -> "true or false";
            default -> "a " + type;
        };
    }

    private static JsonNode declared(Schema schema, Error error) {
        return schema.getSchemaNode().at(error.getEvaluationPath().getParent().toString());
    }

    private static JsonNode property(Schema schema, Error error) {
        return declared(schema, error).path("properties").path(error.getProperty());
    }

    /** What a property has to hold, as far as its schema says. */
    private static String hint(JsonNode property) {
        String allowed = property.has("enum") ? ", one of " + words(property.get("enum")) : "";
        JsonNode object = property.has("items") ? property.get("items") : property;
        List<String> fields = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(fields::add);
        String holding =
                (property.has("items") ? ", each element with " : ", with ")
                        + String.join(", ", fields);
        String description = property.path("description").asText();
        return allowed
                + (fields.isEmpty() ? "" : holding)
                + (description.isEmpty() ? "" : ": " + description.replaceFirst("\\.$", ""));
    }

    private static String words(JsonNode values) {
        List<String> words = new ArrayList<>();
        values.forEach(value -> words.add(value.asText()));
        return String.join(", ", words);
    }
}
