package dev.bursar.trail.read;

import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import dev.bursar.files.StoredObject;
import dev.bursar.kernel.DiskFull;
import dev.bursar.kernel.Today;
import dev.bursar.sync.Concurrently;
import dev.bursar.sync.Concurrently.Done;
import dev.bursar.sync.JobRequests;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.SyncJob;
import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.read.FileDays.Bad;
import dev.bursar.trail.read.FileDays.Waiting;
import dev.bursar.trail.read.LogFileProblem.Fault;
import dev.bursar.trail.read.TrailFiles.Region;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Reads the log files of a trail, the newest days first; there only where the environment names their folder. Needs no access to member
 * accounts. A run ends after some thousand files and has itself called again for the rest.
 */
@Component
@Conditional(TrailSettings.FilesNamed.class)
class TrailFileSync implements SyncJob {
    static final String NAME = "cloudtrail-files";

    private static final int DAYS_AT_A_TIME = 4;
    private static final int MOST_FILES = 10_000;
    private static final LocalDate FIRST = LocalDate.of(2013, 11, 1);
    /** After its end a day still gets files. */
    private static final Duration LATEST = Duration.ofHours(6);

    private static final int FILES_REMEMBERED_DAYS = 3;

    /** How often it is looked whether a file that could not be read was replaced, and of how many in a run. */
    private static final Duration LOOKED_AT_AGAIN = Duration.ofDays(1);

    private static final int MOST_LOOKED_AT = 500;

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
    public List<String> after() {
        return List.of("cloudtrail");
    }

    @Override
    public int run(Run run) {
        tidy();
        String trail = place.name();
        var files = new TrailFiles(place, run.meter());
        run.report(run.progress().doing(LogFileText.LOOKING));
        if (settings.reads()) {
            run.commit(() -> {
                days.withReads(trail);
                return true;
            });
        }
        Map<String, Region> regions = new HashMap<>();
        List<Region> found = files.regions();
        if (found.isEmpty()) {
            throw new SourceProblem(Kind.BAD_ANSWER, new LogFileProblem.NoFiles(trail), null);
        }
        for (Region region : found) {
            regions.put(region.account() + "/" + region.region(), region);
            look(run, files, trail, region);
        }
        var reading = new LogFileReading(run, files, store, days, settings, clock, work);
        Done replaced = replaced(reading, files, trail, found);
        List<Waiting> waiting = days.waiting(trail).stream()
                .filter(day -> regions.containsKey(day.account() + "/" + day.region()))
                .toList();
        var left = new AtomicInteger(MOST_FILES);
        replaced.problems().forEach(run::problem);
        run.report(run.progress()
                .doing("Reading log files")
                .slices(0, replaced.problems().size(), waiting.size())
                .rows(replaced.rows()));
        int failed = Concurrently.slices(run, DAYS_AT_A_TIME, waiting, day -> "Reading log files", day -> {
            Region region = regions.get(day.account() + "/" + day.region());
            return region == null ? Done.NONE : read(run, reading, files, trail, region, day, left);
        });
        run.commit(() -> {
            days.forget(Today.of(clock).minusDays(FILES_REMEMBERED_DAYS));
            if (left.get() <= 0) {
                jobs.add(NAME);
            }
            return true;
        });
        return failed;
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
            throw LogFileReading.disk(e);
        }
    }

    /** Finds the days that came since the last time; the newest known one and today always count. */
    private void look(Run run, TrailFiles files, String trail, Region region) {
        Instant now = clock.instant();
        LocalDate from = days.newest(trail, region).orElse(FIRST);
        var found = from.equals(FIRST) || from.isBefore(Today.of(clock).minusDays(40))
                ? files.days(region, from)
                : new TreeSet<>(from.datesUntil(Today.of(clock).plusDays(1)).toList());
        run.commit(() -> {
            days.found(
                    trail, region, found, found.isEmpty() ? Today.of(clock) : found.getFirst(), settings.reads(), now);
            return true;
        });
    }

    /** Reads again what could not be read to its end and lies there in other bytes now. */
    private Done replaced(LogFileReading reading, TrailFiles files, String trail, List<Region> regions) {
        Instant now = clock.instant();
        var problems = new ArrayList<SourceProblem>();
        long added = 0;
        for (Bad bad : days.bad(trail, now.minus(LOOKED_AT_AGAIN), MOST_LOOKED_AT)) {
            Optional<Region> region = regions.stream()
                    .filter(one -> bad.key().startsWith(one.folder()))
                    .findFirst();
            Optional<StoredObject> object = region.flatMap(one -> files.file(one, bad.day(), bad.key()))
                    .filter(one -> !one.tag().equals(bad.tag()));
            if (region.isPresent() && object.isPresent()) {
                var day = new Waiting(region.get().account(), region.get().region(), bad.day(), "");
                added += reading.read(trail, region.get(), day, object.get(), problems);
            } else {
                reading.lookedAt(trail, bad.key(), now);
            }
        }
        return new Done(added, problems);
    }

    private Done read(
            Run run,
            LogFileReading reading,
            TrailFiles files,
            String trail,
            Region region,
            Waiting day,
            AtomicInteger left) {
        var problems = new ArrayList<SourceProblem>();
        long added = 0;
        String after = TrailFiles.anHourBefore(day.lastKey());
        boolean everything = false;
        Instant listedAt = clock.instant();
        try {
            while (!everything && left.get() > 0) {
                listedAt = clock.instant();
                List<StoredObject> listed = files.files(region, day.day(), after);
                Set<String> known = days.read(trail, listed);
                List<StoredObject> fresh = listed.stream()
                        .filter(object -> TrailFiles.isLog(object) && !known.contains(object.key()))
                        .toList();
                for (StoredObject object : fresh) {
                    if (left.decrementAndGet() < 0) {
                        return new Done(added, problems);
                    }
                    added += reading.read(trail, region, day, object, problems);
                }
                everything = listed.isEmpty();
                after = everything ? after : listed.getLast().key();
            }
        } catch (SourceProblem e) {
            problems.add(e);
            return new Done(added, problems);
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
        return new Done(added, problems);
    }

    /** Reads single log files in a run, and keeps what came of each. */
    static final class LogFileReading {
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
            @Nullable Fault problem = object.size() > MOST_BYTES ? Fault.TOO_LARGE : copied(object, reader);
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
                        new LogFileProblem.NotReadToItsEnd(
                                files.store().name() + object.key(), problem, reader.records()),
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
        private @Nullable Fault copied(StoredObject object, TrailFileReader reader) {
            try {
                Files.createDirectories(work);
                Path file = Files.createTempFile(work, "log", ".gz");
                try {
                    return files.store().copy(object, file, run.meter(), bytes -> {})
                            ? reader.read(file)
                            : Fault.REPLACED;
                } finally {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw disk(e);
            }
        }

        static SourceProblem disk(IOException e) {
            return new SourceProblem(
                    DiskFull.in(e).isPresent() ? Kind.UNAVAILABLE : Kind.SETTINGS, LogFileProblem.Disk.NOT_STORED, e);
        }
    }
}
