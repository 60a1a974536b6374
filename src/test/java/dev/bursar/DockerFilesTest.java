package dev.bursar;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** What the container files promise, as no Docker runs here. */
class DockerFilesTest {
    private static final String PINNED = "[a-z-]+:[\\w.-]+@sha256:[0-9a-f]{64}";

    private static final Pattern VARIABLE = Pattern.compile("`((?:[A-Z][A-Z0-9]*|…)(?:_[A-Z0-9]+)*)`");
    /** What the image or another part of the compose file decides, or only {@code ./bursar} reads. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "PORT",
            "BURSAR_CHROMIUM",
            "BURSAR_DATA",
            "BURSAR_DB_APP_ROLE",
            "BURSAR_DEMO",
            "BURSAR_HEAP",
            "BURSAR_METRICS_TOKEN",
            "BURSAR_NOW",
            "SPRING_DATASOURCE_PASSWORD",
            "SPRING_FLYWAY_PASSWORD",
            "SPRING_FLYWAY_USER",
            "SPRING_PROFILES_ACTIVE");

    /** As Compose reads it, which refuses a mapping that names a key twice. */
    private static Map<String, Map<String, Object>> services() throws IOException {
        var strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Map<String, Map<String, Map<String, Object>>> compose =
                new Yaml(strict).load(Files.readString(Path.of("docker/compose.yaml")));
        return compose.get("services");
    }

    /** The variables that the tables of settings.md name; … stands for what the first name of the row begins with. */
    private static Set<String> settings() throws IOException {
        var names = new TreeSet<String>();
        for (String row : Files.readAllLines(Path.of("docs/settings.md"))) {
            if (!row.startsWith("| `")) {
                continue;
            }
            String first = null;
            for (MatchResult found : VARIABLE.matcher(row).results().toList()) {
                String name = found.group(1);
                if (first == null) {
                    first = name;
                }
                if (name.startsWith("…")) {
                    name = first.substring(0, first.lastIndexOf('_')) + name.substring(1);
                }
                if (name.contains("_") || name.equals("PORT")) {
                    names.add(name);
                }
            }
        }
        return names;
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
    void eachSettingReachesThePortalAndEachOneThatDoesIsExplained() throws IOException {
        var passedOn = new TreeSet<String>(((Map<?, ?>) services().get("portal").get("environment"))
                .keySet().stream().map(String::valueOf).toList());
        var settings = settings();
        assertThat(settings).containsAll(NOT_PASSED_ON);
        settings.removeAll(NOT_PASSED_ON);
        passedOn.remove("AWS_SHARED_CREDENTIALS_FILE");
        assertThat(passedOn).isEqualTo(settings);
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
