package dev.bursar.trail.read;

import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.Concurrently;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.Progress;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.SyncJob;
import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.read.FileDays.Waiting;
import dev.bursar.trail.read.TrailFiles.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reads the log files of a trail, the newest days first; there only where the environment names their folder. Needs no access to member
 * accounts. A run ends after some thousand files and has itself called again for the rest.
 */
@Component
@Order(83)
@Conditional(TrailSettings.FilesNamed.class)
class TrailFileSync implements SyncJob {
    static final String NAME = "cloudtrail-files";

    private static final int DAYS_AT_A_TIME = 4;
    private static final int MOST_FILES = 10_000;
    private static final long MOST_BYTES = 256L << 20;
    private static final LocalDate FIRST = LocalDate.of(2013, 11, 1);
    /** After its end a day still gets files. */
    private static final Duration LATEST = Duration.ofHours(6);

    private static final int FILES_REMEMBERED_DAYS = 3;

    private final ObjectPlace place;
    private final EventStore store;
    private final FileDays days;
    private final JobRequests jobs;
    private final TrailSettings settings;
    private final Clock clock;
    private final Path work;

    TrailFileSync(
            List<ObjectStores> stores,
            EventStore store,
            FileDays days,
            JobRequests jobs,
            TrailSettings settings,
            Clock clock,
            @Value("${bursar.data}") Path data) {
        this.place = ObjectPlace.at(settings.files(), stores, TrailSettings.FILES);
        this.store = store;
        this.days = days;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
        work = data.resolve("cloudtrail-work");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Read CloudTrail log files";
    }

    @Override
    public int everyHours() {
        return 1;
    }

    @Override
    public int run(Run run) {
        tidy();
        String trail = place.name();
        var files = new TrailFiles(place, run.meter());
        run.report(run.progress().doing("Looking through the trail\u2019s folders"));
        if (settings.reads()) {
            run.commit(() -> {
                days.withReads(trail);
                return true;
            });
        }
        Map<String, Region> regions = new HashMap<>();
        List<Region> found = files.regions();
        if (found.isEmpty()) {
            throw new SourceProblem(
                    Kind.BAD_ANSWER,
                    "There are no CloudTrail log files below " + trail + "AWSLogs/.",
                    "Set " + TrailSettings.FILES
                            + " to the folder that contains AWSLogs, or wait until the trail has delivered its first files.",
                    null);
        }
        for (Region region : found) {
            regions.put(region.account() + "/" + region.region(), region);
            look(run, files, trail, region);
        }
        List<Waiting> waiting = days.waiting(trail).stream()
                .filter(day -> regions.containsKey(day.account() + "/" + day.region()))
                .toList();
        var left = new AtomicInteger(MOST_FILES);
        run.report(run.progress().doing("Reading log files").slices(0, 0, waiting.size()));
        Concurrently.each(
                DAYS_AT_A_TIME,
                waiting,
                day -> {
                    Region region = regions.get(day.account() + "/" + day.region());
                    return region == null ? Outcome.NONE : read(run, files, trail, region, day, left);
                },
                outcome -> {
                    outcome.problems().forEach(run::problem);
                    Progress now = run.progress();
                    boolean fine = outcome.problems().isEmpty();
                    run.report(now.doing("Reading log files")
                            .slices(
                                    now.slicesDone() + (fine ? 1 : 0),
                                    now.slicesFailed() + (fine ? 0 : 1),
                                    waiting.size())
                            .rows(now.rowsChanged() + outcome.added()));
                });
        run.commit(() -> {
            days.forget(today().minusDays(FILES_REMEMBERED_DAYS));
            if (left.get() <= 0) {
                jobs.add(NAME);
            }
            return true;
        });
        return run.progress().slicesFailed();
    }

    /** Deletes what a killed run left: log files hold secrets that are masked only when they are stored. */
    private void tidy() {
        if (!Files.isDirectory(work)) {
            return;
        }
        try (var left = Files.newDirectoryStream(work)) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw disk(e);
        }
    }

    private static SourceProblem disk(IOException e) {
        return new SourceProblem(
                Kind.UNAVAILABLE,
                "A log file could not be stored in Bursar\u2019s data folder.",
                "Free up disk space and give Bursar\u2019s user write access. The next run tries again.",
                e);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Finds the days that came since the last time; the newest known one and today always count. */
    private void look(Run run, TrailFiles files, String trail, Region region) {
        Instant now = clock.instant();
        LocalDate from = days.newest(trail, region).orElse(FIRST);
        var found = from.equals(FIRST) || from.isBefore(today().minusDays(40))
                ? files.days(region, from)
                : new TreeSet<>(from.datesUntil(today().plusDays(1)).toList());
        run.commit(() -> {
            days.found(trail, region, found, found.isEmpty() ? today() : found.getFirst(), settings.reads(), now);
            return true;
        });
    }

    private record Outcome(long added, List<SourceProblem> problems) {
        static final Outcome NONE = new Outcome(0, List.of());
    }

    private Outcome read(Run run, TrailFiles files, String trail, Region region, Waiting day, AtomicInteger left) {
        var problems = new ArrayList<SourceProblem>();
        long added = 0;
        String after = TrailFiles.anHourBefore(day.lastKey());
        boolean everything = false;
        Instant listedAt = clock.instant();
        try {
            while (!everything && left.get() > 0) {
                listedAt = clock.instant();
                List<StoredObject> listed = files.files(region, day.day(), after);
                Set<String> known =
                        days.read(trail, listed.stream().map(StoredObject::key).toList());
                List<StoredObject> fresh = listed.stream()
                        .filter(object -> TrailFiles.isLog(object) && !known.contains(object.key()))
                        .toList();
                for (StoredObject object : fresh) {
                    if (left.decrementAndGet() < 0) {
                        return new Outcome(added, problems);
                    }
                    added += read(run, files, trail, region, day, object, problems);
                }
                everything = listed.isEmpty();
                after = everything ? after : listed.getLast().key();
            }
        } catch (SourceProblem e) {
            problems.add(e);
            return new Outcome(added, problems);
        }
        if (everything) {
            Instant at = listedAt;
            boolean done = !at.isBefore(day.day()
                    .plusDays(1)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .plus(LATEST));
            run.commit(() -> {
                days.read(trail, day, done, at);
                return true;
            });
        }
        return new Outcome(added, problems);
    }

    private long read(
            Run run,
            TrailFiles files,
            String trail,
            Region region,
            Waiting day,
            StoredObject object,
            List<SourceProblem> problems) {
        long[] added = {0};
        Instant now = clock.instant();
        Instant written = TrailFiles.time(object.key()).orElse(object.modified());
        var reader = new TrailFileReader(
                new Origin(region.account(), region.region(), written, now),
                settings.reads(),
                events -> added[0] += run.commit(() -> store.store(events, EventStore.Way.FILES)));
        @Nullable
        String problem = object.size() > MOST_BYTES ? "It is larger than 256 MB." : copied(run, files, object, reader);
        run.commit(() -> {
            reader.skipped()
                    .forEach((reason, count) ->
                            store.skipped(region.account(), region.region(), reason.name(), count, now));
            if (problem != null) {
                store.skipped(region.account(), region.region(), "FILE", 1, now);
            }
            days.read(trail, day, object.key(), reader.records(), problem, now);
            return true;
        });
        if (problem != null) {
            problems.add(new SourceProblem(
                    Kind.BAD_ANSWER,
                    "The log file " + files.store().name() + object.key() + " could not be read to its end. " + problem
                            + " " + reader.records() + " records of it were read.",
                    "Check the file in the bucket. It is not read again; events that LookupEvents still knows are read there.",
                    null));
        }
        return added[0];
    }

    /** @return why it could not be read to its end; null where it could */
    private @Nullable String copied(Run run, TrailFiles files, StoredObject object, TrailFileReader reader) {
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
}
