package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.ReadProgress.Step;
import dev.bursar.billingdata.read.value.LineItemType;
import dev.bursar.billingdata.read.value.NumberText;
import dev.bursar.billingdata.read.value.TextCache;
import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;
import java.sql.SQLException;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Runs a format's statement, hands its charges over and proves that they are all of the lines. */
final class ChargeReader {
    /** Separates names in one text: reading a text costs more than all else, and these come again and again. */
    private static final String SEPARATOR = "\u001f";

    static final List<String> NAMES = List.of(
            "provider",
            "billing_account",
            "account",
            "service",
            "region",
            "usage_type",
            "record_type",
            "charge_category",
            "charge_class",
            "pricing_category",
            "commitment",
            "currency",
            "consumed_unit",
            "caller",
            "node");

    static final List<String> SUMS = List.of(
            "billed_cost",
            "effective_cost",
            "list_cost",
            "contracted_cost",
            "unblended_cost",
            "net_unblended_cost",
            "amortized_cost",
            "net_amortized_cost",
            "consumed_quantity",
            "split_cost",
            "unused_cost",
            "split_usage",
            "spare_usage");

    private static final String KEYS = "charge_day, billing_period, resource, tags, ";

    private static final int DAY = 0;
    private static final int PERIOD = 1;
    private static final int NAMED = 2;
    private static final int PLACE = 3;
    private static final int RESOURCE = 4;
    private static final int TAGS = 5;
    private static final int LINES = 6;
    private static final int FIRST_SUM = 7;
    private static final int QUANTITY = 8;
    private static final String NO_NODE = "-";
    private static final int MOST_OF_A_KIND = 10_000;

    private final DuckDbEngine engine;
    private final Lines lines;
    private final ChargeSink sink;
    private final ReadReporter watch;
    private final TagText tagText;
    private final TextCache<List<String>> names = new TextCache<>();
    private final Set<String> checkedTypes = new TreeSet<>();
    private final SortedSet<YearMonth> periods = new TreeSet<>();
    private final SortedSet<String> providers = new TreeSet<>();
    private final SortedSet<String> tagKeys = new TreeSet<>();
    private final SortedMap<String, BigDecimal[]> sums = new TreeMap<>();
    private @Nullable List<String> lastNames;
    private Map<String, String> lastTags = Map.of();
    private long charges;
    /** Rows of split cost allocation that are no charges. */
    private long splits;

    private long rows;

    ChargeReader(DuckDbEngine engine, Lines lines, Set<String> wantedTags, ChargeSink sink, ReadReporter watch) {
        this.engine = engine;
        this.lines = lines;
        this.sink = sink;
        this.watch = watch;
        tagText = new TagText(lines.format(), wantedTags, lines.listedTags());
    }

    ChargeFileSummary handOver(int files) throws SQLException {
        handOverUnproved(files);
        prove();
        watch.reportNow(Step.HANDING_OVER, files, lines.rows(), lines.rows());
        return new ChargeFileSummary(
                lines.format(),
                rows,
                charges,
                periods,
                providers,
                new TreeSet<>(sums.keySet()),
                tagKeys,
                plainTotals());
    }

    /** Hands over what the view has, be it all lines or some. */
    void handOverUnproved(int files) throws SQLException {
        if (lines.view() != null) {
            engine.run("create macro tag_text(t) as " + lines.tagText());
            engine.run("create view lines as " + lines.view());
        }
        try {
            engine.query(statement(files), Step.REDUCING, files, lines.rows(), chunk -> {
                for (long row = 0; row < chunk.rowCount(); row++) {
                    charge(chunk, row);
                }
                watch.handedOver(charges);
                watch.report(Step.HANDING_OVER, files, rows, lines.rows());
            });
        } catch (ColumnsMissing e) {
            throw missing();
        }
    }

    /** The format's charges in order, numbered, their names as one text and only where they aren't those of the charge before. */
    private String statement(int files) throws SQLException {
        String sums = sums("")
                + (lines.fineView() == null ? "" : ", " + sums("fine_"))
                + (both() ? ", " + sums("reduced_") : "");
        String charges = "select charge_day, billing_period, concat_ws(chr(31), " + String.join(", ", NAMES)
                + ", service_name) as names, resource, tags, line_count, " + sums + " from (" + charges(files)
                + ") order by charge_day, account, node = '', names, billing_period, resource, tags";
        return "select charge_day, billing_period, case when names is distinct from lag(names) over () then names end"
                + " as names, row_number() over () as place, resource, tags,"
                + " line_count, " + sums + " from (" + charges + ")";
    }

    private static String sums(String prefix) {
        return SUMS.stream().map(sum -> prefix + sum).collect(Collectors.joining(", "));
    }

    /** Whether some lines have been reduced elsewhere and some are here. */
    private boolean both() {
        return lines.reduced() != null && lines.view() != null;
    }

    /**
     * The charges of the lines here and of those that were reduced elsewhere. The sums of a charge that is in both are added in
     * Java: their types may not hold both.
     */
    private String charges(int files) throws SQLException {
        if (lines.reduced() == null) {
            return here(files);
        }
        create("reduced", Objects.requireNonNull(lines.reduced()), files);
        if (lines.view() == null) {
            return "select * from reduced";
        }
        create("here", here(files), files);
        String keys = KEYS + String.join(", ", NAMES);
        // a name that is the service's code stands for a name that these lines don't have
        return "select " + keys + ", case when here.service_name = service then coalesce(reduced.service_name, service)"
                + " when reduced.service_name = service then coalesce(here.service_name, service)"
                + " else greatest(here.service_name, reduced.service_name) end as service_name,"
                + " coalesce(here.line_count, 0) + coalesce(reduced.line_count, 0) as line_count, "
                + SUMS.stream().map("here.%1$s"::formatted).collect(Collectors.joining(", "))
                + (lines.fineView() == null ? "" : ", " + sums("fine_"))
                + SUMS.stream().map(", reduced.%1$s as reduced_%1$s"::formatted).collect(Collectors.joining())
                + " from here full join reduced using (" + keys + ")";
    }

    /**
     * The format's statement. Where some numbers have too many digits to be added to the others in one type, it is run for both
     * kinds and the sums are added in Java: all that it does with a number is to choose and to add.
     */
    private String here(int files) throws SQLException {
        String statement = lines.format().statement();
        if (lines.fineView() == null) {
            return statement;
        }
        create("coarse", statement, files);
        engine.run("create or replace view lines as " + lines.fineView());
        create("fine", statement, files);
        return "select coarse.*, "
                + SUMS.stream()
                        .map(sum -> "fine.%1$s as fine_%1$s".formatted(sum))
                        .collect(Collectors.joining(", "))
                + " from coarse join fine using (" + KEYS
                + String.join(", ", NAMES)
                + ")";
    }

    private void create(String table, String statement, int files) throws SQLException {
        engine.query("create table " + table + " as " + statement, Step.REDUCING, files, lines.rows(), none -> {});
    }

    private void charge(DuckDBDataChunkReader chunk, long row) {
        if (chunk.vector(PLACE).getLong(row) != charges + splits + 1) {
            throw new IllegalStateException("The charges came out of their order");
        }
        if (!chunk.vector(NAMED).isNull(row)) {
            lastNames = this.names.get(text(chunk, NAMED, row), ChargeReader::split);
        }
        List<String> names = Objects.requireNonNull(lastNames);
        String resource = text(chunk, RESOURCE, row);
        refuseLong(resource);
        var costs = new DeliveredCharge.Costs(
                known(sum(chunk, 0, row)),
                known(sum(chunk, 1, row)),
                sum(chunk, 2, row),
                sum(chunk, 3, row),
                sum(chunk, 4, row),
                sum(chunk, 5, row),
                sum(chunk, 6, row),
                sum(chunk, 7, row));
        var charge = new DeliveredCharge(
                chunk.vector(DAY).getLocalDate(row),
                YearMonth.from(chunk.vector(PERIOD).getLocalDate(row)),
                names.get(0),
                names.get(1),
                names.get(2),
                names.get(3),
                names.get(15),
                names.get(4),
                names.get(5),
                names.get(6),
                names.get(7),
                names.get(8),
                names.get(9),
                names.get(10),
                names.get(13),
                resource,
                tagText.tags(text(chunk, TAGS, row)),
                names.get(11),
                names.get(12),
                costs,
                sum(chunk, QUANTITY, row),
                chunk.vector(LINES).getLong(row),
                split(names.get(14), chunk, row));
        note(charge);
        sink.charge(charge);
    }

    private static DeliveredCharge.@Nullable Split split(String node, DuckDBDataChunkReader chunk, long row) {
        return node.isEmpty()
                ? null
                : new DeliveredCharge.Split(
                        node.equals(NO_NODE) ? "" : node,
                        sum(chunk, QUANTITY + 1, row),
                        sum(chunk, QUANTITY + 2, row),
                        sum(chunk, QUANTITY + 3, row),
                        sum(chunk, QUANTITY + 4, row));
    }

    private static List<String> split(String text) {
        List<String> names = List.of(text.split(SEPARATOR, -1));
        names.forEach(ChargeReader::refuseLong);
        if (names.size() != NAMES.size() + 1) {
            throw ChargeFileRefused.file(ChargeFileRefused.Reason.BAD_VALUE, null, Plain.CONTROL_CHARACTERS);
        }
        return names;
    }

    private static void refuseLong(String name) {
        if (name.length() > LineColumn.LONGEST_TEXT) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.BAD_VALUE, null, new ChargeFileFault.TextTooLong(LineColumn.LONGEST_TEXT));
        }
    }

    /** Refuses what no export has so much of: it would be kept until the end. */
    static void refuseMany(int number, String names) {
        if (number > MOST_OF_A_KIND) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.TOO_LARGE,
                    null,
                    new ChargeFileFault.TooManyOfAKind(MOST_OF_A_KIND, names));
        }
    }

    private void note(DeliveredCharge charge) {
        if (checkedTypes.add(charge.recordType())
                && !missing(charge.recordType()).isEmpty()) {
            throw new ColumnsMissing();
        }
        if (charge.split() == null || !charge.free()) {
            charges++;
        } else {
            splits++;
        }
        rows += charge.lines();
        periods.add(charge.billingPeriod());
        providers.add(charge.provider());
        refuseMany(providers.size(), "providers");
        refuseMany(checkedTypes.size(), "record types");
        if (charge.tags() != lastTags) {
            lastTags = charge.tags();
            tagKeys.addAll(lastTags.keySet());
            refuseMany(tagKeys.size(), "tag keys");
        }
        BigDecimal[] sum = sums.computeIfAbsent(charge.currency(), any ->
                new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO});
        boolean focus = lines.format() == LineFormat.FOCUS;
        DeliveredCharge.Costs costs = charge.costs();
        add(sum, 0, focus ? costs.billed() : costs.unblended());
        add(sum, 1, focus ? costs.effective() : costs.netUnblended());
        add(sum, 2, costs.list());
        add(sum, 3, focus ? costs.contracted() : null);
    }

    /** The columns without which lines of this type can't be read. */
    private List<String> missing(String lineItemType) {
        return lines.format() == LineFormat.FOCUS
                ? List.of()
                : LineItemType.needs(lineItemType).stream()
                        .filter(column -> !lines.columns().contains(column))
                        .toList();
    }

    /** The refusal that names all columns that the lines need and don't have. */
    private ChargeFileRefused missing() throws SQLException {
        Set<String> columns = new TreeSet<>();
        String types = lines.view() == null
                ? "select distinct record_type from reduced"
                : "select distinct line_item_line_item_type from lines"
                        + (lines.reduced() == null ? "" : " union select distinct record_type from reduced");
        engine.query(types, Step.REDUCING, 0, 0, found -> {
            for (long row = 0; row < found.rowCount(); row++) {
                columns.addAll(missing(found.vector(0).getString(row)));
            }
        });
        var faults = new Faults();
        faults.missing(null, lines.format(), List.copyOf(columns));
        return faults.refusal();
    }

    /** Ends the handing over; what is missing is found out when its query has ended. */
    private static final class ColumnsMissing extends RuntimeException {}

    private static void add(BigDecimal[] sums, int at, @Nullable BigDecimal amount) {
        if (amount != null) {
            sums[at] = sums[at].add(amount);
        }
    }

    /** The charges' sums are the lines', which were added up apart from them. */
    private void prove() {
        String[] names = lines.format() == LineFormat.FOCUS
                ? new String[] {"BilledCost", "EffectiveCost", "ListCost", "ContractedCost"}
                : new String[] {
                    "line_item_unblended_cost", "line_item_net_unblended_cost", "pricing_public_on_demand_cost"
                };
        boolean same = rows == lines.rows();
        for (var sum : sums.entrySet()) {
            Map<String, BigDecimal> read = lines.totals().getOrDefault(sum.getKey(), Map.of());
            for (int i = 0; i < names.length; i++) {
                same &= read.getOrDefault(names[i], BigDecimal.ZERO).compareTo(sum.getValue()[i]) == 0;
            }
        }
        if (!same) {
            throw new ChargeFileReader.UnprovedCharges(
                    "The charges don't add up to the lines: %d of %d rows".formatted(rows, lines.rows()));
        }
    }

    private SortedMap<String, Map<String, BigDecimal>> plainTotals() {
        SortedMap<String, Map<String, BigDecimal>> totals = new TreeMap<>();
        lines.totals().forEach((currency, costs) -> {
            Map<String, BigDecimal> plain = new TreeMap<>();
            costs.forEach((cost, sum) -> plain.put(cost, NumberText.plain(sum)));
            totals.put(currency, plain);
        });
        return totals;
    }

    private static String text(DuckDBDataChunkReader chunk, int column, long row) {
        DuckDBReadableVector vector = chunk.vector(column);
        String text = vector.isNull(row) ? null : vector.getString(row);
        return text == null ? "" : text;
    }

    private static @Nullable BigDecimal sum(DuckDBDataChunkReader chunk, int number, long row) {
        BigDecimal sum = null;
        for (int at = FIRST_SUM + number; at < chunk.columnCount(); at += SUMS.size()) {
            DuckDBReadableVector part = chunk.vector(at);
            if (!part.isNull(row)) {
                sum = sum == null ? part.getBigDecimal(row) : sum.add(part.getBigDecimal(row));
            }
        }
        return sum == null ? null : NumberText.plain(sum);
    }

    private static BigDecimal known(@Nullable BigDecimal sum) {
        return sum == null ? BigDecimal.ZERO : sum;
    }
}
