package dev.bursar.billingdata.reduction;

import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.engine.DeliveryReplaced;
import dev.bursar.billingdata.engine.EngineReading;
import dev.bursar.billingdata.engine.EngineWork;
import dev.bursar.billingdata.engine.GroupBounds;
import dev.bursar.billingdata.engine.KeptResults;
import dev.bursar.billingdata.engine.LineSource;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeFileReader;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.Delivery;
import dev.bursar.billingdata.read.PrivateFolder;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.reduction.EngineTest.Outcome;
import dev.bursar.billingdata.reduction.EngineTest.Sample;
import dev.bursar.billingdata.reduction.EngineTest.Took;
import dev.bursar.billingdata.reduction.SetUpEngines.SetUp;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.run.ManualRequests;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads files of the newest delivery to try an engine; nothing of it is stored. */
@Component
class EngineTrial {
    static final long MOST_BYTES = 200L << 20;

    private static final int MOST_FILES = 20;
    private static final int MOST_ENDS = 200;

    private final ObjectProvider<DeliverySamples> samples;
    private final ImportFolder work;
    private final ManualRequests requests;
    private final KeptResults noted;
    private final Clock clock;

    EngineTrial(
            ObjectProvider<DeliverySamples> samples,
            ImportFolder work,
            ManualRequests requests,
            KeptResults noted,
            Clock clock) {
        this.samples = samples;
        this.work = work;
        this.requests = requests;
        this.noted = noted;
        this.clock = clock;
    }

    private DeliverySamples.Found newest(RequestMeter meter) throws IOException {
        DeliverySamples there = samples.getIfAvailable();
        if (there != null) {
            try (var folder = folder()) {
                Optional<DeliverySamples.Found> found = there.newest(meter, folder.path());
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new Untestable(EngineTrouble.Reason.NO_DELIVERY);
    }

    private PrivateFolder folder() throws IOException {
        return new PrivateFolder(work.path(), ReadLimits.USUAL.diskMegabytes());
    }

    private EngineReading open(SetUp setUp, DeliverySamples.Found found, List<StoredObject> files, RequestMeter meter)
            throws IOException {
        Set<String> keys = files.stream().map(StoredObject::key).collect(Collectors.toSet());
        return EngineReading.open(
                        new EngineWork(
                                setUp.engine(),
                                setUp.results(),
                                anew(),
                                GroupBounds.of(setUp.engine().name()),
                                0,
                                progress -> {}),
                        new LineSource(
                                found.store(),
                                () -> found.again().get().stream()
                                        .filter(file -> keys.contains(file.key()))
                                        .toList(),
                                meter),
                        work.path(),
                        ReadLimits.USUAL,
                        Set.of(),
                        ReadListener.NONE)
                .orElseThrow(() -> new Untestable(EngineTrouble.Reason.UNSUITABLE));
    }

    /** Each trial asks again, whatever was given before; what the engine writes is noted, so that a later run removes it. */
    private KeptResults anew() {
        int number = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        return new KeptResults() {
            @Override
            public Kept of(Key key) {
                return new Kept(number, null);
            }

            @Override
            public void writing(String delivery, String folder, List<String> tables) {
                noted.writing(delivery, folder, tables);
            }
        };
    }

    /** What the newest delivery takes, as the ends of its files say. */
    DeliverySize sized(ReductionPlace place, SetUp setUp) throws IOException {
        RequestMeter meter = requests.meter();
        DeliverySamples.Found found = newest(meter);
        List<StoredObject> read = spread(found.files());
        long all = bytes(found.files());
        long part = Math.max(1, bytes(read));
        try (EngineReading reading = open(setUp, found, read, meter)) {
            return new DeliverySize(
                    place,
                    found.period(),
                    found.files().size(),
                    read.size(),
                    scaled(reading.rows(), all, part),
                    scaled(reading.bytes(), all, part),
                    clock.instant());
        }
    }

    /** Files from the first to the last in equal steps, where there are many. */
    private static List<StoredObject> spread(List<StoredObject> files) {
        if (files.size() <= MOST_ENDS) {
            return files;
        }
        var some = new ArrayList<StoredObject>();
        for (int i = 0; i < MOST_ENDS; i++) {
            some.add(files.get((int) ((long) i * files.size() / MOST_ENDS)));
        }
        return some;
    }

    private static long bytes(List<StoredObject> files) {
        return files.stream().mapToLong(StoredObject::size).sum();
    }

    private static long scaled(long amount, long all, long part) {
        return BigDecimal.valueOf(amount)
                .multiply(BigDecimal.valueOf(all))
                .divide(BigDecimal.valueOf(part), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /** Reduces some files of the newest delivery by the engine and here. */
    EngineTest compared(ReductionPlace place, SetUp setUp, String by) throws IOException {
        RequestMeter meter = requests.meter();
        DeliverySamples.Found found = newest(meter);
        List<StoredObject> files = smallest(found.files());
        try (EngineReading there = open(setUp, found, files, meter);
                var folder = folder()) {
            if (there.bytes() > MOST_BYTES) {
                throw new Untestable(EngineTrouble.Reason.TOO_LARGE);
            }
            Delivery copies = copies(found, files, folder, meter);
            var comparison = new Comparison();
            Instant begun = clock.instant();
            ChargeFileSummary read = here(copies, comparison);
            Instant middle = clock.instant();
            there.reduce(comparison::there);
            Instant end = clock.instant();
            if (comparison.differs()) {
                here(copies, comparison.again());
            }
            EngineTest.Difference difference = comparison.difference().orElse(null);
            return new EngineTest(
                    place,
                    setUp.engine().reached(),
                    end,
                    by,
                    difference == null ? Outcome.EQUAL : Outcome.DIFFERENT,
                    new Sample(found.period(), files.size(), read.rows(), read.charges()),
                    new Took(
                            there.scanned(),
                            Duration.between(begun, middle).toMillis(),
                            Duration.between(middle, end).toMillis()),
                    difference,
                    null);
        }
    }

    /** The smallest files, in the order of the delivery's. */
    private static List<StoredObject> smallest(List<StoredObject> files) {
        var some = new ArrayList<StoredObject>();
        long sum = 0;
        for (StoredObject file : files.stream()
                .sorted(Comparator.comparingLong(StoredObject::size).thenComparing(StoredObject::key))
                .limit(MOST_FILES)
                .toList()) {
            sum += file.size();
            if (!some.isEmpty() && sum > MOST_BYTES) {
                break;
            }
            some.add(file);
        }
        return files.stream().filter(some::contains).toList();
    }

    private static Delivery copies(
            DeliverySamples.Found found, List<StoredObject> files, PrivateFolder folder, RequestMeter meter)
            throws IOException {
        var copies = new ArrayList<ChargeFile>();
        for (StoredObject file : files) {
            var copy = folder.path().resolve("copy-%06d".formatted(copies.size()));
            if (!found.store().copy(file, copy, meter, bytes -> {})) {
                throw new DeliveryReplaced(file);
            }
            copies.add(new ChargeFile(file.key().substring(file.key().lastIndexOf('/') + 1), copy));
        }
        return Delivery.of(copies);
    }

    private ChargeFileSummary here(Delivery files, Comparison comparison) throws IOException {
        return new ChargeFileReader(work.path(), ReadLimits.USUAL)
                .read(files, Set.of(), comparison::here, ReadListener.NONE);
    }
}
