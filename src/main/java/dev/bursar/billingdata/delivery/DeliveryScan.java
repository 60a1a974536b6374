package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.delivery.ImportedDeliveries.Key;
import dev.bursar.billingdata.delivery.ImportedDeliveries.Known;
import dev.bursar.billingdata.engine.DeliveryReplaced;
import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineReading;
import dev.bursar.billingdata.engine.LineSource;
import dev.bursar.billingdata.read.Delivery;
import dev.bursar.billingdata.read.ImportOutcome;
import dev.bursar.billingdata.read.Manifest;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.DeliveredCosts.Delivered;
import dev.bursar.charges.spi.DeliveredCosts.DeliveredElsewhere;
import dev.bursar.charges.spi.DeliveredCosts.Origin;
import dev.bursar.charges.spi.DeliveredCosts.Stored;
import dev.bursar.files.ObjectCache;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.Progress;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;

/** One run of {@link DeliverySync}: what it has found, and how far it is. */
final class DeliveryScan {
    private static final int LONGEST_SOURCE = 200;
    private static final long REPORT_NANOS = 500_000_000;

    private final Run run;
    private final List<ObjectPlace> places;
    private final ImportedDeliveries taken;
    private final DeliveredCosts costs;
    private final DeliveryImporter intake;
    private final DeliveryFiles contents;
    private final DeliveryEngine engine;
    private final Clock clock;
    private final Instant begun;

    private final DeliveryPrecedence standing = new DeliveryPrecedence();
    private final List<SourceProblem> denied = new ArrayList<>();
    private final Set<String> barred = new HashSet<>();
    private int failed;
    private int done;
    private int deliveries;
    private int files;
    private int filesDone;
    private long lastReport;

    DeliveryScan(
            Run run,
            List<ObjectPlace> places,
            ImportedDeliveries taken,
            DeliveredCosts costs,
            DeliveryImporter intake,
            ObjectCache cache,
            DeliveryEngine engine,
            Clock clock) {
        this.run = run;
        this.places = places;
        this.taken = taken;
        this.costs = costs;
        this.intake = intake;
        this.engine = engine;
        this.contents = new DeliveryFiles(cache, run.meter(), clock, engine.isChosen());
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** A delivery with what its manifest says. */
    private record Wanted(DeliveryLocation place, Manifest manifest) {}

    /** Returns how many places and billing periods failed while others went on. */
    int run() throws IOException {
        List<DeliveryLocation> changed = changed(search());
        deliveries = changed.size() + failed;
        List<Wanted> wanted = manifests(changed);
        files = wanted.stream().mapToInt(one -> one.manifest().chunks().size()).sum();
        for (Wanted one : wanted) {
            take(one);
        }
        if (!denied.isEmpty() && done == 0) {
            throw denied.getFirst();
        }
        denied.forEach(run::problem);
        run.report(progress(changed.isEmpty() && failed == 0 ? "Nothing has changed" : ""));
        return failed;
    }

    /** All deliveries of all places; each once. */
    private List<DeliveryLocation> search() {
        var found = new ArrayList<DeliveryLocation>();
        var problems = new ArrayList<SourceProblem>();
        Set<Key> seen = new HashSet<>();
        for (ObjectPlace place : places) {
            run.report(progress(DeliveryText.looking(place.name())));
            try {
                for (DeliveryLocation delivery : ManifestSearch.of(place, run.meter(), engine.isChosen())) {
                    standing.found(delivery.export());
                    if (seen.add(Key.of(delivery))) {
                        found.add(delivery);
                    }
                }
            } catch (SourceProblem e) {
                standing.unlisted(place.name());
                problems.add(e);
            }
        }
        if (problems.size() == places.size()) {
            throw problems.getFirst();
        }
        problems.forEach(run::problem);
        failed = problems.size();
        return found;
    }

    /** Those that have not been taken as they are now. */
    private List<DeliveryLocation> changed(List<DeliveryLocation> found) {
        Map<Key, Known> known = taken.all();
        Set<Origin> origins = costs.origins();
        var changed = new ArrayList<DeliveryLocation>();
        for (DeliveryLocation one : found) {
            Known last = known.get(Key.of(one));
            if (last == null || !last.tag().equals(one.manifest().tag())) {
                changed.add(one);
            } else if (last.givesWayTo() == null) {
                if (heldByGone(one, origins) && !costs.has(Objects.requireNonNull(last.fingerprint()))) {
                    changed.add(one);
                }
            } else if (standing.before(last.givesWayTo(), one.export())
                    && (one.month() == null || origins.contains(new Origin(last.givesWayTo(), one.month())))) {
                failed++;
                run.problem(elsewhere(Objects.requireNonNull(last.refusal())));
            } else {
                changed.add(one);
            }
        }
        return changed;
    }

    /** Whether something of the billing period comes from an export that nobody names any more. */
    private boolean heldByGone(DeliveryLocation place, Set<Origin> origins) {
        return origins.stream()
                .anyMatch(one -> one.billingPeriod().equals(place.month()) && !standing.stands(one.export()));
    }

    private List<Wanted> manifests(List<DeliveryLocation> changed) {
        var wanted = new ArrayList<Wanted>();
        for (DeliveryLocation place : changed) {
            run.report(progress(DeliveryText.readingManifest(place.period())));
            attempt(place, () -> wanted.add(new Wanted(place, contents.manifest(place))));
        }
        return wanted;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    /** What goes wrong with a delivery is said, and others go on; what concerns the whole run ends it. */
    private boolean attempt(DeliveryLocation place, Step step) {
        try {
            if (!barred.contains(place.export())) {
                step.run();
                return true;
            }
        } catch (ChargeFileRefused e) {
            run.problem(new SourceProblem(
                    Kind.BAD_ANSWER, new DeliveryProblem.Rejected(place.period(), place.export(), e), e));
        } catch (SourceProblem e) {
            if (e.kind() == Kind.ACCESS_DENIED || e.kind() == Kind.CREDENTIALS) {
                barred.add(place.export());
                denied.add(e);
            } else {
                run.problem(e);
            }
        } catch (IOException e) {
            run.problem(DeliverySync.disk(e));
        }
        failed++;
        return false;
    }

    private void take(Wanted wanted) {
        DeliveryLocation place = wanted.place();
        if (attempt(place, () -> bring(wanted))) {
            done++;
        }
        filesDone += wanted.manifest().chunks().size();
        run.report(progress(""));
    }

    private void bring(Wanted wanted) throws IOException {
        DeliveryLocation place = wanted.place();
        List<StoredObject> chunks = contents.chunks(place, wanted.manifest());
        try {
            if (!engine.isChosen() || !reducedThere(wanted)) {
                fetch(wanted, chunks);
            }
            contents.drop(place, chunks);
        } catch (DeliveredElsewhere e) {
            contents.drop(place, chunks);
            givesWay(place, e);
        }
    }

    /** Has the engine reduce the lines; false where it can't read these files. */
    private boolean reducedThere(Wanted wanted) throws IOException {
        DeliveryLocation place = wanted.place();
        var source = new LineSource(place.store(), () -> contents.chunks(place, wanted.manifest()), run.meter());
        try (var watch = reporter(place);
                EngineReading reading = engine.open(source, run.id(), watch).orElse(null)) {
            if (reading == null) {
                return false;
            }
            store(
                    place,
                    (naming, written) -> intake.take(new DeliveryEngine.Content(reading), naming, watch, written),
                    watch);
            return true;
        } catch (EngineFailure e) {
            throw EngineProblem.of(e.fact(), place.period(), e);
        } catch (DeliveryReplaced e) {
            throw DeliveryFiles.replaced(place, e.object());
        }
    }

    /** Copies the files and reduces their lines here. */
    private void fetch(Wanted wanted, List<StoredObject> chunks) throws IOException {
        DeliveryLocation place = wanted.place();
        int all = chunks.size();
        List<Path> copies = contents.copies(
                place,
                chunks,
                (number, bytes) -> now(
                        place.period() + ": fetching file " + (number + 1) + " of " + all,
                        0.3 * (number + share(bytes, chunks.get(number).size()))));
        var delivery = new Delivery(DeliveryFiles.named(chunks, copies), wanted.manifest());
        try (var watch = reporter(place)) {
            store(place, (naming, written) -> intake.take(delivery, naming, watch, written), watch);
        }
    }

    private RunReporter reporter(DeliveryLocation place) {
        return new RunReporter(
                run,
                (progress, there) -> progress(DeliveryText.words(place.period(), progress, there), filesRead(progress)),
                there -> engine.note(source(place), place.period(), run.id(), there));
    }

    /** Takes what is delivered in, wherever its lines are reduced. */
    @FunctionalInterface
    private interface Intake {
        ImportOutcome take(DeliveryImporter.Naming naming, Consumer<ImportOutcome.Done> written) throws IOException;
    }

    private void store(DeliveryLocation place, Intake delivery, RunReporter watch) throws IOException {
        var delivered = new AtomicReference<@Nullable Delivered>();
        ImportOutcome outcome = takeIn(
                delivery,
                fingerprint -> {
                    var what = new Delivered(
                            source(place),
                            fingerprint,
                            place.export(),
                            place.month(),
                            other -> standing.before(other, place.export()));
                    delivered.set(what);
                    return what;
                },
                watch,
                stored -> {
                    refuseOtherPeriods(place, stored.stored());
                    watch.look();
                    remember(place, Objects.requireNonNull(delivered.get()));
                });
        watch.close();
        switch (outcome) {
            case ImportOutcome.Unchanged unchanged -> remember(place, Objects.requireNonNull(delivered.get()));
            case ImportOutcome.Done stored ->
                run.report(run.progress()
                        .rows(run.progress().rowsChanged() + stored.stored().charges()));
        }
        watch.look();
    }

    /** A reading that the run ended ends as the run says. */
    private static ImportOutcome takeIn(
            Intake delivery, DeliveryImporter.Naming naming, RunReporter watch, Consumer<ImportOutcome.Done> written)
            throws IOException {
        try {
            return delivery.take(naming, written);
        } catch (ReadCancelled e) {
            watch.look();
            throw e;
        }
    }

    private void remember(DeliveryLocation place, Delivered delivered) {
        run.commit(
                () -> taken.remember(Key.of(place), Known.taken(place.manifest().tag(), delivered.fingerprint())));
    }

    private void givesWay(DeliveryLocation place, DeliveredElsewhere e) {
        String what = DeliveryProblemText.elsewhere(
                e.billingPeriod(), ChargeFileRefused.shown(e.billingAccount()), place.export(), e.origin());
        run.commit(
                () -> taken.remember(Key.of(place), new Known(place.manifest().tag(), null, e.origin(), what)));
        throw elsewhere(what);
    }

    private static SourceProblem elsewhere(String what) {
        return new SourceProblem(Kind.BAD_ANSWER, new DeliveryProblem.Elsewhere(what), null);
    }

    /** A delivery replaces whole billing periods, so one that lies under a wrong name must not come in. */
    private static void refuseOtherPeriods(DeliveryLocation place, Stored stored) {
        for (DeliveredCosts.Part part : stored.parts()) {
            if (place.month() != null && !part.billingPeriod().equals(place.month())) {
                throw ChargeFileRefused.file(
                        ChargeFileRefused.Reason.MIXED,
                        null,
                        new ChargeFileFault.OtherPeriod(part.billingPeriod().toString()));
            }
        }
    }

    /** How much of a delivery's files counts as done while they are read, after they were fetched. */
    private static double filesRead(ReadProgress progress) {
        double step = progress.step().ordinal() + share(progress.rows(), progress.ofRows());
        return progress.ofFiles() * (0.3 + 0.2 * step);
    }

    private static double share(long done, long all) {
        return all == 0 ? 0 : Math.clamp((double) done / all, 0, 1);
    }

    private void now(String doing, double filesNow) {
        long nanos = System.nanoTime();
        if (nanos - lastReport >= REPORT_NANOS) {
            lastReport = nanos;
            run.report(progress(doing, filesNow));
        }
    }

    private Progress progress(String doing) {
        return run.progress().doing(doing).steps(filesDone, files).slices(done, failed, deliveries);
    }

    /** The same, with the time that is left. */
    private Progress progress(String doing, double filesNow) {
        double share = files == 0 ? 0 : (filesDone + filesNow) / files;
        return progress(doing + DeliveryText.timeLeft(Duration.between(begun, clock.instant()), share));
    }

    private static String source(DeliveryLocation place) {
        String source = place.export() + " " + place.period();
        return source.length() > LONGEST_SOURCE ? source.substring(source.length() - LONGEST_SOURCE) : source;
    }

    /**
     * The exports in the order in which they are named: of two that deliver the same, the first one counts. A place that could not be
     * looked into stands for all exports in it.
     */
    static final class DeliveryPrecedence {
        private static final int NOWHERE = Integer.MAX_VALUE;

        private final Map<String, Integer> exports = new LinkedHashMap<>();
        private final Map<String, Integer> unlisted = new LinkedHashMap<>();

        void found(String export) {
            exports.putIfAbsent(export, exports.size() + unlisted.size());
        }

        void unlisted(String place) {
            unlisted.putIfAbsent(place, exports.size() + unlisted.size());
        }

        /** Whether the export is still named. */
        boolean stands(String export) {
            return rank(export) != NOWHERE;
        }

        boolean before(String one, String other) {
            return rank(one) < rank(other);
        }

        private int rank(String export) {
            Integer known = exports.get(export);
            if (known != null) {
                return known;
            }
            return unlisted.entrySet().stream()
                    .filter(place -> export.startsWith(place.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .min()
                    .orElse(NOWHERE);
        }
    }
}
