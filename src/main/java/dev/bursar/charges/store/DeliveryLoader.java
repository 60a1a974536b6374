package dev.bursar.charges.store;

import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.OwnerSource;
import dev.bursar.charges.spi.Owners;
import dev.bursar.charges.store.DeliveryRecords.Old;
import dev.bursar.charges.store.DeliveryRecords.SliceAt;
import dev.bursar.charges.store.DeliveryRows.Tally;
import dev.bursar.charges.store.DeliveryRows.Unit;
import dev.bursar.charges.terms.TermDictionary;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores exports' charges. It writes them while they are read, before anybody can see them; then it locks the months and
 * deletes what the delivery replaces.
 */
@Component
class DeliveryLoader implements DeliveredCosts {
    private final BinaryCopy copy;
    private final TermDictionary terms;
    private final Rollups rollups;
    private final SupersededSlices superseded;
    private final DeliveryRecords records;
    private final ChargePartitions partitions;
    private final OwnerSource ownerSource;
    private final ClusterStore clusters;
    private final TransactionTemplate whole;

    DeliveryLoader(
            BinaryCopy copy,
            TermDictionary terms,
            Rollups rollups,
            SupersededSlices superseded,
            DeliveryRecords records,
            ChargePartitions partitions,
            OwnerSource ownerSource,
            ClusterStore clusters,
            TransactionTemplate whole) {
        this.copy = copy;
        this.terms = terms;
        this.rollups = rollups;
        this.superseded = superseded;
        this.records = records;
        this.partitions = partitions;
        this.ownerSource = ownerSource;
        this.clusters = clusters;
        this.whole = whole;
    }

    @Override
    public Set<Origin> origins() {
        return records.origins();
    }

    @Override
    public Set<Origin> origins(LocalDate from, LocalDate to) {
        return records.origins(from, to);
    }

    @Override
    public void adopt(Delivered delivered) {
        records.adopt(delivered);
    }

    @Override
    public boolean has(byte[] fingerprint) {
        return records.has(fingerprint);
    }

    @Override
    public List<Held> held() {
        return records.held();
    }

    @Override
    public Stored replace(Delivered delivered, Feed feed) throws IOException {
        try {
            Stored stored = whole.execute(status -> {
                try {
                    return replaced(delivered, feed);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            List<LocalDate> days = Objects.requireNonNull(stored).parts().stream()
                    .flatMap(part -> part.from().datesUntil(part.to()))
                    .toList();
            partitions.compact(days);
            partitions.summarize(days);
            return stored;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Stored replaced(Delivered delivered, Feed feed) throws IOException {
        Owners owners = ownerSource.current();
        try (var rows = new DeliveryRows(
                terms,
                copy,
                unit -> records.number(unit, delivered),
                partitions::of,
                owners,
                ownerSource.teamKeys(),
                clusters.current())) {
            String format = feed.into(rows);
            rows.finish();
            return stored(delivered, feed, owners, format, rows);
        }
    }

    private Stored stored(Delivered delivered, Feed feed, Owners owners, String format, DeliveryRows rows) {
        Set<LocalDate> days = new TreeSet<>();
        rows.slices().keySet().forEach(slice -> days.add(slice.day()));
        List<Integer> replaced = records.replaced(rows.tallies().keySet(), delivered);
        if (rows.tallies().isEmpty() && replaced.isEmpty()) {
            var nothing = new Stored(format, List.of());
            feed.written(nothing);
            return nothing;
        }
        days.addAll(records.daysOf(replaced));
        Set<LocalDate> billingMonths = new TreeSet<>();
        rows.tallies().keySet().forEach(unit -> billingMonths.add(unit.period().atDay(1)));
        if (delivered.billingPeriod() != null) {
            billingMonths.add(delivered.billingPeriod().atDay(1));
        }
        var locked = new TreeSet<>(billingMonths);
        locked.addAll(days);
        rollups.lock(locked);

        Map<SliceAt, Old> old = records.old(replaced);
        records.delete(replaced, days);
        records.remember(delivered, format, rows);
        records.slices(rows, old, delivered.source());
        days.addAll(superseded.arrange(billingMonths));
        rollups.recompute(days, records.ofOwnDays(days, rows));
        ownerSource.stored(owners);
        records.name(rows.tallies());
        ownerSource.found(rows.tagValues());
        var stored = new Stored(
                format,
                rows.tallies().entrySet().stream()
                        .map(entry -> part(entry.getKey(), entry.getValue()))
                        .toList());
        records.journal(delivered, stored);
        feed.written(stored);
        return stored;
    }

    private static Part part(Unit unit, Tally part) {
        return new Part(
                unit.provider(),
                unit.billingAccount(),
                unit.period(),
                part.accounts.size(),
                part.first,
                part.last.plusDays(1),
                part.lines,
                part.charges,
                part.sums,
                part.split());
    }
}
