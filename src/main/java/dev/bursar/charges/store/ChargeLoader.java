package dev.bursar.charges.store;

import dev.bursar.charges.RecordType;
import dev.bursar.charges.spi.Owners;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SliceStore.Loaded;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.charges.store.PreparedDay.Numbers;
import dev.bursar.charges.store.PreparedDay.PreparedSlice;
import dev.bursar.charges.store.PreparedDay.Stored;
import dev.bursar.charges.terms.TermDictionary;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Replaces whole slices of Cost Explorer's and keeps the rollups equal to the charges, in the caller's transaction. Where an
 * export holds an account's costs, its slices are kept aside.
 */
@Component
public class ChargeLoader {
    private static final String COLUMNS = " (" + ChargeRow.COLUMNS + ")";

    private final JdbcClient jdbc;
    private final BinaryCopy copy;
    private final TermDictionary terms;
    private final Rollups rollups;
    private final DeliveredPeriods exported;
    private final Clock clock;

    ChargeLoader(
            JdbcClient jdbc,
            BinaryCopy copy,
            TermDictionary terms,
            Rollups rollups,
            DeliveredPeriods exported,
            Clock clock) {
        this.jdbc = jdbc;
        this.copy = copy;
        this.terms = terms;
        this.rollups = rollups;
        this.exported = exported;
        this.clock = clock;
    }

    /**
     * Replaces the slices whose content differs from what is stored; the others are left untouched.
     *
     * @param rules asked once nobody else can write the slices' months: rules that change later find these charges stored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Loaded replace(List<Slice> slices, String source, long run, Supplier<Owners> rules) {
        Map<LocalDate, List<Slice>> byDay =
                slices.stream().collect(Collectors.groupingBy(Slice::day, TreeMap::new, Collectors.toList()));
        if (byDay.isEmpty()) {
            return new Loaded(0, 0);
        }
        rollups.lock(byDay.keySet());
        Owners owners = rules.get();
        Map<LocalDate, Map<String, Stored>> stored = stored(byDay.keySet());
        DeliveredPeriods.Held held = exported.of(byDay.keySet());
        Numbers numbers = numbers(slices);
        // days are prepared in the background while those before them are copied
        List<CompletableFuture<PreparedDay>> preparing = byDay.entrySet().stream()
                .map(day -> CompletableFuture.supplyAsync(() -> new PreparedDay(
                        day.getKey(),
                        day.getValue(),
                        stored.getOrDefault(day.getKey(), Map.of()),
                        held.on(day.getKey()),
                        numbers,
                        owners)))
                .toList();
        var partitions = new HashMap<LocalDate, String>();
        var changed = new ArrayList<PreparedDay>();
        long charges = 0;
        int aside = 0;
        for (CompletableFuture<PreparedDay> some : preparing) {
            PreparedDay day = prepared(some);
            settle(day);
            charges += setAside(day, source, run);
            aside += day.aside().size();
            if (!day.changed().isEmpty()) {
                String partition = partitions.computeIfAbsent(day.month(), this::partition);
                delete(day, partition);
                charges += copy.into(partition + COLUMNS, day.changed().stream().map(PreparedSlice::rows));
                changed.add(day);
            }
        }
        if (!changed.isEmpty()) {
            DayArrivals.changed(
                    jdbc,
                    changed.stream().map(PreparedDay::day).toList(),
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
            remember(changed.stream().flatMap(day -> day.changed().stream()), "charge_slice", source, run);
            rollups.replace(changed);
        }
        return new Loaded(
                aside + changed.stream().mapToInt(day -> day.changed().size()).sum(), charges);
    }

    private static PreparedDay prepared(CompletableFuture<PreparedDay> day) {
        try {
            return day.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private String partition(LocalDate month) {
        return jdbc.sql("select ensure_charge_partition(:month)")
                .param("month", month)
                .query(String.class)
                .single();
    }

    /** What is stored for each account of each day. */
    private Map<LocalDate, Map<String, Stored>> stored(Set<LocalDate> days) {
        var found = new HashMap<LocalDate, Map<String, Stored>>();
        jdbc.sql("""
                        select s.charge_day, t.value account, s.content_hash, s.finality
                          from cost_explorer_slice s join term t on t.id = s.account_id
                         where s.charge_day = any(:days)
                        """)
                .param("days", DayArray.of(days))
                .query((row, number) -> found.computeIfAbsent(
                                row.getObject("charge_day", LocalDate.class), day -> new HashMap<>())
                        .put(
                                row.getString("account"),
                                new Stored(row.getBytes("content_hash"), row.getString("finality"))))
                .list();
        return found;
    }

    private Numbers numbers(List<Slice> slices) {
        Set<String> accounts = new HashSet<>();
        Set<String> services = new HashSet<>();
        Set<String> recordTypes = new HashSet<>(Set.of(RecordType.NEGATION));
        Set<String> tagValues = new HashSet<>(Set.of(""));
        for (Slice slice : slices) {
            accounts.add(slice.account());
            for (SourceCharge charge : slice.charges()) {
                services.add(charge.service());
                recordTypes.add(charge.recordType());
                tagValues.add(charge.tagValue());
            }
        }
        return new Numbers(
                terms.ids(TermDictionary.Kind.ACCOUNT, accounts),
                terms.ids(TermDictionary.Kind.SERVICE, services),
                terms.ids(TermDictionary.Kind.RECORD_TYPE, recordTypes),
                terms.ids(TermDictionary.Kind.TAG_VALUE, tagValues));
    }

    /** Marks estimated slices as settled whose content is the same; their charges, source and run stay. */
    private void settle(PreparedDay day) {
        if (day.settled().isEmpty()) {
            return;
        }
        for (String table : List.of("charge_slice", "superseded_slice")) {
            jdbc.sql("update " + table + """
                             set finality = 'settled'
                             where charge_day = :day and account_id = any(:accounts) and finality = 'estimated'
                               and export_id = 0
                            """)
                    .param("day", day.day())
                    .param("accounts", day.settled().toArray(Integer[]::new))
                    .update();
        }
    }

    private void delete(PreparedDay day, String partition) {
        delete(day.day(), day.changed(), day.complete(), partition, "charge_slice");
    }

    private long setAside(PreparedDay day, String source, long run) {
        if (day.aside().isEmpty()) {
            return 0;
        }
        delete(day.day(), day.aside(), false, "superseded_charge", "superseded_slice");
        remember(day.aside().stream(), "superseded_slice", source, run);
        return copy.into("superseded_charge" + COLUMNS, day.aside().stream().map(PreparedSlice::rows));
    }

    private void delete(LocalDate day, List<PreparedSlice> slices, boolean all, String... tables) {
        Integer[] accounts = slices.stream()
                .filter(PreparedSlice::replaces)
                .map(PreparedSlice::account)
                .toArray(Integer[]::new);
        if (accounts.length == 0) {
            return;
        }
        for (String table : tables) {
            jdbc.sql("delete from " + table + " where charge_day = :day and export_id = 0"
                            + (all ? "" : " and account_id = any(:accounts)"))
                    .param("day", day)
                    .param("accounts", accounts)
                    .update();
        }
    }

    private void remember(Stream<PreparedSlice> slices, String table, String source, long run) {
        var rows = new SliceRows(source, run, clock.instant());
        slices.filter(slice -> slice.rows().count() > 0)
                .forEach(slice -> rows.add(
                        slice.day(),
                        slice.account(),
                        slice.finality(),
                        slice.hash(),
                        slice.rows().count(),
                        SliceRows.NO_DELIVERY));
        rows.copy(copy, table);
    }
}
