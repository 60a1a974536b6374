package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.LineSchema.Chunk;
import dev.bursar.billingdata.read.ReadProgress.Step;
import dev.bursar.billingdata.read.value.LinePlace;
import module java.base;
import java.sql.SQLException;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Lines of a delivery that were looked for, told by what the format's statement makes of each; closing forgets them. */
public final class FoundLines implements AutoCloseable {
    private final PrivateFolder folder;
    private final DuckDbEngine engine;
    private final ParquetLines parquet;
    private final int files;
    private final List<LinePlace> places = new ArrayList<>();
    private @Nullable LineFormat format;

    private FoundLines(
            Delivery delivery, Map<Path, String> checks, PrivateFolder folder, ReadLimits limits, ReadReporter watch)
            throws IOException, SQLException {
        this.folder = folder;
        files = delivery.files().size();
        var paths = new ArrayList<Path>();
        var taken = new ArrayList<ChargeFile>();
        var takenChecks = new HashMap<Path, String>();
        for (int i = 0; i < files; i++) {
            ChargeFile file = delivery.files().get(i);
            Container container = Container.of(file);
            Path path = container == Container.PARQUET
                    ? folder.take(file, i, "parquet")
                    : parquet(file, container, folder, i, limits, watch);
            paths.add(path);
            taken.add(new ChargeFile(file.name(), path));
            if (!checks.isEmpty()) {
                takenChecks.put(path, Objects.requireNonNull(checks.get(file.path())));
            }
        }
        engine = new DuckDbEngine(folder.path(), paths, limits, limits.diskMegabytes(), watch);
        if (!checks.isEmpty()) {
            ChargeFileReader.check(engine, taken, takenChecks);
        }
        parquet = new ParquetLines(engine, delivery.files(), paths, Set.of());
    }

    /** Writes a text file's columns as Parquet, each as a text, so that its lines can be looked up as those of Parquet. */
    private static Path parquet(
            ChargeFile file,
            Container container,
            PrivateFolder folder,
            int number,
            ReadLimits limits,
            ReadReporter watch)
            throws IOException, SQLException {
        Path text = folder.chunk(number, "csv");
        Path written = folder.chunk(number, "parquet");
        List<String> names;
        try (var bytes = Unpacked.open(file, container, limits, new Unpacked.Allowance(limits), watch)) {
            names = new CsvScanner(file.name(), bytes).header();
        } catch (IOException e) {
            throw Unpacked.refused(file, container, e);
        }
        try (var bytes = Unpacked.open(file, container, limits, new Unpacked.Allowance(limits), watch)) {
            Files.copy(bytes, text);
        } catch (IOException e) {
            throw Unpacked.refused(file, container, e);
        }
        String columns = names.stream()
                .map(name -> DuckDbEngine.literal(name) + ": 'varchar'")
                .collect(Collectors.joining(", "));
        try (var engine =
                new DuckDbEngine(folder.path(), List.of(text, written), limits, limits.diskMegabytes(), watch)) {
            engine.run(
                    "copy (select * from read_csv(" + DuckDbEngine.literal(text.toString()) + ", columns = {" + columns
                            + "}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
                            + " max_line_size = 8388608)) to " + DuckDbEngine.literal(written.toString())
                            + " (format parquet)");
        } catch (SQLException e) {
            throw ChargeFileRefused.file(ChargeFileRefused.Reason.DAMAGED, file.name(), Plain.TEXT_UNREADABLE, e);
        } finally {
            Files.delete(text);
        }
        return written;
    }

    /** Takes a line's values by the files' own column names; what is empty has none. */
    @FunctionalInterface
    public interface Sink {
        void line(Map<String, String> values) throws IOException;
    }

    /**
     * @param checks of files that an engine wrote, the digest of a row in SQL; empty for files as they were delivered
     * @throws ChargeFileRefused also when there are more than {@code most}
     */
    static FoundLines of(
            Delivery delivery,
            Map<Path, String> checks,
            WantedLines wanted,
            long most,
            Path work,
            ReadLimits limits,
            ReadListener watch)
            throws IOException {
        delivery.refuseOtherFiles();
        var watched = new ReadReporter(watch, delivery.files().size());
        var folder = new PrivateFolder(work, limits.diskMegabytes());
        try {
            var found = new FoundLines(delivery, checks, folder, limits, watched);
            try {
                found.find(wanted, most, watched);
            } catch (SQLException e) {
                throw found.parquet.refused(e);
            } catch (RuntimeException e) {
                found.engine.close();
                throw e;
            }
            return found;
        } catch (SQLException e) {
            folder.close();
            throw new IllegalStateException("DuckDB can't be used", e);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private void find(WantedLines wanted, long most, ReadReporter watch) throws SQLException {
        Lines all = parquet.check();
        format = all.format();
        new ChargeReader(
                        engine,
                        parquet.placed(wanted, all),
                        Set.of(),
                        line -> {
                            int end = LinePlace.end(line.resource());
                            if (wanted.wanted().test(line, line.resource().substring(0, end))) {
                                places.add(LinePlace.of(line.resource()));
                                refuseMany(most);
                            }
                        },
                        watch)
                .handOverUnproved(files);
        engine.run("create table places (file bigint, place bigint)");
        engine.fill("places", row -> {
            for (LinePlace place : places) {
                row.row(place.file(), place.row());
            }
        });
    }

    private void refuseMany(long most) {
        if (places.size() > most) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.TOO_LARGE, null, new ChargeFileFault.TooManyLines(most));
        }
    }

    public long lines() {
        return places.size();
    }

    /** The names of all columns of all files, in the order in which the first file has them. */
    public Set<String> columns() {
        Set<String> all = new LinkedHashSet<>();
        parquet.chunks().forEach(chunk -> all.addAll(chunk.names()));
        return all;
    }

    /** The files' own names of the columns that say most. */
    public Set<String> usual() {
        return Objects.requireNonNull(format).usual().stream()
                .flatMap(column -> parquet.chunks().stream()
                        .filter(chunk -> chunk.heading().place(column) != null)
                        .map(chunk -> chunk.heading().name(column)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The files' own names of the columns that hold numbers. */
    public Set<String> numbers() {
        Set<String> numbers = new LinkedHashSet<>();
        for (Chunk chunk : parquet.chunks()) {
            Objects.requireNonNull(format).columns().stream()
                    .filter(column -> column.isNumber() && chunk.heading().place(column) != null)
                    .map(column -> chunk.heading().name(column))
                    .forEach(numbers::add);
            for (int i = 0; i < chunk.names().size(); i++) {
                if (chunk.types().get(i).matches("DOUBLE|FLOAT|DECIMAL.*|.*INT|.*INTEGER")) {
                    numbers.add(chunk.names().get(i));
                }
            }
        }
        return numbers;
    }

    /** Hands all columns of the lines over in the files' order. */
    public void each(Sink sink) throws IOException {
        each(columns(), sink);
    }

    /** Hands these columns of the lines over, as far as a file has them. */
    public void each(Collection<String> columns, Sink sink) throws IOException {
        try {
            for (int file = 0; file < files; file++) {
                List<String> all = parquet.chunks().get(file).names();
                List<Integer> chosen = new ArrayList<>();
                for (int i = 0; i < all.size(); i++) {
                    if (columns.contains(all.get(i))) {
                        chosen.add(i);
                    }
                }
                if (chosen.isEmpty()) {
                    chosen.add(0); // the line is one all the same
                }
                engine.query(parquet.originals(file, chosen), Step.HANDING_OVER, files, lines(), chunk -> {
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        Map<String, String> values = new HashMap<>();
                        for (int i = 0; i < chosen.size(); i++) {
                            DuckDBReadableVector value = chunk.vector(i);
                            if (!value.isNull(row)) {
                                values.put(all.get(chosen.get(i)), value.getString(row));
                            }
                        }
                        take(sink, values);
                    }
                });
            }
        } catch (SQLException e) {
            throw parquet.refused(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void take(Sink sink, Map<String, String> values) {
        try {
            sink.line(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (folder) {
            engine.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not be closed", e);
        }
    }
}
