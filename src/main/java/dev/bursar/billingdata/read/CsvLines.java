package dev.bursar.billingdata.read;

import static dev.bursar.billingdata.ChargeFileRefused.Reason.BAD_VALUE;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.DAMAGED;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.TOO_LARGE;
import static dev.bursar.billingdata.ChargeFileRefused.Reason.TRUNCATED;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.delivery.PrivateFolder;
import dev.bursar.billingdata.read.LineColumn.Kind;
import dev.bursar.billingdata.read.ReadProgress.Step;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks CSV, packed or not, and writes what the statement needs of it into files of one strict shape: the format's columns in
 * order, every value in quotes, nothing for null, numbers without exponents. DuckDB guesses nothing and sees no text of a header.
 */
final class CsvLines {
    private static final int LOOK_ROWS = 2_000;
    private static final String TIME = "a date or time such as 2026-10-01 or 2026-10-01T13:00:00Z";
    /** Below this, packed text may well be packed tighter than usual. */
    private static final long RATIO_FROM = 64L << 20;

    private final PrivateFolder folder;
    private final ReadLimits limits;
    private final Set<String> tagKeys;
    private final ReadReporter watch;
    private final Digits costs = new Digits();
    private final Digits quantities = new Digits();
    private final SortedMap<String, Map<String, BigDecimal>> totals = new TreeMap<>();
    private final Set<String> columns = new HashSet<>();
    private final TimeText times = new TimeText();
    private final TextCache<String> products = new TextCache<>();
    private long rows;
    private long unpacked;
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
            try (var bytes = open(files.get(i), containers.get(i))) {
                Header heading = Header.of(
                        files.get(i).name(), new CsvScanner(files.get(i).name(), bytes).header());
                sameFormat(headings, heading, files.get(i));
                headings.add(heading);
                listed.addAll(heading.tags().keySet());
                columns.addAll(heading.places().keySet());
            } catch (IOException e) {
                throw unreadable(files.get(i), containers.get(i), e);
            }
        }
        unpacked = 0;
        LineFormat format = headings.getFirst().format();
        var keys = new TagText(format, tagKeys, List.of());
        List<String> listedTags = listed.stream().filter(keys::wanted).toList();
        for (int i = 0; i < files.size(); i++) {
            try (var bytes = open(files.get(i), containers.get(i));
                    var out = new BufferedWriter(new OutputStreamWriter(
                            Files.newOutputStream(folder.chunk(i, "csv")), StandardCharsets.UTF_8))) {
                try {
                    new Chunk(files.get(i), headings.get(i), listedTags, keys, bytes, out, i, ofBytes).read();
                } catch (ChargeFileRefused e) {
                    // text may be wrong because what it was packed in is damaged
                    bytes.drain();
                    throw e;
                }
            } catch (IOException e) {
                throw unreadable(files.get(i), containers.get(i), e);
            }
            packedBefore += Files.size(files.get(i).path());
        }
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
                totals);
    }

    static void sameFormat(List<Header> headings, Header heading, ChargeFile file) {
        if (!headings.isEmpty() && headings.getFirst().format() != heading.format()) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.MIXED,
                    file.name(),
                    "The file is %s where the delivery's first file is %s."
                            .formatted(
                                    heading.format().label(),
                                    headings.getFirst().format().label()),
                    "Import the files of one export and one billing period at a time.");
        }
    }

    private String view(LineFormat format, int files, Map<Kind, Digits.Plan> plans, boolean fine) {
        var select = new ArrayList<String>();
        var types = new ArrayList<String>();
        for (int i = 0; i < format.columns().size(); i++) {
            LineColumn column = format.columns().get(i);
            String cell = "c" + i;
            String value = switch (column.kind()) {
                case TEXT, ACCOUNT, CURRENCY, TAGS, PRODUCT_NAME -> cell;
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

    private Bounded open(ChargeFile file, Container container) throws IOException {
        var packed = new Counting(Files.newInputStream(file.path()));
        InputStream bytes = switch (container) {
            case GZIP -> new GzipInput(packed);
            case ZIP -> unzipped(packed);
            case CSV, PARQUET -> packed;
        };
        return new Bounded(file, bytes, packed);
    }

    private static InputStream unzipped(InputStream packed) throws IOException {
        var archive = new ZipInputStream(packed);
        if (archive.getNextEntry() == null) {
            throw new ZipException("No file begins the archive");
        }
        return archive;
    }

    private static RuntimeException unreadable(ChargeFile file, Container container, IOException e) throws IOException {
        String whole = "Download the file again; if it is the same, export the data anew.";
        String packed = container == Container.ZIP ? "ZIP" : "gzip";
        if (container != Container.CSV && e instanceof EOFException) {
            return ChargeFileRefused.file(
                    TRUNCATED,
                    file.name(),
                    "The %s file ends before its data does; its end is missing.".formatted(packed),
                    whole,
                    e);
        }
        if (container != Container.CSV && e instanceof ZipException) {
            return ChargeFileRefused.file(
                    DAMAGED,
                    file.name(),
                    "The %s file is damaged: its data doesn't agree with its check sum, or is none.".formatted(packed),
                    whole,
                    e);
        }
        throw e;
    }

    /** One file on its way. */
    private final class Chunk {
        private final ChargeFile file;
        private final Header heading;
        private final List<String> listedTags;
        private final TagText tags;
        private final Bounded bytes;
        private final CsvScanner scanner;
        private final Writer out;
        private final int number;
        private final long ofBytes;
        private final int currency;
        private @Nullable String[] fields = new String[0];

        Chunk(
                ChargeFile file,
                Header heading,
                List<String> listedTags,
                TagText tags,
                Bounded bytes,
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
            currency = Objects.requireNonNull(heading.place(heading.format().currency()));
        }

        void read() throws IOException {
            int width = scanner.header().size();
            boolean[] wanted = new boolean[width];
            heading.places().values().forEach(place -> wanted[place] = true);
            listedTags.forEach(key -> {
                Integer place = heading.tags().get(key);
                if (place != null) {
                    wanted[place] = true;
                }
            });
            fields = new String[width];
            while (scanner.next(fields, wanted)) {
                rows++;
                row();
                if (rows % LOOK_ROWS == 0) {
                    watch.look();
                    long done = packedBefore + bytes.packed.count;
                    watch.report(Step.CHECKING, number, rows, done == 0 ? 0 : (long) ((double) rows / done * ofBytes));
                    if (megabytes() > limits.diskMegabytes()) {
                        throw ChargeFileRefused.file(
                                TOO_LARGE,
                                file.name(),
                                "Reading the delivery takes more than %d MB of disk.".formatted(limits.diskMegabytes()),
                                "Raise the limits for imports, or have the export split by billing period.");
                    }
                }
            }
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
                if (value == null && column.filled()) {
                    throw bad(column, "", column.kind() == Kind.TIME ? TIME : "a text");
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
            String text = place == null ? null : fields[place];
            if (text == null) {
                return null;
            }
            return switch (column.kind()) {
                case TEXT, ACCOUNT, CURRENCY -> {
                    if (text.length() > column.longest()) {
                        throw bad(column, text, "a text of at most %,d characters".formatted(column.longest()));
                    }
                    if (column.kind() == Kind.ACCOUNT && text.indexOf('+') > 0 && text.matches(LineColumn.ROUNDED)) {
                        throw bad(column, text, "an account with all its digits");
                    }
                    yield text;
                }
                case TIME -> {
                    String time = times.utc(text);
                    if (time == null) {
                        throw bad(column, text, TIME);
                    }
                    yield time;
                }
                case COST, QUANTITY -> number(column, text);
                case TAGS -> {
                    String ordered = tags.ordered(text);
                    if (ordered == null) {
                        throw bad(column, text, "a JSON object of tags");
                    }
                    yield ordered.isEmpty() ? null : ordered;
                }
                case PRODUCT_NAME -> heading.productIsMap() ? product(text) : text;
            };
        }

        private String number(LineColumn column, String text) {
            BigDecimal number = NumberText.parse(text);
            if (number == null) {
                throw bad(column, text, "a number such as 1234.5 or 8.4E-9, without separators of thousands");
            }
            (column.kind() == Kind.COST ? costs : quantities).add(number);
            if (column.kind() == Kind.COST) {
                String code = fields[currency];
                totals.computeIfAbsent(code == null ? "" : code, any -> new LinkedHashMap<>())
                        .merge(column.name(), number, BigDecimal::add);
                ChargeReader.refuseMany(totals.size(), "currencies");
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

        private ChargeFileRefused bad(LineColumn column, String text, String expected) {
            return ChargeFileRefused.row(
                    BAD_VALUE,
                    file.name(),
                    scanner.row(),
                    heading.name(column),
                    text.isEmpty()
                            ? "The value is empty where %s was expected.".formatted(expected)
                            : "The value \"%s\" was found where %s was expected."
                                    .formatted(ChargeFileRefused.shown(text), expected),
                    "Import the file as it was delivered, not as another program saved it.");
        }

        private void write(String value) throws IOException {
            out.write('"');
            int quote = value.indexOf('"');
            out.write(quote < 0 ? value : value.replace("\"", "\"\""));
            out.write('"');
            written += value.length() + 2L;
        }
    }

    /** Counts the bytes of the file. */
    private static final class Counting extends InputStream {
        private final InputStream in;
        private long count;

        Counting(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Refuses what unpacks to more than the limits allow, while it does. */
    private final class Bounded extends InputStream {
        private final ChargeFile file;
        private final InputStream in;
        private final Counting packed;
        private long count;

        Bounded(ChargeFile file, InputStream in, Counting packed) {
            this.file = file;
            this.in = in;
            this.packed = packed;
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            counted(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            counted(Math.max(0, read));
            return read;
        }

        /** Reads on to the check sum at the end of what is packed, within bounds. */
        void drain() throws IOException {
            if (in == packed) {
                return;
            }
            try {
                byte[] buffer = new byte[1 << 16];
                while (read(buffer, 0, buffer.length) >= 0) {
                    watch.look();
                }
            } catch (ChargeFileRefused e) {
                // too large as well
            }
        }

        private void counted(int bytes) {
            count += bytes;
            unpacked += bytes;
            if (unpacked > limits.mostBytes()) {
                throw tooLarge("The delivery unpacks to more than %,d bytes.".formatted(limits.mostBytes()));
            }
            if (in != packed && count > RATIO_FROM && count / limits.mostRatio() > packed.count) {
                throw tooLarge("The file unpacks to more than %d times its size.".formatted(limits.mostRatio()));
            }
        }

        private ChargeFileRefused tooLarge(String what) {
            return ChargeFileRefused.file(
                    TOO_LARGE, file.name(), what, "Raise the limits for imports if this is a real export.");
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
