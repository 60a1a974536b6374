package dev.bursar.local;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * The demo's time: the machine's, or with {@code BURSAR_NOW} one that began at that moment with the first start in the data folder and runs
 * on since, also while nothing runs. So the portal, its restarts, commands and the simulated AWS agree, and no folder goes back in time.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoClock {
    static final String SETTING = "BURSAR_NOW";
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    @Bean
    Clock clock(@Value("${bursar.now:}") String now, @Value("${bursar.data}") Path data) {
        return of(now, data, Clock.systemUTC());
    }

    static Clock of(String now, Path data, Clock machine) {
        Path file = data.resolve("clock");
        @Nullable Instant wanted = now.isBlank() ? null : moment(now.strip());
        @Nullable Kept kept = kept(file);
        if (kept == null && wanted != null && !Files.exists(data.resolve(SimulatedAws.SINCE))) {
            kept = new Kept(wanted, machine.instant());
            keep(file, kept);
        }
        @Nullable Instant begun = kept == null ? null : kept.moment();
        if (!Objects.equals(wanted, begun)) {
            throw new DemoRefused(
                    "The data in " + data + " began "
                            + (begun == null ? "without " + SETTING : "with " + SETTING + "=" + begun)
                            + ", and a folder never goes to another date.",
                    (begun == null ? "Unset " + SETTING : "Set it so again")
                            + ", or use another folder (BURSAR_DATA).");
        }
        return kept == null ? machine : Clock.offset(machine, Duration.between(kept.since(), kept.moment()));
    }

    /** A day begins at midnight, UTC. */
    static Instant moment(String text) {
        try {
            Instant moment = text.length() == "2026-12-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            if (!moment.isBefore(FIRST) && moment.isBefore(END)) {
                return moment;
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new DemoRefused(
                SETTING + " is no day or moment of the years 2024 to 2099.",
                "Write it as 2026-12-01 or 2026-12-01T08:00:00Z.");
    }

    /**
     * What a folder began with.
     *
     * @param moment the time that it was to be
     * @param since the machine's time then
     */
    private record Kept(Instant moment, Instant since) {}

    private static @Nullable Kept kept(Path file) {
        try {
            if (!Files.exists(file)) {
                return null;
            }
            var lines = Files.readAllLines(file);
            return new Kept(Instant.parse(lines.getFirst()), Instant.parse(lines.getLast()));
        } catch (DateTimeException | NoSuchElementException e) {
            throw new DemoRefused("The file " + file + " holds no two moments.", "Use another folder (BURSAR_DATA).");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Path file, Kept kept) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, kept.moment() + "\n" + kept.since() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
