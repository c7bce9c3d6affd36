package org.postizgateway.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postizgateway.deploy.Kustomization.ServiceMonitor;

/** The manifests, put together as {@code kubectl apply -k} does, against Kubernetes' types. */
class KustomizationTest {

    private static final List<String> COMPONENTS =
            List.of("replicas", "locked-down", "observed", "ingress");
    private static final String CONFIGURATION = "/etc/postiz-gateway";

    static Stream<List<String>> variants() {
        return Stream.concat(Stream.of(List.of(), COMPONENTS), COMPONENTS.stream().map(List::of));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void every_variant_runs_with_no_more_rights_than_it_needs(List<String> components) {
        var pod = Kustomization.of(components).pod();
        Container container = pod.getContainers().get(0);

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                .isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                .containsExactly("ALL");
    }

    @ParameterizedTest
    @MethodSource("variants")
    void every_variant_sets_only_what_is_documented(List<String> components) throws IOException {
        assertThat(Kustomization.of(components).pod().getContainers().get(0).getEnv())
                .extracting(variable -> variable.getName().replaceFirst("_FILE$", ""))
                .doesNotHaveDuplicates()
                .isNotEmpty()
                .isSubsetOf(Manifests.documentedVariables());
    }

    /** The kubelet does not renew what is mounted as a single file. */
    @Test
    void what_changes_while_it_runs_is_mounted_as_directories_that_may_be_absent()
            throws IOException {
        String documentation = Files.readString(Path.of("deploy/README.md"));
        var pod = Kustomization.of(List.of()).pod();
        List<VolumeMount> mounts =
                pod.getContainers().get(0).getVolumeMounts().stream()
                        .filter(mount -> mount.getMountPath().startsWith(CONFIGURATION))
                        .toList();

        assertThat(mounts)
                .extracting(mount -> mount.getMountPath().substring(CONFIGURATION.length()))
                .containsExactly("", "/routes", "/routes/tools", "/kamelets", "/schemas", "/tests");
        assertThat(mounts).extracting(VolumeMount::getSubPath).containsOnlyNulls();
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getConfigMap() != null)
                .hasSameSizeAs(mounts)
                .allSatisfy(volume -> assertThat(volume.getConfigMap().getOptional()).isTrue());
    }

    @Test
    void one_replica_has_its_ledger_on_a_volume_and_is_never_two() {
        Kustomization base = Kustomization.of(List.of());

        assertThat(base.only(Deployment.class).getSpec().getReplicas()).isOne();
        assertThat(base.only(Deployment.class).getSpec().getStrategy().getType())
                .isEqualTo("Recreate");
        assertThat(data(base).getPersistentVolumeClaim().getClaimName())
                .isEqualTo(base.only(PersistentVolumeClaim.class).getMetadata().getName());
        assertThat(variables(base)).doesNotContainKey("LEDGER_URL");
    }

    @Test
    void several_replicas_share_a_database_and_nothing_on_disk() throws IOException {
        Kustomization replicas = Kustomization.of(List.of("replicas"));

        assertThat(replicas.all(PersistentVolumeClaim.class)).isEmpty();
        assertThat(data(replicas).getEmptyDir()).isNotNull();
        assertThat(data(replicas).getPersistentVolumeClaim()).isNull();
        assertThat(variables(replicas).get("LEDGER_URL")).startsWith("jdbc:postgresql:");
        assertThat(replicas.only(Deployment.class).getSpec().getReplicas())
                .as("the autoscaler's business")
                .isNull();
        var autoscaler = replicas.only(HorizontalPodAutoscaler.class).getSpec();
        assertThat(autoscaler.getMinReplicas()).isGreaterThan(1);
        assertThat(Files.readString(Path.of("docs/metrics.md")))
                .contains(autoscaler.getMetrics().get(0).getPods().getMetric().getName());
    }

    @Test
    void the_doors_and_the_operators_port_are_told_apart() {
        var policy = Kustomization.of(List.of("locked-down")).only(NetworkPolicy.class).getSpec();

        assertThat(policy.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getIngress())
                .filteredOn(rule -> rule.getFrom().isEmpty())
                .flatExtracting(NetworkPolicyIngressRule::getPorts)
                .extracting(port -> port.getPort().getStrVal())
                .containsExactly("http");
        assertThat(policy.getEgress())
                .allSatisfy(rule -> assertThat(rule.getTo()).isNotEmpty())
                .allSatisfy(rule -> assertThat(rule.getPorts()).isNotEmpty());
    }

    @Test
    void the_ingress_leads_to_the_doors_and_the_gateway_knows_its_name() {
        Kustomization reached = Kustomization.of(List.of("ingress"));
        var rule = reached.only(Ingress.class).getSpec().getRules().get(0);
        var backend = rule.getHttp().getPaths().get(0).getBackend().getService();
        Service service = reached.only(Service.class);

        assertThat(backend.getName()).isEqualTo(service.getMetadata().getName());
        assertThat(service.getSpec().getPorts())
                .extracting(port -> port.getName())
                .containsExactly(backend.getPort().getName());
        assertThat(variables(reached))
                .containsEntry("GATEWAY_PUBLIC_URL", "https://" + rule.getHost())
                .containsEntry("GATEWAY_ALLOWED_HOSTS", rule.getHost());
    }

    @Test
    void the_monitor_finds_the_operators_port_and_brings_its_token() {
        Kustomization observed = Kustomization.of(List.of("observed"));
        ServiceMonitor monitor = observed.only(ServiceMonitor.class);
        Map<String, String> selector = monitor.get("spec", "selector", "matchLabels");
        List<Service> selected =
                observed.all(Service.class).stream()
                        .filter(s -> s.getMetadata().getLabels() != null)
                        .filter(
                                s ->
                                        s.getMetadata()
                                                .getLabels()
                                                .entrySet()
                                                .containsAll(selector.entrySet()))
                        .toList();

        assertThat(selected)
                .singleElement()
                .satisfies(
                        service ->
                                assertThat(service.getSpec().getPorts().get(0).getName())
                                        .isEqualTo(monitor.get("spec", "endpoints", 0, "port")));
        assertThat(
                        "/run/secrets/"
                                + monitor.get(
                                        "spec",
                                        "endpoints",
                                        0,
                                        "authorization",
                                        "credentials",
                                        "name")
                                + "/"
                                + monitor.get(
                                        "spec",
                                        "endpoints",
                                        0,
                                        "authorization",
                                        "credentials",
                                        "key"))
                .isEqualTo(variables(observed).get("OPS_TOKEN_FILE"));
        assertThat(observed.all(ConfigMap.class))
                .flatExtracting(map -> map.getData().keySet())
                .containsExactlyInAnyOrder("alerts.yaml", "dashboard.json", "product-owner.json");
    }

    @Test
    void the_example_with_everything_can_be_put_together() throws IOException {
        assertThat(Kustomization.build(Path.of("deploy/kubernetes/everything")).resources())
                .hasSameSizeAs(Kustomization.of(COMPONENTS).resources());
    }

    private static Volume data(Kustomization kustomization) {
        return kustomization.pod().getVolumes().stream()
                .filter(volume -> volume.getName().equals("data"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> variables(Kustomization kustomization) {
        return kustomization.pod().getContainers().get(0).getEnv().stream()
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }
}
