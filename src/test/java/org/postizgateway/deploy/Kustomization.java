package org.postizgateway.deploy;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code kubectl} makes of the base and some of the components. */
record Kustomization(List<HasMetadata> resources) {

    private static final Map<String, Class<? extends HasMetadata>> TYPES =
            Map.of(
                    "ConfigMap", ConfigMap.class,
                    "Deployment", Deployment.class,
                    "HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
                    "Ingress", Ingress.class,
                    "NetworkPolicy", NetworkPolicy.class,
                    "PersistentVolumeClaim", PersistentVolumeClaim.class,
                    "PodDisruptionBudget", PodDisruptionBudget.class,
                    "Service", Service.class);

    /** Of the Prometheus operator, whose types are not among those of Kubernetes. */
    private static final String SERVICE_MONITOR = "ServiceMonitor";

    static Kustomization of(List<String> components) {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "kustomization");
            Files.writeString(
                    directory.resolve("kustomization.yaml"),
                    "resources: [../../deploy/kubernetes/base]\ncomponents: [%s]\n"
                            .formatted(
                                    components.stream()
                                            .map(name -> "../../deploy/kubernetes/" + name)
                                            .collect(Collectors.joining(", "))));
            return build(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test where there is no {@code kubectl}. */
    static Kustomization build(Path directory) throws IOException {
        Process kubectl;
        try {
            kubectl = new ProcessBuilder("kubectl", "kustomize", directory.toString()).start();
        } catch (IOException e) {
            return abort("kubectl is not installed, so the manifests are not put together");
        }
        String built = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (built.isEmpty()) {
            throw new AssertionError(
                    new String(kubectl.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        try (MappingIterator<JsonNode> documents =
                Manifests.YAML.readerFor(JsonNode.class).readValues(built)) {
            return new Kustomization(
                    documents.readAll().stream().map(Kustomization::typed).toList());
        }
    }

    private static HasMetadata typed(JsonNode resource) {
        String kind = resource.path("kind").asText();
        Class<? extends HasMetadata> type =
                kind.equals(SERVICE_MONITOR) ? ServiceMonitor.class : TYPES.get(kind);
        if (type == null) {
            throw new AssertionError("No type for " + kind);
        }
        return Manifests.YAML.convertValue(resource, type);
    }

    /** Its specification is looked at by path. */
    static final class ServiceMonitor extends GenericKubernetesResource {

        private static final long serialVersionUID = 1L;

        public void setSpec(Object spec) {
            setAdditionalProperty("spec", spec);
        }
    }

    <T> List<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T> T only(Class<T> type) {
        List<T> all = all(type);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " of " + type.getSimpleName());
        }
        return all.get(0);
    }

    PodSpec pod() {
        return only(Deployment.class).getSpec().getTemplate().getSpec();
    }
}
