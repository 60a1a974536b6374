package dev.bursar.billingdata.read;

import static dev.bursar.billingdata.ChargeFileRefused.Reason.TOO_LARGE;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.billingdata.read.ReadProgress.Step;
import dev.bursar.billingdata.read.value.Digits;
import dev.bursar.billingdata.read.value.NumberText;
import dev.bursar.billingdata.read.value.TextCache;
import dev.bursar.billingdata.read.value.TimeText;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Checks CSV, packed or not, and writes what the statement needs of it into files of one strict shape: the format's columns in
 * order, every value in quotes, nothing for null, numbers without exponents. DuckDB guesses nothing and sees no text of a header.
 */
final class CsvLines {
    private static final int LOOK_ROWS = 2_000;
    /** So many rows after a wrong one are looked at for other faults. */
    private static final int ROWS_AFTER_FAULT = 100_000;

    private final PrivateFolder folder;
    private final ReadLimits limits;
    private final Set<String> tagKeys;
    private final ReadReporter watch;
    private final Faults faults = new Faults();
    private final Digits costs = new Digits();
    private final Digits quantities = new Digits();
    private final SortedMap<String, Map<String, BigDecimal>> totals = new TreeMap<>();
    private final Set<String> columns = new HashSet<>();
    private final TimeText times = new TimeText();
    private final TextCache<String> products = new TextCache<>();
    private long rows;
    private long packedBefore;
    private long written;

    CsvLines(PrivateFolder folder, ReadLimits limits, Set<String> tagKeys, ReadReporter watch) {
        this.folder = folder;
        this.limits = limits;
        this.tagKeys = tagKeys;
        this.watch = watch;
    }

    /** Megabytes of disk that the written files take. */
    long megabytes() {
        return (written >> 20) + 1;
    }

    Lines check(List<ChargeFile> files, List<Container> containers) throws IOException {
        long ofBytes = 0;
        for (ChargeFile file : files) {
            ofBytes += Files.size(file.path());
        }
        var headings = new ArrayList<Header>();
        Set<String> listed = new TreeSet<>();
        for (int i = 0; i < files.size(); i++) {
            try (var bytes =
                    Unpacked.open(files.get(i), containers.get(i), limits, new Unpacked.Allowance(limits), watch)) {
                Header heading = Header.of(
                        files.get(i).name(), new CsvScanner(files.get(i).name(), bytes).header());
                sameFormat(headings, heading, files.get(i));
                faults.missing(files.get(i).name(), heading.format(), heading.missing());
                headings.add(heading);
                listed.addAll(heading.tags().keySet());
                columns.addAll(heading.places().keySet());
            } catch (IOException e) {
                throw Unpacked.refused(files.get(i), containers.get(i), e);
            }
        }
        LineFormat format = headings.getFirst().format();
        var keys = new TagText(format, tagKeys, List.of());
        List<String> listedTags = listed.stream().filter(keys::wanted).toList();
        var allowance = new Unpacked.Allowance(limits);
        for (int i = 0; i < files.size(); i++) {
            try (var bytes = Unpacked.open(files.get(i), containers.get(i), limits, allowance, watch);
                    var out = new BufferedWriter(new OutputStreamWriter(
                            Files.newOutputStream(folder.chunk(i, "csv")), StandardCharsets.UTF_8))) {
                try {
                    new Chunk(files.get(i), headings.get(i), listedTags, keys, bytes, out, i, ofBytes).read();
                } catch (ChargeFileRefused e) {
                    // text may be wrong because what it was packed in is damaged
                    bytes.drain();
                    faults.refuse();
                    throw e;
                }
            } catch (IOException e) {
                throw Unpacked.refused(files.get(i), containers.get(i), e);
            }
            packedBefore += Files.size(files.get(i).path());
        }
        faults.refuse();
        Map<Kind, Digits.Plan> plans = Map.of(
                Kind.COST, costs.plan(rows, "costs"), Kind.QUANTITY, quantities.plan(rows, "consumed quantities"));
        boolean fine = plans.values().stream().anyMatch(plan -> plan.fine() != null);
        return new Lines(
                format,
                view(format, files.size(), plans, false),
                fine ? view(format, files.size(), plans, true) : null,
                "coalesce(t, '')",
                listedTags,
                columns,
                rows,
                totals,
                null);
    }

    static void sameFormat(List<Header> headings, Header heading, ChargeFile file) {
        if (!headings.isEmpty() && headings.getFirst().format() != heading.format()) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.MIXED,
                    file.name(),
                    new ChargeFileFault.OtherFormat(
                            heading.format().label(),
                            headings.getFirst().format().label()));
        }
    }

    private String view(LineFormat format, int files, Map<Kind, Digits.Plan> plans, boolean fine) {
        var select = new ArrayList<String>();
        var types = new ArrayList<String>();
        for (int i = 0; i < format.columns().size(); i++) {
            LineColumn column = format.columns().get(i);
            String cell = "c" + i;
            String value = switch (column.kind()) {
                case TEXT, ACCOUNT, CURRENCY, CATEGORY, TAGS, PRODUCT_NAME -> cell;
                case CALLER -> CallerText.sql(cell);
                case TIME -> "cast(%s as timestamp)".formatted(cell);
                case COST, QUANTITY -> Lines.number(cell, plan(plans, column.kind()), fine);
            };
            select.add(value + " as " + column.name());
            types.add(cell + ": 'varchar'");
        }
        select.add(Lines.noCost(plan(plans, Kind.COST), fine));
        var paths = new ArrayList<String>();
        for (int i = 0; i < files; i++) {
            paths.add(DuckDbEngine.literal(folder.chunk(i, "csv").toString()));
        }
        return "select " + String.join(", ", select)
                + " from read_csv([" + String.join(", ", paths) + "], columns = {" + String.join(", ", types)
                + "}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
                + " allow_quoted_nulls = false, new_line = '\\n', max_line_size = 8388608)";
    }

    private static Digits.Plan plan(Map<Kind, Digits.Plan> plans, Kind kind) {
        return Objects.requireNonNull(plans.get(kind));
    }

    /** One file on its way. */
    private final class Chunk {
        private final ChargeFile file;
        private final Header heading;
        private final List<String> listedTags;
        private final TagText tags;
        private final Unpacked bytes;
        private final CsvScanner scanner;
        private final Writer out;
        private final int number;
        private final long ofBytes;
        private final LineColumn billingPeriod;
        private final LineColumn chargePeriod;
        /** Null where the file has no such column. */
        private final @Nullable Integer currency;

        private String period = "";
        private @Nullable String[] fields = new String[0];

        Chunk(
                ChargeFile file,
                Header heading,
                List<String> listedTags,
                TagText tags,
                Unpacked bytes,
                Writer out,
                int number,
                long ofBytes) {
            this.file = file;
            this.heading = heading;
            this.listedTags = listedTags;
            this.tags = tags;
            this.bytes = bytes;
            this.out = out;
            this.number = number;
            this.ofBytes = ofBytes;
            scanner = new CsvScanner(file.name(), bytes);
            billingPeriod = heading.format().billingPeriod();
            chargePeriod = heading.format().chargePeriod();
            currency = heading.place(heading.format().currency());
        }

        void read() throws IOException {
            int width = scanner.header().size();
            boolean[] wanted = new boolean[width];
            heading.places().values().forEach(place -> wanted[place] = true);
            if (heading.otherTags() != null) {
                wanted[heading.otherTags()] = true;
            }
            listedTags.forEach(key -> {
                Integer place = heading.tags().get(key);
                if (place != null) {
                    wanted[place] = true;
                }
            });
            fields = new String[width];
            long lastRow = faults.any() ? ROWS_AFTER_FAULT : Long.MAX_VALUE;
            while (scanner.row() < lastRow && scanner.next(fields, wanted)) {
                rows++;
                row();
                if (lastRow == Long.MAX_VALUE && faults.any()) {
                    lastRow = scanner.row() + ROWS_AFTER_FAULT;
                }
                if (rows % LOOK_ROWS == 0) {
                    watch.look();
                    long done = packedBefore + bytes.packedBytes();
                    watch.report(Step.CHECKING, number, rows, done == 0 ? 0 : (long) ((double) rows / done * ofBytes));
                    if (megabytes() > limits.diskMegabytes()) {
                        throw ChargeFileRefused.file(
                                TOO_LARGE, file.name(), new ChargeFileFault.TooMuchDisk(limits.diskMegabytes()));
                    }
                }
            }
            bytes.drain();
        }

        private void row() throws IOException {
            boolean first = true;
            for (LineColumn column : heading.format().columns()) {
                if (!first) {
                    out.write(',');
                    written++;
                }
                first = false;
                String value = value(column);
                if (column == billingPeriod) {
                    period = value == null ? "" : value;
                } else if (column == chargePeriod && value != null && !TimeText.near(value, period)) {
                    fault(column, fields[Objects.requireNonNull(heading.place(column))], TimeText.NEAR);
                }
                if (value != null) {
                    write(value);
                }
            }
            out.write('\n');
            written++;
        }

        private @Nullable String value(LineColumn column) {
            if (column.kind() == Kind.TAGS && heading.format() == LineFormat.CUR_LEGACY) {
                return legacyTags();
            }
            Integer place = heading.place(column);
            if (place == null) {
                return null;
            }
            String text = fields[place];
            if (column.kind() == Kind.TAGS && heading.otherTags() != null) {
                return bothTags(column, text, fields[heading.otherTags()]);
            }
            if (text == null) {
                if (column.filled()) {
                    fault(column, null, column.expected());
                }
                return null;
            }
            @Nullable
            String value = switch (column.kind()) {
                case TEXT -> shortEnough(text);
                case ACCOUNT -> text.indexOf('+') > 0 && text.matches(LineColumn.ROUNDED) ? null : shortEnough(text);
                case CURRENCY -> LineColumn.CURRENCIES.contains(text) ? text : null;
                case CATEGORY -> LineColumn.CATEGORIES.contains(text) ? text : null;
                case TIME -> times.utc(text);
                case COST, QUANTITY -> number(column, text);
                case TAGS -> tags.ordered(text);
                case PRODUCT_NAME -> heading.productIsMap() ? product(text) : text;
                // its length is looked at when it is cut: a refusal shows no session
                case CALLER -> text;
            };
            if (value == null && column.kind() != Kind.PRODUCT_NAME) {
                fault(column, text, column.expected());
            }
            return value == null || value.isEmpty() ? null : value;
        }

        private @Nullable String bothTags(LineColumn column, @Nullable String ofResources, @Nullable String ofOthers) {
            String text = ofResources == null ? "{}" : ofResources;
            String value = ofOthers == null ? tags.ordered(text) : tags.ordered(text, ofOthers);
            if (value == null) {
                fault(column, text, column.expected());
            }
            return value == null || value.isEmpty() ? null : value;
        }

        private static @Nullable String shortEnough(String text) {
            return text.length() > LineColumn.LONGEST_TEXT ? null : text;
        }

        private @Nullable String number(LineColumn column, String text) {
            BigDecimal number = NumberText.parse(text);
            if (number == null) {
                return null;
            }
            (column.kind() == Kind.COST ? costs : quantities).add(number);
            if (column.kind() == Kind.COST) {
                String code = currency == null ? null : fields[currency];
                totals.computeIfAbsent(code == null ? "" : code, any -> new LinkedHashMap<>())
                        .merge(column.name(), number, BigDecimal::add);
            }
            return number.toPlainString();
        }

        private @Nullable String legacyTags() {
            if (listedTags.isEmpty()) {
                return null;
            }
            var values = new ArrayList<@Nullable String>(listedTags.size());
            boolean any = false;
            for (String key : listedTags) {
                Integer place = heading.tags().get(key);
                String value = place == null ? null : fields[place];
                any |= value != null;
                values.add(value);
            }
            return any ? TagText.listed(values) : null;
        }

        private @Nullable String product(String json) {
            return products.get(json, text -> TagText.field(text, "product_name"));
        }

        private void fault(LineColumn column, @Nullable String text, String expected) {
            faults.value(file.name(), scanner.row(), heading.name(column), text, expected);
        }

        private void write(String value) throws IOException {
            out.write('"');
            int quote = value.indexOf('"');
            out.write(quote < 0 ? value : value.replace("\"", "\"\""));
            out.write('"');
            written += value.length() + 2L;
        }
    }
}
