package dev.bursar.billingdata.engine;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.delivery.PrivateFolder;
import dev.bursar.billingdata.engine.LineEngine.Answer;
import dev.bursar.billingdata.engine.LineEngine.Scan;
import dev.bursar.billingdata.engine.LineEngine.Statement;
import dev.bursar.billingdata.engine.LineEngine.Unloaded;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeFileReader;
import dev.bursar.billingdata.read.ChargeFileSummary;
import dev.bursar.billingdata.read.ChargeSink;
import dev.bursar.billingdata.read.EngineCharges;
import dev.bursar.billingdata.read.Faults;
import dev.bursar.billingdata.read.LineSchema;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.billingdata.read.ReadProgress.Step;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a delivery by an engine: of the files only the ends come here, and then the charges that the engine made, with the lines that
 * it left. Each number is the one that {@link ChargeFileReader} reads of the same files.
 */
public final class EngineReading implements AutoCloseable {
    private static final int MOST_RESULTS = 100_000;
    private static final int TABLE_DIGITS = 20;

    private final LineEngine engine;
    private final LineSource source;
    private final ObjectPlace results;
    private final PrivateFolder folder;
    private final ReadLimits limits;
    private final ReadListener watch;
    private final List<StoredObject> objects;
    private final String digest;
    private final LineSchema schema;
    private final List<LinePart> parts;
    private final List<LineTable> tables;
    private long scanned;

    /** What was opened of a delivery, one argument for its many. */
    private record Opened(
            LineEngine engine,
            LineSource source,
            ObjectPlace results,
            PrivateFolder folder,
            ReadLimits limits,
            ReadListener watch,
            List<StoredObject> objects) {}

    private EngineReading(Opened opened, LineSchema schema) {
        engine = opened.engine();
        source = opened.source();
        results = opened.results();
        folder = opened.folder();
        limits = opened.limits();
        watch = opened.watch();
        objects = opened.objects();
        digest = Digests.of(objects);
        this.schema = schema;
        parts = new ArrayList<>();
        tables = new ArrayList<>();
    }

    /**
     * Reads the ends of a delivery's files; nothing is asked of the engine yet.
     *
     * @param results the place that {@link LineEngine#results} names
     * @param work a folder for temporary files
     * @return empty where the engine can't read the files alike: they aren't Parquet, or have columns that it has no types or names for
     * @throws ChargeFileRefused when columns are missing or of other types
     * @throws DeliveryReplaced when a file was replaced meanwhile
     */
    public static Optional<EngineReading> open(
            LineEngine engine,
            LineSource source,
            ObjectPlace results,
            Path work,
            ReadLimits limits,
            Set<String> tagKeys,
            ReadListener watch)
            throws IOException {
        List<StoredObject> objects = List.copyOf(source.listing().get());
        var folder = new PrivateFolder(work, limits.diskMegabytes());
        EngineReading kept = null;
        try {
            Optional<List<ChargeFile>> ends = new FileEnds(source, folder, watch).read(objects);
            if (ends.isPresent()) {
                LineSchema schema = LineSchema.ofEnds(ends.get(), tagKeys, folder, limits, watch);
                var reading =
                        new EngineReading(new Opened(engine, source, results, folder, limits, watch, objects), schema);
                if (reading.divide()) {
                    kept = reading;
                }
            }
            return Optional.ofNullable(kept);
        } finally {
            if (kept == null) {
                folder.close();
            }
        }
    }

    /** Puts files that are alike together; false where an engine can't read some. */
    private boolean divide() {
        Map<String, List<Integer>> alike = new LinkedHashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            LineSchema.Chunk chunk = schema.chunks().get(i);
            alike.computeIfAbsent(
                            parent(objects.get(i)) + " " + chunk.names() + " " + chunk.types(),
                            any -> new ArrayList<>())
                    .add(i);
        }
        for (List<Integer> same : alike.values()) {
            String table = "bursar_" + digest.substring(0, TABLE_DIGITS) + "_" + parts.size();
            List<String> paths = same.stream()
                    .map(i -> engine.address(
                            source.store().name() + objects.get(i).key()))
                    .toList();
            var part = new LinePart(table, schema, schema.chunks().get(same.getFirst()), paths);
            Optional<List<LineTable.Column>> columns = part.columns();
            if (columns.isEmpty()) {
                return false;
            }
            parts.add(part);
            tables.add(
                    new LineTable(table, columns.get(), source.store().name() + parent(objects.get(same.getFirst()))));
        }
        return true;
    }

    private static String parent(StoredObject object) {
        return object.key().substring(0, object.key().lastIndexOf('/') + 1);
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

    /** Bytes that the engine has read of the files so far, as it counts them. */
    public long scanned() {
        return scanned;
    }

    /**
     * Reduces the lines. What is handed over counts once this method has returned.
     *
     * @throws ChargeFileRefused when something in the delivery is wrong
     * @throws EngineFailure when the engine doesn't do it
     * @throws DeliveryReplaced when files were replaced meanwhile
     * @throws ReadCancelled when the watch or an interrupt ended the reading
     */
    public ChargeFileSummary reduce(ChargeSink charges) throws IOException {
        report(Step.CHECKING, 0);
        try {
            for (LineTable table : tables) {
                scan(engine.drop(table.name(), once()));
                scan(engine.create(table, once()));
            }
            return reduced(charges);
        } catch (EngineFailure e) {
            look();
            throw e;
        } finally {
            forget();
        }
    }

    private ChargeFileSummary reduced(ChargeSink charges) throws IOException {
        var sql = new LineSql(schema, parts);
        var totals = new LineTotals(sql, ask(sql.totals()));
        if (totals.wrong) {
            find();
        }
        if (totals.lines != schema.rows()) {
            throw new EngineFailure(
                    EngineFailure.Kind.OTHER,
                    engine.name(),
                    "The engine reads %d lines, and the files say that they have %d"
                            .formatted(totals.lines, schema.rows()),
                    null);
        }
        report(Step.REDUCING, 0);
        Map<Path, String> checks = new TreeMap<>();
        List<ChargeFile> made = new ArrayList<>();
        if (totals.lines > totals.oddLines) {
            made.addAll(unload(sql.charges(), sql.chargesCheck(), "charges", checks));
        }
        var left = new ArrayList<ChargeFile>();
        for (int i = 0; i < parts.size(); i++) {
            if (totals.oddIn.getOrDefault(i, 0L) > 0) {
                left.addAll(unload(parts.get(i).oddLines(), parts.get(i).oddCheck(), "lines-" + i, checks));
            }
        }
        refuseReplaced();
        report(Step.REDUCING, schema.rows());
        var reduced = new EngineCharges(
                schema.format(),
                made.stream().map(ChargeFile::path).toList(),
                schema.tags(),
                schema.listedTags(),
                schema.columns(),
                totals.lines - totals.oddLines,
                totals.sums,
                checks);
        try {
            return new ChargeFileReader(folder.path(), limits)
                    .read(reduced, left, schema.tagKeys(), folder, charges, watch);
        } catch (ChargeFileRefused e) {
            throw e.reason() == ChargeFileRefused.Reason.DAMAGED
                    ? new EngineFailure(EngineFailure.Kind.RESULTS, engine.name(), "A file of results can't be read", e)
                    : e;
        }
    }

    /** Refuses the delivery with all kinds of wrong values, each in the first file that has it. */
    private void find() {
        Map<String, String> names = new TreeMap<>();
        for (int i = 0; i < objects.size(); i++) {
            names.put(
                    engine.address(source.store().name() + objects.get(i).key()),
                    schema.chunks().get(i).file().name());
        }
        var faults = new Faults();
        for (LinePart part : parts) {
            for (LinePart.Check check : part.checks()) {
                Optional<String> question = part.find(check);
                if (question.isPresent()) {
                    for (List<@Nullable String> row : ask(question.get())) {
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
        faults.refuse();
        throw new EngineFailure(
                EngineFailure.Kind.OTHER, engine.name(), "A line was wrong, and none is when asked again", null);
    }

    private List<List<@Nullable String>> ask(String question) {
        Answer answer = engine.ask(question, query(question));
        scan(answer.scan());
        return answer.rows();
    }

    /** Has a query's rows written and fetches them. */
    private List<ChargeFile> unload(String rows, RowCheck check, String name, Map<Path, String> checks)
            throws IOException {
        String query = check.added(rows);
        Unloaded unloaded = engine.unload(query, engine.results() + digest + "/" + name + "/", query(query));
        scan(unloaded.scan());
        String key = unloaded.folder().substring(results.store().name().length());
        var files = new ArrayList<ChargeFile>();
        for (StoredObject object : results.store().below(key, MOST_RESULTS, source.meter())) {
            Path file = folder.path().resolve(name + "-%06d.parquet".formatted(files.size()));
            if (!results.store().copy(object, file, source.meter(), bytes -> look())) {
                throw new EngineFailure(
                        EngineFailure.Kind.RESULTS, engine.name(), "A file of results was replaced", null);
            }
            files.add(new ChargeFile(name + "/" + files.size(), file));
            checks.put(file, check.read());
        }
        return files;
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

    /** The same query of the same files has the same token. */
    private Statement query(String text) {
        return statement(Digests.of(digest + text), bytes());
    }

    /** Of what is done again each time. */
    private Statement once() {
        return statement(UUID.randomUUID().toString(), 0);
    }

    private Statement statement(String token, long bytes) {
        look();
        Thread reader = Thread.currentThread();
        return new Statement(token, bytes, new LineEngine.Watch() {
            @Override
            public boolean cancelled() {
                return watch.cancelled() || reader.isInterrupted();
            }
        });
    }

    private void look() {
        if (watch.cancelled() || Thread.currentThread().isInterrupted()) {
            throw new ReadCancelled();
        }
    }

    private void scan(Scan scan) {
        scanned += scan.bytes();
    }

    private void report(Step step, long rows) {
        watch.progress(
                new ReadProgress(step, step == Step.CHECKING ? 0 : objects.size(), objects.size(), rows, rows(), 0));
    }

    private void forget() {
        for (LineTable table : tables) {
            try {
                engine.drop(table.name(), new Statement(UUID.randomUUID().toString(), LineEngine.Watch.NONE));
            } catch (EngineFailure e) {
                // it costs nothing there, and the next reading of this delivery drops it
            }
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
