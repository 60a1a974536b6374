package dev.bursar.billingdata.engine;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.engine.LineEngine.Statement;
import dev.bursar.billingdata.engine.LineEngine.Unloaded;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeFileReader;
import dev.bursar.billingdata.read.FoundLines;
import dev.bursar.billingdata.read.LineSchema;
import dev.bursar.billingdata.read.LineSchema.Chunk;
import dev.bursar.billingdata.read.PrivateFolder;
import dev.bursar.billingdata.read.ReadCancelled;
import dev.bursar.billingdata.read.ReadLimits;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.WantedLines;
import dev.bursar.files.ObjectPlace;
import dev.bursar.files.StoredObject;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has an engine pick a delivery's lines of some days, accounts and resources, with some of their columns; which of these are wanted is
 * then decided here, as of lines that were fetched. Of the files only the ends come here before.
 */
public final class EngineLines implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EngineLines.class);
    private static final int MOST_RESULTS = 100_000;

    private final LineEngine engine;
    private final LineSource source;
    private final ObjectPlace results;
    private final KeptResults kept;
    private final Path work;
    private final PrivateFolder folder;
    private final ReadLimits limits;
    private final List<StoredObject> objects;
    private final LineSchema schema;
    private final List<Part> parts = new ArrayList<>();

    /** Files that are alike. */
    private record Part(LinePart sql, Chunk first, List<Integer> files, List<LineTable.Column> columns, String folder) {
        String table() {
            return sql.table();
        }

        /** Of all that the engine writes about it, below the place for results. */
        String written() {
            return "lines/" + table();
        }

        /** The places of columns that are read besides. */
        List<Integer> further(Collection<String> wanted) {
            Set<String> there = new HashSet<>();
            columns.forEach(column -> there.add(column.name().toLowerCase(Locale.ROOT)));
            var places = new ArrayList<Integer>();
            for (int place = 0; place < first.names().size(); place++) {
                String name = first.names().get(place);
                if (wanted.contains(name)
                        && LinePart.PLAIN_NAME.matcher(name).matches()
                        && LinePart.type(first.types().get(place)) != null
                        && there.add(name.toLowerCase(Locale.ROOT))) {
                    places.add(place);
                }
            }
            return places;
        }

        List<LineTable.Column> columns(List<Integer> further) {
            var all = new ArrayList<>(columns);
            for (int place : further) {
                String type = LinePart.type(first.types().get(place));
                if (type != null) {
                    all.add(new LineTable.Column(first.names().get(place), type));
                }
            }
            return all;
        }
    }

    /**
     * Lines that an engine picked.
     *
     * @param lines empty where there are none
     * @param names the files' own names of the columns, by the names that the lines have them by
     * @param scanned bytes that the engine read, as it counts them
     */
    public record Picked(Optional<FoundLines> lines, Map<String, String> names, long scanned) {}

    private EngineLines(
            EngineWork with,
            LineSource source,
            Path work,
            PrivateFolder folder,
            ReadLimits limits,
            List<StoredObject> objects,
            LineSchema schema) {
        engine = with.engine();
        results = with.results();
        kept = with.kept();
        this.source = source;
        this.work = work;
        this.folder = folder;
        this.limits = limits;
        this.objects = objects;
        this.schema = schema;
    }

    /**
     * Reads the ends of a delivery's files; nothing is asked of the engine yet. Exceptions as in {@link EngineReading#open}.
     *
     * @param with whose {@code kept} notes what is written, so that it is removed whatever becomes of the look-up
     * @return empty where the engine can't read the files alike
     */
    public static Optional<EngineLines> open(
            EngineWork with, LineSource source, Path work, ReadLimits limits, ReadListener watch) throws IOException {
        List<StoredObject> objects = List.copyOf(source.listing().get());
        var folder = new PrivateFolder(work, limits.diskMegabytes());
        EngineLines kept = null;
        try {
            Optional<List<ChargeFile>> ends = new FileEnds(source, folder, watch).read(objects);
            if (ends.isPresent()) {
                var lines = new EngineLines(
                        with,
                        source,
                        work,
                        folder,
                        limits,
                        objects,
                        LineSchema.ofEnds(ends.get(), Set.of(), folder, limits, watch));
                kept = lines.divide() ? lines : null;
            }
            return Optional.ofNullable(kept);
        } finally {
            if (kept == null) {
                folder.close();
            }
        }
    }

    private boolean divide() {
        Map<String, List<Integer>> alike = new LinkedHashMap<>();
        for (int i = 0; i < objects.size(); i++) {
            Chunk chunk = schema.chunks().get(i);
            alike.computeIfAbsent(parent(i) + " " + chunk.names() + " " + chunk.types(), any -> new ArrayList<>())
                    .add(i);
        }
        // tables of two people who look at the same delivery are two
        String name = "bursar_lines_" + UUID.randomUUID().toString().replace("-", "") + "_";
        for (List<Integer> same : alike.values()) {
            Chunk first = schema.chunks().get(same.getFirst());
            List<String> paths = same.stream()
                    .map(i -> engine.address(
                            source.store().name() + objects.get(i).key()))
                    .toList();
            var sql = new LinePart(name + parts.size(), schema, first, paths);
            Optional<List<LineTable.Column>> columns = sql.columns();
            if (columns.isEmpty()) {
                return false;
            }
            parts.add(new Part(sql, first, same, columns.get(), source.store().name() + parent(same.getFirst())));
        }
        return true;
    }

    private String parent(int file) {
        String key = objects.get(file).key();
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    /** The files' own names of all columns that the engine can read. */
    public List<String> columns() {
        Set<String> all = new LinkedHashSet<>();
        for (Part part : parts) {
            Set<String> read = new HashSet<>();
            part.columns(part.further(part.first().names())).forEach(column -> read.add(column.name()));
            part.first().names().stream().filter(read::contains).forEach(all::add);
        }
        return List.copyOf(all);
    }

    /** Bytes that the engine reads for lines with these columns. */
    public long bytes(Collection<String> columns) {
        return parts.stream().mapToLong(part -> bytes(part, columns)).sum();
    }

    /** What AWS charges for these bytes in USD; empty where it charges nothing for them. */
    public Optional<BigDecimal> usd(Collection<String> columns) {
        return engine.name() == EngineName.ATHENA
                ? Optional.of(parts.stream()
                        .map(part -> ScanPrice.usd(bytes(part, columns)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                : Optional.empty();
    }

    private long bytes(Part part, Collection<String> columns) {
        Set<String> names = part.columns(part.further(columns)).stream()
                .map(LineTable.Column::name)
                .collect(Collectors.toSet());
        return part.files().stream()
                .mapToLong(file -> schema.sizes().get(file).entrySet().stream()
                        .filter(column -> names.contains(column.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum())
                .sum();
    }

    /**
     * Looks lines up; with columns that charges are told by, and these.
     *
     * @throws EngineFailure when the engine doesn't do it
     * @throws DeliveryReplaced when files were replaced meanwhile
     * @throws ReadCancelled when the watch or an interrupt ended it
     * @throws ChargeFileRefused when there are more than {@code most}
     */
    public Picked find(WantedLines wanted, Collection<String> columns, long most, Watch watch) throws IOException {
        Map<Path, String> checks = new HashMap<>();
        var files = new ArrayList<ChargeFile>();
        Map<String, String> names = new LinkedHashMap<>();
        long scanned = 0;
        try {
            for (Part part : parts) {
                List<Integer> further = part.further(columns);
                kept.writing(Digests.of(part.table()), results(part), List.of(part.table()));
                once(
                        part,
                        watch,
                        0,
                        0,
                        one -> engine.create(new LineTable(part.table(), part.columns(further), part.folder()), one));
                WholeLines whole = part.sql().whole(further);
                RowCheck check = whole.check();
                String query = check.added(whole.lines(wanted.condition(schema.format(), part.sql()::cell)));
                long before = scanned;
                Unloaded picked = once(
                        part,
                        watch,
                        before,
                        bytes(part, columns),
                        one -> engine.unload(query, results(part) + "rows/", one));
                scanned += picked.scan().bytes();
                fetch(picked.folder(), part.table(), watch).forEach(file -> {
                    files.add(file);
                    checks.put(file.path(), check.read());
                });
                whole.names().forEach(names::putIfAbsent);
            }
        } catch (EngineFailure e) {
            look(watch);
            throw e;
        } finally {
            forget();
        }
        refuseReplaced();
        try {
            return new Picked(
                    files.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new ChargeFileReader(work, limits).find(files, checks, wanted, most, watch)),
                    names,
                    scanned);
        } catch (ChargeFileRefused e) {
            throw e.reason() == ChargeFileRefused.Reason.DAMAGED
                    ? new EngineFailure(EngineFailure.Kind.RESULTS, engine.name(), "A file of results can't be read", e)
                    : e;
        }
    }

    /** Follows a look-up. */
    public interface Watch extends ReadListener {
        /** Called now and then with the bytes that the engine has read so far. */
        default void scanned(long bytes) {}

        /** Called now and then with the bytes of results that have come. */
        default void fetched(long bytes, long all) {}
    }

    private interface Step<T> {
        T run(Statement statement);
    }

    /** @param bytes that it is expected to read, so that a cap holds before it starts */
    private static <T> T once(Part part, Watch watch, long before, long bytes, Step<T> step) {
        look(watch);
        Thread reader = Thread.currentThread();
        var followed = new LineEngine.Watch() {
            @Override
            public boolean cancelled() {
                return watch.cancelled() || reader.isInterrupted();
            }

            @Override
            public void scanned(long read) {
                watch.scanned(before + read);
            }
        };
        return step.run(new Statement(UUID.randomUUID().toString(), bytes, followed, 0, part.written()));
    }

    private static void look(ReadListener watch) {
        if (watch.cancelled() || Thread.currentThread().isInterrupted()) {
            throw new ReadCancelled();
        }
    }

    private List<ChargeFile> fetch(String address, String name, Watch watch) throws IOException {
        String key = address.substring(results.store().name().length());
        List<StoredObject> written = results.store().below(key, MOST_RESULTS, source.meter());
        long all = written.stream().mapToLong(StoredObject::size).sum();
        if (all >> 20 > limits.diskMegabytes()) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.TOO_LARGE,
                    null,
                    new ChargeFileFault.TooMuchPicked(engine.name().label(), all >> 20));
        }
        var files = new ArrayList<ChargeFile>();
        long come = 0;
        for (StoredObject object : written) {
            Path file = folder.path().resolve(name + "-%06d.parquet".formatted(files.size()));
            long before = come;
            boolean same = results.store().copy(object, file, source.meter(), bytes -> {
                look(watch);
                watch.fetched(before + bytes, all);
            });
            if (!same) {
                throw new EngineFailure(
                        EngineFailure.Kind.RESULTS, engine.name(), "A file of results was replaced", null);
            }
            come += object.size();
            files.add(new ChargeFile(name + "-" + files.size(), file));
        }
        return files;
    }

    private void refuseReplaced() {
        Map<String, StoredObject> now = new HashMap<>();
        source.listing().get().forEach(object -> now.put(object.key(), object));
        for (StoredObject object : objects) {
            StoredObject there = now.get(object.key());
            if (there == null || !there.tag().equals(object.tag()) || there.size() != object.size()) {
                throw new DeliveryReplaced(object);
            }
        }
    }

    private String results(Part part) {
        return engine.results() + part.written() + "/";
    }

    /** Removes what nobody reads again. What can't be removed now is noted, and a run that reads charge files tries it again. */
    private void forget() {
        for (Part part : parts) {
            try {
                engine.drop(part.table(), Statement.unwatched(0, part.written()));
                String key = results(part).substring(results.store().name().length());
                for (StoredObject object : results.store().below(key, MOST_RESULTS, source.meter())) {
                    results.store().remove(key, object, source.meter());
                }
                kept.removed(results(part));
            } catch (EngineFailure | SourceProblem e) {
                log.warn(
                        "What {} wrote of lines was not removed: {}",
                        engine.name().label(),
                        e.getMessage());
                if (e instanceof EngineFailure failure && failure.fact().kind() == EngineFailure.Kind.GONE) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
