package dev.bursar.billingdata.read;

import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;
import org.junit.jupiter.api.Assumptions;

/** Readings of files in a folder of a test. */
public final class Readings {
    public static final ReadLimits LIMITS = new ReadLimits(256, 512, 2, 1L << 30, 250);

    private Readings() {}

    /** What a reading gave. */
    public record Reading(ChargeFileSummary summary, List<DeliveredCharge> charges) {}

    public static Reading read(Path work, Path... files) {
        return read(work, Set.of(), files);
    }

    public static Reading read(Path work, Set<String> tagKeys, Path... files) {
        var charges = new ArrayList<DeliveredCharge>();
        try {
            var summary = new ChargeFileReader(work.resolve("work"), LIMITS)
                    .read(delivery(files), tagKeys, charges::add, ReadListener.NONE);
            return new Reading(summary, charges);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Delivery delivery(Path... files) {
        return Delivery.of(Arrays.stream(files)
                .map(file -> new ChargeFile(file.getFileName().toString(), file))
                .toList());
    }

    /** A file of the shared data; the test is skipped where there is none. */
    public static Path shared(String name) {
        Path file = Path.of("..", "shared", "data").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "Skipped: there is no ../shared/data/" + name);
        return file;
    }

    /** What is left in the folder for temporary files. */
    public static List<Path> left(Path work) throws IOException {
        try (var left = Files.walk(work.resolve("work"))) {
            return left.skip(1).toList();
        }
    }
}
