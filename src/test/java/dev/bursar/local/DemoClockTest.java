package dev.bursar.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.kernel.MachineClock;
import dev.bursar.testing.MovableClock;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DemoClockTest {
    private final MovableClock machine = new MovableClock(Instant.parse("2026-11-24T09:30:00Z"));

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void name() {
        data = folder.resolve("demo");
    }

    private Clock with(String now) {
        return DemoClock.of(now, data, machine);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01, 2026-12-01T00:00:00Z",
        "' 2026-12-01 ', 2026-12-01T00:00:00Z",
        "2026-12-01T08:00:00Z, 2026-12-01T08:00:00Z",
        "2028-02-29, 2028-02-29T00:00:00Z",
        "2024-01-01, 2024-01-01T00:00:00Z",
        "2099-12-31T23:59:59Z, 2099-12-31T23:59:59Z",
        "'', 2026-11-24T09:30:00Z",
        "' ', 2026-11-24T09:30:00Z"
    })
    void itBeginsAtTheMomentThatIsSet(String now, Instant then) {
        assertThat(with(now).instant()).isEqualTo(then);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "today",
                "2026-12",
                "2026-12-1",
                "2027-02-29",
                "2026-12-01T08:00",
                "2026-12-01 08:00:00Z",
                "01.12.2026",
                "2023-12-31",
                "2100-01-01",
                "-999999999-01-01",
                "1764547200",
                "../../other"
            })
    void itRefusesWhatIsNoMomentAndLeavesNothing(String now) {
        assertThatThrownBy(() -> with(now))
                .isInstanceOf(DemoRefused.class)
                .hasMessageStartingWith("BURSAR_NOW is no day");
        assertThat(data).doesNotExist();
    }

    @Test
    void itRunsOnAndEachProcessOfTheFolderAgrees() {
        var portal = with("2026-12-01");
        machine.forward(Duration.ofMinutes(20));
        var command = with("2026-12-01T00:00:00Z");
        assertThat(command.instant()).isEqualTo("2026-12-01T00:20:00Z").isEqualTo(portal.instant());
        machine.forward(Duration.ofDays(1));
        assertThat(with("2026-12-01").instant()).isEqualTo("2026-12-02T00:20:00Z");
    }

    @Test
    void aFolderNeverGoesToAnotherDate() {
        with("2026-12-01");
        for (String other : new String[] {"2026-12-02", "2026-11-30", ""}) {
            assertThatThrownBy(() -> with(other))
                    .isInstanceOf(DemoRefused.class)
                    .hasMessageContaining("began with BURSAR_NOW=2026-12-01T00:00:00Z");
        }
        assertThat(DemoClock.of("", folder.resolve("another"), machine).instant())
                .isEqualTo(machine.instant());
    }

    @Test
    void aFolderThatBeganWithTheMachinesTimeKeepsIt() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve(SimulatedAws.SINCE), "2026-11-24");
        assertThat(with("").instant()).isEqualTo(machine.instant());
        assertThatThrownBy(() -> with("2026-12-01"))
                .isInstanceOf(DemoRefused.class)
                .hasMessageContaining("began without BURSAR_NOW");
    }

    @Test
    void aFileThatWasCutIsNamed() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("clock"), "");
        assertThatThrownBy(() -> with("2026-12-01")).hasMessageContaining("clock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-01", "nonsense"})
    void nothingButTheDemoStartsWithIt(String now) {
        new ApplicationContextRunner()
                .withUserConfiguration(MachineClock.class, DemoClock.class)
                .withPropertyValues("bursar.now=" + now, "bursar.data=" + data, "spring.profiles.active=aws")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("BURSAR_NOW is set, which is for the demo only"));
        assertThat(data).doesNotExist();
    }

    @Test
    void theDemoHasOneClock() {
        new ApplicationContextRunner()
                .withUserConfiguration(MachineClock.class, DemoClock.class)
                .withPropertyValues("bursar.now=2028-02-29", "bursar.data=" + data, "spring.profiles.active=demo")
                .run(context -> assertThat(context.getBean(Clock.class).instant())
                        .isBetween(Instant.parse("2028-02-29T00:00:00Z"), Instant.parse("2028-02-29T00:10:00Z")));
    }
}
