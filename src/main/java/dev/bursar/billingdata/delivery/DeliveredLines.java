package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ImportFolder;
import dev.bursar.billingdata.ImportReport;
import dev.bursar.billingdata.delivery.ImportedDeliveries.Key;
import dev.bursar.billingdata.delivery.ImportedDeliveries.Known;
import dev.bursar.billingdata.read.ChargeFileReader;
import dev.bursar.billingdata.read.FoundLines;
import dev.bursar.billingdata.read.Manifest;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.WantedLines;
import dev.bursar.charges.ChargeLine;
import dev.bursar.charges.ChargeLines;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.DeliveredCosts.Origin;
import dev.bursar.files.ObjectCache;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.StoredObject;
import dev.bursar.spend.spi.LinesOfCharges;
import dev.bursar.sync.ManualRequests;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks up lines in the deliveries whose charges are stored. A line belongs to the charge that the format's statement makes of it, so
 * that whoever sees a charge sees its lines and no others. One question at a time in a process, for each may take much disk.
 */
@Service
@Conditional(DeliveryLocations.Named.class)
public class DeliveredLines implements LinesOfCharges {
    private static final int MOST_CHARGES = 500_000;
    private static final long MOST_LINES = 1_000_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DeliveryLocations places;
    private final ImportedDeliveries taken;
    private final DeliveredCosts costs;
    private final ChargeLines charges;
    private final ImportFolder work;
    private final ManualRequests requests;
    private final Clock clock;
    private final long most;
    private final ReentrantLock turn = new ReentrantLock();

    DeliveredLines(
            DeliveryLocations places,
            ImportedDeliveries taken,
            DeliveredCosts costs,
            ChargeLines charges,
            ImportFolder work,
            ManualRequests requests,
            Clock clock,
            Environment environment) {
        this.places = places;
        this.taken = taken;
        this.costs = costs;
        this.charges = charges;
        this.work = work;
        this.requests = requests;
        this.clock = clock;
        most = DeliverySettings.of(environment).megabytes() << 20;
    }

    /** What all lines of a charge agree in. */
    private record ChargeKey(
            LocalDate day,
            String account,
            String service,
            String region,
            String usageType,
            String recordType,
            String pricingCategory,
            String commitment,
            String resource,
            Map<String, String> tags) {
        static ChargeKey of(ChargeLine charge) {
            return new ChargeKey(
                    charge.day(),
                    charge.account(),
                    charge.service(),
                    charge.region(),
                    charge.usageType(),
                    charge.recordType(),
                    charge.pricingCategory(),
                    charge.commitment(),
                    charge.resource(),
                    charge.tags().isEmpty()
                            ? Map.of()
                            : JSON.readValue(charge.tags(), new TypeReference<TreeMap<String, String>>() {}));
        }

        static ChargeKey of(DeliveredCharge line, String resource) {
            return new ChargeKey(
                    line.day(),
                    line.account(),
                    line.storedService(),
                    line.region(),
                    line.usageType(),
                    line.storedRecordType(),
                    line.pricingCategory(),
                    line.commitment(),
                    resource,
                    line.tags());
        }
    }

    @Override
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public Lines of(CostQuery question) throws IOException {
        if (ChronoUnit.DAYS.between(question.from(), question.to()) > MOST_DAYS) {
            throw new IllegalArgumentException("Lines are looked up for at most " + MOST_DAYS + " days");
        }
        Set<ChargeKey> wanted = new HashSet<>();
        charges.each(question, charge -> {
            wanted.add(ChargeKey.of(charge));
            if (wanted.size() > MOST_CHARGES) {
                throw tooMany(String.format(Locale.ROOT, "There are more than %,d charges.", MOST_CHARGES));
            }
        });
        turn.lock();
        try {
            return found(question, wanted);
        } finally {
            turn.unlock();
        }
    }

    private Lines found(CostQuery question, Set<ChargeKey> wanted) throws IOException {
        Set<ChargeKey> seen = new HashSet<>();
        var lines = new WantedLines(
                question.from(),
                question.to(),
                wanted.stream().map(ChargeKey::account).collect(Collectors.toSet()),
                (line, resource) -> {
                    var key = ChargeKey.of(line, resource);
                    boolean found = wanted.contains(key);
                    if (found) {
                        seen.add(key);
                    }
                    return found;
                });
        var parts = new ArrayList<FoundLines>();
        try {
            for (DeliveryLocation delivery : deliveries(costs.origins(question.from(), question.to()))) {
                parts.add(found(delivery, lines));
            }
        } catch (IOException | RuntimeException e) {
            parts.forEach(FoundLines::close);
            throw e;
        }
        return new Found(parts, wanted.size(), wanted.size() - seen.size());
    }

    /** The files of a delivery are copied for as long as its lines are looked for. */
    private FoundLines found(DeliveryLocation delivery, WantedLines wanted) throws IOException {
        RequestMeter meter = requests.meter();
        try (var folder = new PrivateFolder(work.path(), most >> 20)) {
            var files = new DeliveryFiles(new ObjectCache(folder.path().resolve("copies"), most), meter, clock, false);
            Manifest manifest = files.manifest(delivery);
            List<StoredObject> chunks = files.chunks(delivery, manifest);
            var copies = files.copies(delivery, chunks, (number, bytes) -> {});
            return new ChargeFileReader(work.path(), ReadLimits.USUAL)
                    .find(
                            new Delivery(DeliveryFiles.named(chunks, copies), manifest),
                            wanted,
                            MOST_LINES,
                            ReadListener.NONE);
        } catch (ChargeFileRefused e) {
            throw new SourceProblem(Kind.BAD_ANSWER, ImportReport.found(e), e.whatToDo(), e);
        }
    }

    /** The deliveries as they lie there, if they are those whose charges are stored. */
    private List<DeliveryLocation> deliveries(Set<Origin> origins) {
        RequestMeter meter = requests.meter();
        Map<Key, Known> known = taken.all();
        var found = new ArrayList<DeliveryLocation>();
        for (ObjectPlace place : places.places()) {
            if (origins.stream().anyMatch(origin -> origin.export().startsWith(place.name()))) {
                ManifestSearch.of(place, meter, false).stream()
                        .filter(one -> origins.stream().anyMatch(origin -> isOf(origin, one)))
                        .filter(one ->
                                found.stream().noneMatch(other -> Key.of(other).equals(Key.of(one))))
                        .forEach(found::add);
            }
        }
        for (DeliveryLocation one : found) {
            Known last = known.get(Key.of(one));
            if (last == null || !last.tag().equals(one.manifest().tag())) {
                throw new SourceProblem(
                        Kind.UNAVAILABLE,
                        "AWS has delivered %s again since its charges were read.".formatted(one.period()),
                        "Export the lines again after Bursar has read the new delivery, in four hours at the latest.",
                        null);
            }
        }
        origins.stream()
                .filter(origin -> found.stream().noneMatch(one -> isOf(origin, one)))
                .findFirst()
                .ifPresent(origin -> {
                    throw new SourceProblem(
                            Kind.UNAVAILABLE,
                            "The delivery of %s is no longer in %s.".formatted(origin.billingPeriod(), origin.export()),
                            "Ask an admin whether the bucket deletes old deliveries.",
                            null);
                });
        return found;
    }

    private static boolean isOf(Origin origin, DeliveryLocation one) {
        return origin.export().equals(one.export()) && origin.billingPeriod().equals(one.month());
    }

    private static SourceProblem tooMany(String what) {
        return new SourceProblem(
                Kind.BAD_QUESTION, what, "Choose fewer days, or filter by account, service or resource.", null);
    }

    private record Found(List<FoundLines> parts, long charges, long without) implements Lines {
        @Override
        public List<String> columns() {
            Set<String> all = new LinkedHashSet<>();
            parts.forEach(part -> all.addAll(part.columns()));
            return List.copyOf(all);
        }

        @Override
        public long lines() {
            return parts.stream().mapToLong(FoundLines::lines).sum();
        }

        @Override
        public void each(Sink sink) throws IOException {
            for (FoundLines part : parts) {
                part.each(sink::line);
            }
        }

        @Override
        public void close() {
            parts.forEach(FoundLines::close);
        }
    }
}
