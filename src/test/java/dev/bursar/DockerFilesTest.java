package dev.bursar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What the container files promise, as no Docker runs here. */
class DockerFilesTest {
    private static final String PINNED = "[a-z-]+:[\\w.-]+@sha256:[0-9a-f]{64}";

    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Map<String, Map<String, Object>>> compose =
                new Yaml().load(Files.readString(Path.of("docker/compose.yaml")));
        return compose.get("services");
    }

    private static List<String> secrets(String service) throws IOException {
        return ((List<?>) services().get(service).get("secrets"))
                .stream()
                        .map(secret -> secret instanceof Map<?, ?> mounted ? mounted.get("source") : secret)
                        .map(String::valueOf)
                        .toList();
    }

    @Test
    void onlyTheServiceThatEndsHoldsTheOwnersPassword() throws IOException {
        assertThat(secrets("portal")).contains("app-password").doesNotContain("owner-password", "postgres-password");
        assertThat(secrets("owner")).contains("owner-password");
        var portal = services().get("portal");
        assertThat(portal.get("environment"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("BURSAR_MIGRATE", "false")
                .doesNotContainKeys("SPRING_FLYWAY_USER", "SPRING_FLYWAY_PASSWORD");
        assertThat(String.valueOf(portal.get("depends_on")))
                .contains("owner={condition=service_completed_successfully}");
        assertThat(services().get("owner")).containsEntry("restart", "no").containsEntry("command", List.of("migrate"));
    }

    @Test
    void settingsOfAProxyArePassedOn() throws IOException {
        assertThat(services().get("portal").get("environment"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("SERVER_FORWARD_HEADERS_STRATEGY", null)
                .containsEntry("SERVER_TOMCAT_REMOTEIP_INTERNAL_PROXIES", null)
                .containsKey("BURSAR_URL");
    }

    @Test
    void imagesOfOthersArePinned() throws IOException {
        assertThat(String.valueOf(services().get("postgres").get("image"))).matches(PINNED);
        assertThat(Files.readAllLines(Path.of("docker/Dockerfile")))
                .filteredOn(line -> line.startsWith("ARG RUNTIME="))
                .singleElement()
                .asString()
                .matches("ARG RUNTIME=" + PINNED);
    }
}
