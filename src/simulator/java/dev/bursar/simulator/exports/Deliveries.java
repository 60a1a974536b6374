package dev.bursar.simulator.exports;

import dev.bursar.simulator.clusters.SplitAllocation;
import dev.bursar.simulator.exports.Export.ExportTable;
import dev.bursar.simulator.organisation.MonthState;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The objects of all exports, made when they are asked for and again, with the same bytes, when they were not kept. */
final class Deliveries implements Bucket {
    private volatile int rowsPerFile = 10_000;
    private static final long MOST_BYTES_KEPT = 64L << 20;
    /** Some 50 MB. */
    private static final long MOST_LINES_KEPT = 100_000;

    private final Organisation organisation;
    private final Predicate<YearMonth> held;
    private final Map<Export, ExportTable<?>> tables;
    private final Map<Export, ExportTable<?>> splitTables;
    private @Nullable SplitOption split;
    private final Map<Place, Delivery> deliveries = new HashMap<>();
    private final Map<String, Content> kept = new LinkedHashMap<>();
    /** The months that were cut last. */
    private final Map<MonthState, List<ExportLine>> cut = new LinkedHashMap<>();

    /** The days that have split cost allocation, end exclusive, and whether by the hour. */
    private record SplitOption(LocalDate from, LocalDate to, boolean hourly) {
        boolean touches(YearMonth month) {
            return from.isBefore(month.plusMonths(1).atDay(1)) && to.isAfter(month.atDay(1));
        }

        boolean holds(ExportLine line) {
            var day = LocalDate.ofInstant(line.start(), ZoneOffset.UTC);
            return !day.isBefore(from) && day.isBefore(to);
        }

        List<ExportLine> added(List<ExportLine> lines) {
            var all = new ArrayList<>(lines);
            all.addAll(SplitAllocation.of(lines.stream().filter(this::holds).toList(), hourly));
            return all;
        }
    }

    private record Place(Export export, YearMonth month) {}

    /** The delivery of a month, which another one replaces when the month's lines change. */
    private record Delivery(Place place, MonthState state, int chunks, Map<String, Facts> known) {
        String manifest() {
            return place.export().manifestKey(place.month());
        }

        Stream<String> keys() {
            var data = IntStream.rangeClosed(1, chunks).mapToObj(this::data);
            return Stream.concat(data, Stream.of(manifest()));
        }

        String data(int chunk) {
            return place.export().dataKey(place.month(), chunk);
        }
    }

    /** @param held which months are not delivered yet */
    Deliveries(Organisation organisation, Predicate<YearMonth> held) {
        this.organisation = organisation;
        this.held = held;
        this.tables = Export.tables(organisation, false);
        this.splitTables = Export.tables(organisation, true);
    }

    /**
     * Has the Cost and Usage Reports tell split cost allocation of some days (end exclusive); months without such a day don't have the
     * columns. What was delivered is delivered anew.
     */
    synchronized void split(LocalDate from, LocalDate to, boolean hourly) {
        split = new SplitOption(from, to, hourly);
        deliveries.clear();
        kept.clear();
    }

    /** The option where an export's month has it. */
    private Optional<SplitOption> split(Place place) {
        return Optional.ofNullable(split).filter(option -> place.export().isCur() && option.touches(place.month()));
    }

    /** Sets how many lines a file of exports has; it has to be set before one is delivered. */
    void rowsPerFile(int rows) {
        rowsPerFile = rows;
    }

    @Override
    public String name() {
        return Export.BUCKET;
    }

    @Override
    public synchronized List<String> keys(String prefix) {
        var keys = new TreeSet<String>();
        for (var month : months()) {
            for (var export : Export.values()) {
                if (alike(export.manifestKey(month), prefix) || alike(export.dataFolder(month), prefix)) {
                    delivery(new Place(export, month))
                            .keys()
                            .filter(key -> key.startsWith(prefix))
                            .forEach(keys::add);
                }
            }
        }
        return List.copyOf(keys);
    }

    @Override
    public synchronized @Nullable Facts facts(String key) {
        var delivery = delivery(key);
        if (delivery == null) {
            return null;
        }
        var known = delivery.known().get(key);
        return known == null ? content(delivery, key).facts() : known;
    }

    @Override
    public synchronized @Nullable Content content(String key) {
        var delivery = delivery(key);
        return delivery == null ? null : content(delivery, key);
    }

    private List<YearMonth> months() {
        return organisation.months().stream().filter(held.negate()).toList();
    }

    private static boolean alike(String text, String prefix) {
        return text.startsWith(prefix) || prefix.startsWith(text);
    }

    private @Nullable Delivery delivery(String key) {
        for (var export : Export.values()) {
            if (key.startsWith(export.prefix())) {
                for (var month : months()) {
                    if (key.equals(export.manifestKey(month)) || key.startsWith(export.dataFolder(month))) {
                        var delivery = delivery(new Place(export, month));
                        return delivery.keys().anyMatch(key::equals) ? delivery : null;
                    }
                }
            }
        }
        return null;
    }

    private Delivery delivery(Place place) {
        var state = organisation.state(place.month());
        var delivery = deliveries.get(place);
        if (delivery == null || !delivery.state().equals(state)) {
            var chunks = table(place).chunks(lines(place, state), rowsPerFile);
            delivery = new Delivery(place, state, chunks, new HashMap<>());
            deliveries.put(place, delivery);
            delivery.keys().forEach(kept::remove);
        }
        return delivery;
    }

    private ExportTable<?> table(Place place) {
        var table = (split(place).isPresent() ? splitTables : tables).get(place.export());
        if (table == null) {
            throw new IllegalStateException("No table for " + place.export());
        }
        return table;
    }

    private List<ExportLine> lines(Place place, MonthState state) {
        return split(place).map(option -> option.added(lines(state))).orElseGet(() -> lines(state));
    }

    private List<ExportLine> lines(MonthState state) {
        var known = cut.remove(state);
        var month = state.month();
        var lines = known != null
                ? known
                : organisation.parts(
                        organisation.lines(month.atDay(1), month.plusMonths(1).atDay(1)));
        cut.put(state, lines);
        var kept = cut.values().stream().mapToLong(List::size).sum();
        for (var oldest = cut.values().iterator(); kept > MOST_LINES_KEPT && cut.size() > 1; oldest.remove()) {
            kept -= oldest.next().size();
        }
        return lines;
    }

    private Content content(Delivery delivery, String key) {
        var content = kept.remove(key);
        if (content == null) {
            var bytes = bytes(delivery, key);
            // the manifest comes last
            var modified = delivery.state().since().plusSeconds(key.equals(delivery.manifest()) ? 1 : 0);
            content = Content.of(key, bytes, modified);
            delivery.known().put(key, content.facts());
        }
        kept.put(key, content);
        var size = kept.values().stream().mapToLong(each -> each.bytes().length).sum();
        for (var oldest : new ArrayList<>(kept.values())) {
            if (size > MOST_BYTES_KEPT && oldest != content) {
                kept.remove(oldest.facts().key());
                size -= oldest.bytes().length;
            }
        }
        return content;
    }

    private byte[] bytes(Delivery delivery, String key) {
        var place = delivery.place();
        var table = table(place);
        if (key.equals(delivery.manifest())) {
            var what = delivery.state().toString()
                    + split(place).map(SplitOption::toString).orElse("");
            var data = delivery.keys().filter(each -> !each.equals(key)).toList();
            return place.export()
                    .manifest(delivery.state(), what, table.columns(), data)
                    .getBytes(StandardCharsets.UTF_8);
        }
        var chunk = IntStream.rangeClosed(1, delivery.chunks())
                .filter(number -> delivery.data(number).equals(key))
                .findFirst()
                .orElseThrow();
        return table.write(lines(place, delivery.state()), chunk, rowsPerFile, place.export().csv);
    }
}
