package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.delivery.DeliveryProblem.OfLines;
import dev.bursar.billingdata.engine.DeliveryReplaced;
import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineLines;
import dev.bursar.billingdata.engine.LineSource;
import dev.bursar.billingdata.read.ChargeFileReader;
import dev.bursar.billingdata.read.Delivery;
import dev.bursar.billingdata.read.Manifest;
import dev.bursar.billingdata.read.PrivateFolder;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.billingdata.read.WantedLines;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.query.ChargeLines;
import dev.bursar.charges.spi.DeliveredCosts.Origin;
import dev.bursar.files.StoredObject;
import dev.bursar.spend.spi.LinesOfCharges;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/**
 * Looks up lines in the deliveries whose charges are stored. A line belongs to the charge that the format's statement makes of it, so
 * that whoever sees a charge sees its lines and no others. One question at a time in a process, for each may take much disk.
 */
@Service
@Conditional(DeliveryLocations.Named.class)
public class DeliveredLines implements LinesOfCharges {
    private static final long MOST_LINES = 1_000_000;
    private static final long PATIENCE_MILLIS = 200;

    private final LineDeliveries deliveries;
    private final ChargeLines charges;
    private final DeliveryEngine engine;
    private final ImportFolder work;
    private final ReentrantLock turn = new ReentrantLock();

    DeliveredLines(LineDeliveries deliveries, ChargeLines charges, DeliveryEngine engine, ImportFolder work) {
        this.deliveries = deliveries;
        this.charges = charges;
        this.engine = engine;
        this.work = work;
    }

    /** A delivery with its files as they lie there. */
    private record Listed(DeliveryLocation place, Manifest manifest, List<StoredObject> chunks) {
        long bytes() {
            return chunks.stream().mapToLong(StoredObject::size).sum();
        }
    }

    @Override
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public Plan plan(Wanted wanted) {
        CostQuery question = bounded(wanted.question());
        long count = charges.count(question);
        if (count == 0) {
            return new Plan.NoCharges();
        }
        Set<Origin> origins = deliveries.costs().origins(question.from(), question.to());
        if (origins.isEmpty()) {
            return deliveries.costs().origins().isEmpty() ? new Plan.NotRead() : new Plan.NotDelivered(count);
        }
        return refusing("", () -> {
            try (var folder = new PrivateFolder(work.path(), deliveries.most() >> 20)) {
                var files = deliveries.files(folder.path(), there(wanted));
                var listed = new ArrayList<Listed>();
                for (DeliveryLocation place : deliveries.of(origins, there(wanted))) {
                    listed.add(listed(files, place));
                }
                Plan.@Nullable Ready there = there(wanted)
                        ? byEngine(count, files, listed, wanted.columns()).orElse(null)
                        : null;
                return there != null
                        ? there
                        : new Plan.Ready(
                                count,
                                files(listed),
                                listed.stream().mapToLong(Listed::bytes).sum(),
                                remote(listed),
                                null);
            }
        });
    }

    private boolean there(Wanted wanted) {
        return wanted.byEngine() && engine.isChosen();
    }

    private static Listed listed(DeliveryFiles files, DeliveryLocation place) throws IOException {
        Manifest manifest = files.manifest(place);
        return new Listed(place, manifest, files.chunks(place, manifest));
    }

    private static int files(List<Listed> listed) {
        return listed.stream().mapToInt(one -> one.chunks().size()).sum();
    }

    private static boolean remote(List<Listed> listed) {
        return listed.stream().anyMatch(one -> one.place().store().name().startsWith("s3:"));
    }

    /** What it takes there; empty where the engine can't read the files of a delivery. */
    private Optional<Plan.Ready> byEngine(long count, DeliveryFiles files, List<Listed> listed, List<String> columns)
            throws IOException {
        long bytes = 0;
        Optional<BigDecimal> usd = Optional.empty();
        Set<String> names = new LinkedHashSet<>();
        for (Listed one : listed) {
            try (EngineLines lines =
                    engine.lines(source(files, one), ReadListener.NONE).orElse(null)) {
                if (lines == null) {
                    return Optional.empty();
                }
                bytes += lines.bytes(columns);
                BigDecimal before = usd.orElse(BigDecimal.ZERO);
                usd = lines.usd(columns).map(before::add);
                names.addAll(lines.columns());
            }
        }
        return Optional.of(new Plan.Ready(
                count, files(listed), bytes, remote(listed), new Plan.Engine(engine.label(), usd, List.copyOf(names))));
    }

    private LineSource source(DeliveryFiles files, Listed one) {
        return new LineSource(one.place().store(), () -> files.chunks(one.place(), one.manifest()), deliveries.meter());
    }

    @Override
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public Lines of(Wanted wanted, Watch watch) {
        CostQuery question = bounded(wanted.question());
        var charged = new WantedCharges(question);
        charges.each(question, charged::add);
        if (charged.isEmpty()) {
            return new PickedLines(List.of(), charged);
        }
        await(watch);
        try {
            return found(wanted, charged, watch);
        } catch (ReadCancelled e) {
            throw new Cancelled();
        } finally {
            turn.unlock();
        }
    }

    private static CostQuery bounded(CostQuery question) {
        if (ChronoUnit.DAYS.between(question.from(), question.to()) > MOST_DAYS) {
            throw new IllegalArgumentException("Lines are looked up for at most " + MOST_DAYS + " days");
        }
        return question;
    }

    private void await(Watch watch) {
        try {
            while (!turn.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                watch.now(LinesOfCharges.Step.WAITING, 0, 0);
                if (watch.cancelled()) {
                    throw new Cancelled();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    private PickedLines found(Wanted wanted, WantedCharges charged, Watch watch) {
        CostQuery question = wanted.question();
        WantedLines lines = charged.lines();
        var parts = new ArrayList<PickedLines.Part>();
        try {
            for (DeliveryLocation delivery :
                    deliveries.of(deliveries.costs().origins(question.from(), question.to()), there(wanted))) {
                refusing(delivery.period(), () -> found(delivery, wanted, lines, watch))
                        .ifPresent(parts::add);
            }
        } catch (RuntimeException e) {
            parts.forEach(part -> part.lines().close());
            throw e;
        }
        return new PickedLines(parts, charged);
    }

    private Optional<PickedLines.Part> found(DeliveryLocation delivery, Wanted wanted, WantedLines lines, Watch watch)
            throws IOException {
        try (var folder = new PrivateFolder(work.path(), deliveries.most() >> 20)) {
            var files = deliveries.files(folder.path(), there(wanted));
            Listed listed = listed(files, delivery);
            if (there(wanted)) {
                try (EngineLines there =
                        engine.lines(source(files, listed), new Followed(watch)).orElse(null)) {
                    if (there != null) {
                        EngineLines.Picked picked =
                                there.find(lines, wanted.columns(), MOST_LINES, new Followed(watch));
                        return picked.lines().map(found -> new PickedLines.Part(found, picked.names()));
                    }
                }
            }
            return Optional.of(new PickedLines.Part(
                    new ChargeFileReader(work.path(), ReadLimits.USUAL)
                            .find(
                                    new Delivery(
                                            DeliveryFiles.named(listed.chunks(), copies(files, listed, watch)),
                                            listed.manifest()),
                                    lines,
                                    MOST_LINES,
                                    new Followed(watch)),
                    Map.of()));
        } catch (DeliveryReplaced e) {
            throw DeliveryFiles.replaced(delivery, e.object());
        }
    }

    /** The files are copied for as long as lines are looked for in them. */
    private static List<Path> copies(DeliveryFiles files, Listed listed, Watch watch) throws IOException {
        long[] before = LongStream.concat(
                        LongStream.of(0), listed.chunks().stream().mapToLong(StoredObject::size))
                .toArray();
        Arrays.parallelPrefix(before, Long::sum);
        return files.copies(listed.place(), listed.chunks(), (number, bytes) -> {
            if (watch.cancelled() || Thread.currentThread().isInterrupted()) {
                throw new ReadCancelled();
            }
            watch.now(LinesOfCharges.Step.FETCHING, before[number] + bytes, listed.bytes());
        });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** Turns what may be wrong with files, the disk or the engine into a fact for whoever asked. */
    private static <T> T refusing(String period, Reading<T> reading) {
        try {
            return reading.read();
        } catch (ChargeFileRefused e) {
            throw new SourceProblem(Kind.BAD_ANSWER, new OfLines.Rejected(e), e);
        } catch (EngineFailure e) {
            throw EngineProblem.ofLines(e.fact(), period, e);
        } catch (IOException e) {
            throw new SourceProblem(Kind.UNAVAILABLE, new OfLines.NotStored(), e);
        }
    }

    /** Tells whoever follows a look-up what its steps tell. */
    private record Followed(Watch watch) implements EngineLines.Watch {
        @Override
        public boolean cancelled() {
            return watch.cancelled();
        }

        @Override
        public void progress(ReadProgress progress) {
            watch.now(LinesOfCharges.Step.LOOKING, progress.rows(), progress.ofRows());
        }

        @Override
        public void scanned(long bytes) {
            watch.now(LinesOfCharges.Step.SCANNING, bytes, 0);
        }

        @Override
        public void fetched(long bytes, long all) {
            watch.now(LinesOfCharges.Step.FETCHING, bytes, all);
        }
    }
}
