package dev.bursar.billingdata.engine;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.engine.KeptResults.Written;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeFileReader;
import dev.bursar.billingdata.read.ChargeFileReader.UnprovedCharges;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.ChargeSink;
import dev.bursar.billingdata.read.EngineCharges;
import dev.bursar.billingdata.read.Faults;
import dev.bursar.billingdata.read.LineColumn;
import dev.bursar.billingdata.read.LineSchema;
import dev.bursar.billingdata.read.PrivateFolder;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.billingdata.read.ReadProgress.Step;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.StoredObject;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Reads a delivery by an engine: of the files only the ends come here, and then the charges that the engine made, with the lines that
 * it left. Each number is the one that {@link ChargeFileReader} reads of the same files. What the engine has to do comes first and in
 * no transaction ({@link #gather}); then the charges are handed over ({@link #read}).
 */
public final class EngineReading implements AutoCloseable {
    private final EngineWork work;
    private final LineSource source;
    private final PrivateFolder folder;
    private final ReadLimits limits;
    private final ReadListener watch;
    private final List<StoredObject> objects;
    private final String digest;
    private final LineSchema schema;
    private final LineGroups divided;
    private final EngineStatements statements;

    private final List<ChargeFile> made = new ArrayList<>();
    private final List<ChargeFile> left = new ArrayList<>();
    private final Map<Path, String> checks = new TreeMap<>();
    private final Map<String, String> statementOf = new TreeMap<>();
    private final SortedMap<String, Map<String, BigDecimal>> sums = new TreeMap<>();
    private long reducedLines;
    private long readRows;
    private boolean gathered;

    /** What was opened of a delivery, one argument for its many. */
    private record Opened(
            EngineWork work,
            LineSource source,
            PrivateFolder folder,
            ReadLimits limits,
            ReadListener watch,
            List<StoredObject> objects) {}

    private EngineReading(Opened opened, LineSchema schema, LineGroups divided) {
        work = opened.work();
        source = opened.source();
        folder = opened.folder();
        limits = opened.limits();
        watch = opened.watch();
        objects = opened.objects();
        digest = Digests.of(objects);
        this.schema = schema;
        this.divided = divided;
        statements = new EngineStatements(work, digest, divided, source.meter(), watch);
    }

    /** The same outside of a run: nothing is remembered of it. */
    public static Optional<EngineReading> open(
            LineEngine engine,
            LineSource source,
            ObjectPlace results,
            Path work,
            ReadLimits limits,
            Set<String> tagKeys,
            ReadListener watch)
            throws IOException {
        return open(new EngineWork(engine, results), source, work, limits, tagKeys, watch);
    }

    /**
     * Reads the ends of a delivery's files; nothing is asked of the engine yet.
     *
     * @param files a folder for temporary files
     * @return empty where the engine can't read the files alike: they aren't Parquet, or have columns that it has no types or names for
     * @throws ChargeFileRefused when columns are missing or of other types
     * @throws DeliveryReplaced when a file was replaced meanwhile
     */
    public static Optional<EngineReading> open(
            EngineWork work, LineSource source, Path files, ReadLimits limits, Set<String> tagKeys, ReadListener watch)
            throws IOException {
        List<StoredObject> objects = List.copyOf(source.listing().get());
        var folder = new PrivateFolder(files, limits.diskMegabytes());
        EngineReading kept = null;
        try {
            Optional<List<ChargeFile>> ends = new FileEnds(source, folder, watch).read(objects);
            if (ends.isPresent()) {
                LineSchema schema = LineSchema.ofEnds(ends.get(), tagKeys, folder, limits, watch);
                var opened = new Opened(work, source, folder, limits, watch, objects);
                kept = LineGroups.of(work, source, objects, schema)
                        .map(divided -> new EngineReading(opened, schema, divided))
                        .orElse(null);
            }
            return Optional.ofNullable(kept);
        } finally {
            if (kept == null) {
                folder.close();
            }
        }
    }

    /** A digest of what is listed: another one for other files. */
    public String digest() {
        return digest;
    }

    /** How many lines the files say that they have. */
    public long rows() {
        return schema.rows();
    }

    /** Bytes of the columns that are read: what one scan of the delivery takes. There are at least two. */
    public long bytes() {
        return schema.bytes();
    }

    /** Into how many groups the files are divided. */
    public int groups() {
        return divided.groups().size();
    }

    /** Bytes that the engine has read of the files so far, as it counts them. */
    public long scanned() {
        return statements.bytes();
    }

    /** Both steps. */
    public ChargeFileSummary reduce(ChargeSink charges) throws IOException {
        gather();
        return read(charges);
    }

    /**
     * Has the engine reduce the lines, and fetches what it made of them.
     *
     * @throws ChargeFileRefused when something in the delivery is wrong
     * @throws EngineFailure when the engine doesn't do it
     * @throws DeliveryReplaced when files were replaced meanwhile
     * @throws dev.bursar.billingdata.read.ReadCancelled when the watch or an interrupt ended it
     */
    public void gather() throws IOException {
        report(Step.CHECKING);
        try {
            for (LineGroup group : divided.groups()) {
                gather(group);
                readRows += group.rows();
                statements.groupDone();
                report(Step.REDUCING);
            }
            refuseReplaced();
            gathered = true;
        } catch (EngineFailure e) {
            statements.look();
            throw e;
        } finally {
            statements.drop();
        }
    }

    private void gather(LineGroup group) throws IOException {
        var sql = new LineSql(schema, group.parts());
        var totals = new LineTotals(sql, statements.ask(sql.totals(), group.bytes()));
        if (totals.wrong) {
            find();
        }
        if (totals.lines != group.rows()) {
            work.kept().forget(work.engine().name(), digest, null);
            throw failure(
                    EngineFailure.Kind.OTHER,
                    "The engine reads %d lines, and the files say that they have %d"
                            .formatted(totals.lines, group.rows()));
        }
        if (totals.lines > totals.oddLines) {
            made.addAll(unload(sql.charges(), sql.chargesCheck(), group.number() + "-charges", group.bytes()));
        }
        for (int i = 0; i < group.parts().size(); i++) {
            if (totals.oddIn.getOrDefault(i, 0L) > 0) {
                LinePart part = group.parts().get(i);
                left.addAll(unload(part.oddLines(), part.oddCheck(), group.number() + "-lines-" + i, group.bytes()));
            }
        }
        reducedLines += totals.lines - totals.oddLines;
        totals.sums.forEach((currency, costs) -> costs.forEach((cost, sum) ->
                sums.computeIfAbsent(currency, any -> new TreeMap<>()).merge(cost, sum, BigDecimal::add)));
    }

    /**
     * Hands over what was gathered. It counts once this method has returned.
     *
     * @throws ChargeFileRefused when something in the lines that were left is wrong
     * @throws EngineFailure when results aren't as they were written; they are made again when they are asked for next
     * @throws UnprovedCharges when the charges aren't the lines' sums; all is asked again next
     */
    public ChargeFileSummary read(ChargeSink charges) {
        if (!gathered) {
            throw new IllegalStateException("Nothing was gathered");
        }
        report(Step.REDUCING);
        var reduced = new EngineCharges(
                schema.format(),
                made.stream().map(ChargeFile::path).toList(),
                schema.tags(),
                schema.listedTags(),
                schema.columns(),
                reducedLines,
                sums,
                checks);
        try {
            return new ChargeFileReader(folder.path(), limits)
                    .read(reduced, left, schema.tagKeys(), folder, charges, watch);
        } catch (ChargeFileRefused e) {
            if (e.reason() != ChargeFileRefused.Reason.DAMAGED) {
                throw e;
            }
            String file = e.file();
            work.kept().forget(work.engine().name(), digest, file == null ? null : statementOf.get(file));
            throw new EngineFailure(
                    EngineFailure.Kind.DAMAGED, work.engine().name(), "A file of results can't be read", e);
        } catch (UnprovedCharges e) {
            work.kept().forget(work.engine().name(), digest, null);
            throw e;
        }
    }

    /** Refuses the delivery with all kinds of wrong values, each in the first file that has it. */
    private void find() {
        Map<String, String> names = new TreeMap<>();
        for (int i = 0; i < objects.size(); i++) {
            names.put(
                    work.engine().address(source.store().name() + objects.get(i).key()),
                    schema.chunks().get(i).file().name());
        }
        var faults = new Faults();
        for (LineGroup group : divided.groups()) {
            for (LinePart part : group.parts()) {
                for (LinePart.Check check : part.checks()) {
                    Optional<String> question = part.find(check);
                    if (question.isPresent()) {
                        for (List<@Nullable String> row : statements.askOnce(question.get())) {
                            String text = Boolean.parseBoolean(row.getFirst()) ? null : row.get(2);
                            faults.value(
                                    names.getOrDefault(Objects.requireNonNull(row.get(1)), ""),
                                    null,
                                    check.column().name(),
                                    text == null ? null : text.strip(),
                                    check.expected());
                        }
                    }
                }
            }
        }
        faults.refuse();
        work.kept().forget(work.engine().name(), digest, null);
        throw failure(EngineFailure.Kind.OTHER, "A line was wrong, and none is when asked again");
    }

    /** Has a query's rows written and fetches them. */
    private List<ChargeFile> unload(String rows, RowCheck check, String name, long expected) throws IOException {
        String query = check.added(rows);
        Written written = statements.unload(query, name, expected);
        var files = new ArrayList<ChargeFile>();
        for (StoredObject object : written.files()) {
            Path file = folder.path().resolve(name + "-%06d.parquet".formatted(files.size()));
            if (!work.results().store().copy(object, file, source.meter(), bytes -> statements.look())) {
                work.kept()
                        .forget(
                                work.engine().name(),
                                digest,
                                statements.key(query).statement());
                throw failure(EngineFailure.Kind.DAMAGED, "A file of results was replaced");
            }
            var fetched = new ChargeFile(name + "/" + files.size(), file);
            files.add(fetched);
            checks.put(file, check.read());
            for (String known : List.of(fetched.name(), file.getFileName().toString())) {
                statementOf.put(known, statements.key(query).statement());
            }
        }
        return files;
    }

    private EngineFailure failure(EngineFailure.Kind kind, String text) {
        return new EngineFailure(kind, work.engine().name(), text, null);
    }

    private void refuseReplaced() {
        Map<String, StoredObject> now = new TreeMap<>();
        source.listing().get().forEach(object -> now.put(object.key(), object));
        for (StoredObject object : objects) {
            StoredObject there = now.get(object.key());
            if (there == null || !there.tag().equals(object.tag()) || there.size() != object.size()) {
                throw new DeliveryReplaced(object);
            }
        }
    }

    private void report(Step step) {
        watch.progress(new ReadProgress(
                step, step == Step.CHECKING ? 0 : objects.size(), objects.size(), readRows, rows(), 0));
    }

    @Override
    public void close() {
        folder.close();
    }

    /** What the engine says of the lines, apart from their charges. */
    static final class LineTotals {
        private static final int FIRST_COST = 5;

        final Map<Integer, Long> oddIn = new TreeMap<>();
        final SortedMap<String, Map<String, BigDecimal>> sums = new TreeMap<>();
        long lines;
        long oddLines;
        boolean wrong;

        LineTotals(LineSql sql, List<List<@Nullable String>> rows) {
            List<LineColumn> costs = sql.costs();
            for (List<@Nullable String> row : rows) {
                long odd = Long.parseLong(Objects.requireNonNull(row.get(3)));
                lines += Long.parseLong(Objects.requireNonNull(row.get(2)));
                oddLines += odd;
                oddIn.merge(Integer.valueOf(Objects.requireNonNull(row.get(0))), odd, Long::sum);
                wrong |= Boolean.parseBoolean(row.get(4));
                for (int i = 0; i < costs.size(); i++) {
                    String sum = row.get(FIRST_COST + i);
                    String currency = row.get(1);
                    if (sum != null && currency != null) {
                        sums.computeIfAbsent(currency, any -> new TreeMap<>())
                                .merge(costs.get(i).name(), new BigDecimal(sum), BigDecimal::add);
                    }
                }
            }
        }
    }
}
