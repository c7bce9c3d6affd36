package org.postizgateway.generation.check.file.call;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.util.StringHelper;
import org.postizgateway.generation.check.reading.KameletCall;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.check.reading.Yaml;
import org.postizgateway.generation.check.reading.YamlFile;
import org.postizgateway.generation.check.start.StartProblem;
import org.postizgateway.generation.set.ConfigurationSet;
import org.yaml.snakeyaml.nodes.Node;

/** Tells whether an endpoint could be sent to, without sending anything or connecting anywhere. */
final class Recipients {

    private static final String ENDING = ".kamelet.yaml";

    private final Reading reading;
    private final CallCheck check;
    private final Set<String> consumers;

    Recipients(Reading reading) {
        this.reading = reading;
        this.check = new CallCheck(reading);
        this.consumers =
                reading.elements().stream()
                        .map(element -> Yaml.get(element.node(), "from").orElse(element.node()))
                        .flatMap(from -> Yaml.get(from, "uri").flatMap(Yaml::text).stream())
                        .map(Recipients::name)
                        .collect(Collectors.toSet());
    }

    /** Why nothing can be sent there, in sentences; empty when it can. */
    Optional<String> problem(String uri) {
        String scheme = StringHelper.before(uri, ":");
        if (scheme == null) {
            return Optional.of("It is no endpoint URI, such as log:dead-letters.");
        }
        if (reading.context().getComponent(scheme) == null) {
            return Optional.of(StartProblem.nothingSuch("component " + scheme));
        }
        return switch (scheme) {
            case "kamelet" -> kamelet(uri);
            case "direct", "seda" ->
                    consumers.contains(name(uri))
                            ? Optional.empty()
                            : Optional.of("No route begins with from: " + name(uri) + ".");
            default -> endpoint(uri);
        };
    }

    private Optional<String> endpoint(String uri) {
        try {
            reading.context().getEndpoint(uri);
            return Optional.empty();
        } catch (RuntimeCamelException e) {
            return Optional.of(StartProblem.reason(e));
        }
    }

    private Optional<String> kamelet(String uri) {
        String name = name(uri).replaceFirst("^kamelet:", "").replaceFirst("/.*", "");
        Optional<YamlFile> file =
                reading.files().stream()
                        .filter(
                                yaml ->
                                        yaml.file()
                                                .path()
                                                .equals(ConfigurationSet.KAMELETS + name + ENDING))
                        .findFirst();
        if (file.isEmpty()) {
            return Optional.of("There is no Kamelet " + name + ". Sinks are " + sinks() + ".");
        }
        Node kamelet = file.get().documents().get(0);
        return KameletCall.of(uri).map(check::of).orElse(List.of()).stream()
                .map(CallCheck.Fault::sentence)
                .reduce((one, other) -> one + " " + other)
                .or(() -> component(name, kamelet));
    }

    /** Of a component that the steps of a Kamelet need and nobody has. */
    private Optional<String> component(String kamelet, Node document) {
        return Stream.of("to", "uri")
                .flatMap(key -> Yaml.all(document, key).stream())
                .flatMap(uri -> Yaml.text(uri).stream())
                .map(uri -> StringHelper.before(uri, ":", ""))
                .filter(scheme -> scheme.matches("[a-z][a-z0-9+.-]*"))
                .filter(scheme -> reading.context().getComponent(scheme) == null)
                .findFirst()
                .map(
                        scheme ->
                                "The Kamelet %s needs a component. %s"
                                        .formatted(
                                                kamelet,
                                                StartProblem.nothingSuch("component " + scheme)));
    }

    private String sinks() {
        return reading.files().stream()
                .map(yaml -> yaml.file().path())
                .filter(path -> path.endsWith("-sink" + ENDING))
                .map(path -> path.substring(ConfigurationSet.KAMELETS.length()))
                .map(path -> path.substring(0, path.length() - ENDING.length()))
                .collect(Collectors.joining(", "));
    }

    private static String name(String uri) {
        return uri.replaceFirst("\\?.*", "").replaceFirst(":/+", ":");
    }
}
