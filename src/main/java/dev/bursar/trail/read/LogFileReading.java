package dev.bursar.trail.read;

import dev.bursar.files.StoredObject;
import dev.bursar.kernel.DiskFull;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.read.FileDays.Waiting;
import dev.bursar.trail.read.TrailFiles.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Reads single log files in a run, and keeps what came of each. */
final class LogFileReading {
    private static final long MOST_BYTES = 256L << 20;

    private final Run run;
    private final TrailFiles files;
    private final EventStore store;
    private final FileDays days;
    private final TrailSettings settings;
    private final Clock clock;
    private final Path work;

    /** @param work where files are copied to while they are read */
    LogFileReading(
            Run run,
            TrailFiles files,
            EventStore store,
            FileDays days,
            TrailSettings settings,
            Clock clock,
            Path work) {
        this.run = run;
        this.files = files;
        this.store = store;
        this.days = days;
        this.settings = settings;
        this.clock = clock;
        this.work = work;
    }

    /**
     * @param problems gets what was wrong with the file
     * @return how many events were not there before
     */
    long read(String trail, Region region, Waiting day, StoredObject object, Collection<SourceProblem> problems) {
        long[] added = {0};
        Instant now = clock.instant();
        Instant written = TrailFiles.time(object.key()).orElse(object.modified());
        var reader = new TrailFileReader(
                new Origin(region.account(), region.region(), written, now),
                settings.reads(),
                events -> added[0] += run.commit(() -> store.store(events, EventStore.Way.FILES)));
        @Nullable String problem = object.size() > MOST_BYTES ? "It is larger than 256 MB." : copied(object, reader);
        run.commit(() -> {
            long before = days.read(trail, day, object, reader, problem, now);
            reader.skipped().forEach((reason, count) -> {
                if (count > before) { // those that were counted when the file was read before count once
                    store.skipped(region.account(), region.region(), reason.name(), count - before, now);
                }
            });
            return true;
        });
        if (problem != null) {
            problems.add(new SourceProblem(
                    Kind.BAD_ANSWER,
                    "The log file " + files.store().name() + object.key() + " could not be read to its end. " + problem
                            + " " + reader.records() + " records of it were read.",
                    "Check the file in the bucket. It is read again once it is replaced there; events that LookupEvents"
                            + " still knows are read there.",
                    null));
        }
        return added[0];
    }

    /** A file that could not be read is still the same, or gone. */
    void lookedAt(String trail, String key, Instant now) {
        run.commit(() -> {
            days.lookedAt(trail, key, now);
            return true;
        });
    }

    /** @return why it could not be read to its end; null where it could */
    private @Nullable String copied(StoredObject object, TrailFileReader reader) {
        try {
            Files.createDirectories(work);
            Path file = Files.createTempFile(work, "log", ".gz");
            try {
                return files.store().copy(object, file, run.meter(), bytes -> {})
                        ? reader.read(file)
                        : "It was replaced or deleted while it was read.";
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw disk(e);
        }
    }

    static SourceProblem disk(IOException e) {
        return new SourceProblem(
                DiskFull.in(e).isPresent() ? Kind.UNAVAILABLE : Kind.SETTINGS,
                "A log file could not be stored in Bursar\u2019s data folder.",
                "Free up disk space and give Bursar\u2019s user write access. The next run tries again.",
                e);
    }
}
