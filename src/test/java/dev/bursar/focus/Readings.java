package dev.bursar.focus;

import dev.bursar.spend.spi.ExportCharge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** Readings of files in a folder of a test. */
final class Readings {
    static final ReadLimits LIMITS = new ReadLimits(256, 512, 2, 1L << 30, 250);

    private Readings() {}

    /** What a reading gave. */
    record Reading(ExportSummary summary, List<ExportCharge> charges) {}

    static Reading read(Path work, Path... files) {
        return read(work, Set.of(), files);
    }

    static Reading read(Path work, Set<String> tagKeys, Path... files) {
        var charges = new ArrayList<ExportCharge>();
        try {
            var summary = new ExportReader(work.resolve("work"), LIMITS)
                    .read(delivery(files), tagKeys, charges::add, ReadWatch.NONE);
            return new Reading(summary, charges);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Delivery delivery(Path... files) {
        return Delivery.of(Arrays.stream(files)
                .map(file -> new ExportFile(file.getFileName().toString(), file))
                .toList());
    }

    /** A file of the shared data; the test is skipped where there is none. */
    static Path shared(String name) {
        Path file = Path.of("..", "shared", "data").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "Skipped: there is no ../shared/data/" + name);
        return file;
    }

    /** What is left in the folder for temporary files. */
    static List<Path> left(Path work) throws IOException {
        try (var left = Files.walk(work.resolve("work"))) {
            return left.skip(1).toList();
        }
    }
}
