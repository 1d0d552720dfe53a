package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/**
 * The Kubernetes manifests: by the types of the Kubernetes API, and that they fit to each other. There is no cluster to try
 * them.
 */
class KubernetesManifestsTest {

    private static final YAMLMapper STRICT = strict();

    @Test
    void manifestsHaveOnlyWhatTheirKindsKnow() throws Exception {
        assertThat(read("daemonset.yaml", DaemonSet.class).getApiVersion()).isEqualTo("apps/v1");
        assertThat(read("service.yaml", Service.class).getApiVersion()).isEqualTo("v1");
        assertThat(read("servicemonitor.yaml", ServiceMonitor.class).getApiVersion()).isEqualTo("monitoring.coreos.com/v1");
    }

    @Test
    void monitorFindsTheServiceAndTheServiceFindsThePods() throws Exception {
        DaemonSet set = read("daemonset.yaml", DaemonSet.class);
        Service service = read("service.yaml", Service.class);
        ServiceMonitor monitor = read("servicemonitor.yaml", ServiceMonitor.class);

        Map<String, String> pods = set.getSpec().getTemplate().getMetadata().getLabels();
        assertThat(pods).containsAllEntriesOf(set.getSpec().getSelector().getMatchLabels())
                .containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(service.getMetadata().getLabels()).containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels());
        String port = monitor.getSpec().getEndpoints().get(0).getPort();
        assertThat(service.getSpec().getPorts()).singleElement().satisfies(served -> {
            assertThat(served.getName()).isEqualTo(port);
            assertThat(container(set).getPorts())
                    .anyMatch(open -> open.getName().equals(served.getTargetPort().getStrVal())
                            && open.getContainerPort().equals(served.getPort()));
        });
    }

    @Test
    void podSeesTheNodeWithTheCapabilitiesOfTheSystemdUnit() throws Exception {
        DaemonSet set = read("daemonset.yaml", DaemonSet.class);
        String capabilities = Packaging.unit(Packaging.file("systemd/darwin-exporter.service")).get("CapabilityBoundingSet");

        assertThat(set.getSpec().getTemplate().getSpec().getHostPID()).isTrue();
        assertThat(set.getSpec().getTemplate().getSpec().getHostNetwork()).isTrue();
        assertThat(container(set).getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container(set).getSecurityContext().getCapabilities().getAdd())
                .containsExactly(capabilities.replace("CAP_", "").split(" "));
    }

    @Test
    void kustomizationHasAllOfThem() throws Exception {
        JsonNode kustomization = STRICT.readTree(Packaging.file("kubernetes/kustomization.yaml").toFile());
        List<String> resources = new ArrayList<>();
        kustomization.get("resources").forEach(resource -> resources.add(resource.asText()));

        try (Stream<Path> files = Files.list(Packaging.file("kubernetes"))) {
            assertThat(resources).containsExactlyInAnyOrderElementsOf(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml")).toList());
        }
    }

    private static Container container(DaemonSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    private static <T> T read(String name, Class<T> kind) throws IOException {
        return STRICT.readValue(Packaging.file("kubernetes/" + name).toFile(), kind);
    }

    /** The types keep unknown fields, for newer clusters; here these are mistakes. */
    private static YAMLMapper strict() {
        YAMLMapper mapper = new YAMLMapper();
        mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            @Override
            public Boolean hasAnySetter(Annotated member) {
                return false;
            }
        });
        return mapper;
    }
}
