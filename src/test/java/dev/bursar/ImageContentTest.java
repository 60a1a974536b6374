package dev.bursar;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

/**
 * What the container image is packed from: nothing in it needs the demo, which it doesn't hold. ImageJourney looks into the jar
 * and starts it, where what it guards has changed.
 */
class ImageContentTest {
    private static final Path CLASSES = Path.of("target/classes");

    @Test
    void nothingThatIsPackedNamesTheDemo() throws IOException {
        try (var files = Files.walk(CLASSES.resolve("dev"))) {
            var packed = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(CLASSES.resolve("dev/bursar/local"))
                            && !file.startsWith(CLASSES.resolve("dev/bursar/simulator")))
                    .toList();
            assertThat(packed).hasSizeGreaterThan(1_000);
            for (var file : packed) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("bursar-demo-2026", "dev/bursar/local/", "dev/bursar/simulator/");
            }
        }
    }

    @Test
    void theFactoriesThatAreLeftOutAreTheDemos() throws IOException {
        assertThat(Files.readAllLines(CLASSES.resolve("META-INF/spring.factories")))
                .as("the file is left out as a whole")
                .allMatch(line -> line.isBlank() || line.contains("=dev.bursar.local."));
    }
}
