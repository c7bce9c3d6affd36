package org.postizgateway.postiz.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.json.JsonBody;

/**
 * What video generators there are, and what each takes: those that the gateway knows of, from the
 * classpath resource {@value #RESOURCE}, and those that a Postiz has, from its tool {@code
 * generateVideoOptions} (contract, section 2.4). Postiz itself fails without a reason for a
 * generator that it does not have, and ignores a parameter that is not the generator's.
 */
public final class VideoGenerators {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
    private static final String RESOURCE = "postiz/video-options.json";

    private final Map<String, Map<String, Object>> known;

    public VideoGenerators() {
        InputStream json = getClass().getClassLoader().getResourceAsStream(RESOURCE);
        this.known = byType(JsonBody.readObject(json));
    }

    /**
     * Whether Postiz has to be asked for its generators before a generation: it may have some, or
     * parameters of them, or take values, that the gateway does not know of.
     *
     * @param request as {@link MediaFile#toVideoRequest} makes it
     */
    public boolean isUnfamiliar(Map<String, Object> request) {
        Map<String, Object> generator = known.get(type(request));
        return generator == null
                || !parameters(generator).containsAll(customParams(request).keySet())
                || problem(generator, request).isPresent();
    }

    /**
     * @param options answer of {@code generateVideoOptions}
     * @return the request
     * @throws InvalidInputException when this Postiz has no such generator, or it no such
     *     parameter, or takes another value for one
     */
    public Map<String, Object> requireGeneration(
            Map<String, Object> request, Map<String, Object> options) {
        Map<String, Object> generator = require(type(request), options);
        Set<String> parameters = parameters(generator);
        for (String name : customParams(request).keySet()) {
            if (!parameters.isEmpty() && !parameters.contains(name)) {
                throw new InvalidInputException(
                        "customParams.%s is not a parameter of %s. It has %s. Nothing was generated."
                                .formatted(name, type(request), String.join(", ", parameters)));
            }
        }
        problem(generator, request)
                .ifPresent(
                        reason -> {
                            throw new InvalidInputException(reason + " Nothing was generated.");
                        });
        return request;
    }

    /** None where what a Postiz says of its generator cannot be read as a JSON Schema. */
    private static List<Error> violations(
            Map<String, Object> generator, Map<String, Object> request) {
        try {
            JsonNode schema = JSON.valueToTree(object(generator.get("customParams")));
            return SCHEMAS.getSchema(schema).validate(JSON.valueToTree(customParams(request)));
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    /** What is wrong with the parameters by what the generator says of them. */
    private static Optional<String> problem(
            Map<String, Object> generator, Map<String, Object> request) {
        return violations(generator, request).stream()
                .findFirst()
                .map(
                        error ->
                                "customParams%s: %s."
                                        .formatted(
                                                error.getInstanceLocation()
                                                        .toString()
                                                        .replace('/', '.'),
                                                error.getMessage()));
    }

    /**
     * @param arguments of {@code videoFunctionTool}
     * @param options answer of {@code generateVideoOptions}
     * @return the arguments
     * @throws InvalidInputException when this Postiz has no such generator, or it no such function
     */
    public Map<String, Object> requireFunction(
            Map<String, Object> arguments, Map<String, Object> options) {
        String type = Objects.toString(arguments.get("identifier"), "");
        List<String> functions =
                objects(require(type, options).get("tools")).stream()
                        .map(function -> String.valueOf(function.get("functionName")))
                        .toList();
        Object wanted = arguments.get("functionName");
        if (functions.contains(wanted)) {
            return arguments;
        }
        throw new InvalidInputException(
                "functionName \"%s\" is not a function of %s, which has %s."
                        .formatted(
                                wanted,
                                type,
                                functions.isEmpty() ? "none" : String.join(", ", functions)));
    }

    private static Map<String, Object> require(String type, Map<String, Object> options) {
        Map<String, Map<String, Object>> generators = byType(options);
        if (generators.isEmpty()) {
            throw new InvalidInputException(
                    "This Postiz has no video generator. Its operator has to set one up first.");
        }
        if (!generators.containsKey(type)) {
            throw new InvalidInputException(
                    "identifier \"%s\" is not a video generator of this Postiz. It has %s; see generateVideoOptions."
                            .formatted(type, String.join(", ", generators.keySet())));
        }
        return generators.get(type);
    }

    private static Map<String, Map<String, Object>> byType(Map<String, Object> options) {
        return objects(options.get("video")).stream()
                .collect(
                        Collectors.toMap(
                                generator -> String.valueOf(generator.get("type")),
                                generator -> generator,
                                (first, second) -> first,
                                LinkedHashMap::new));
    }

    private static Set<String> parameters(Map<String, Object> generator) {
        return object(object(generator.get("customParams")).get("properties")).keySet();
    }

    private static Map<String, Object> customParams(Map<String, Object> request) {
        return object(request.get("customParams"));
    }

    private static String type(Map<String, Object> request) {
        return Objects.toString(request.get("type"), "");
    }

    private static List<Map<String, Object>> objects(Object list) {
        return list instanceof List<?> ? JsonBody.readObjects(list) : List.of();
    }

    private static Map<String, Object> object(Object value) {
        return value instanceof Map<?, ?> ? JsonBody.readObject(value) : Map.of();
    }
}
