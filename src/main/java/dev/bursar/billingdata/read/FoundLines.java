package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.delivery.Delivery;
import dev.bursar.billingdata.delivery.PrivateFolder;
import dev.bursar.billingdata.read.ReadProgress.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBReadableVector;

/** Lines of a delivery in Parquet that were looked for, told by what the format's statement makes of each; closing forgets them. */
public final class FoundLines implements AutoCloseable {
    private final PrivateFolder folder;
    private final DuckDbEngine engine;
    private final ParquetLines parquet;
    private final int files;
    private final List<LinePlace> places = new ArrayList<>();

    private FoundLines(Delivery delivery, PrivateFolder folder, ReadLimits limits, ReadReporter watch)
            throws IOException, SQLException {
        this.folder = folder;
        files = delivery.files().size();
        var paths = new ArrayList<Path>();
        for (int i = 0; i < files; i++) {
            paths.add(folder.take(delivery.files().get(i), i, "parquet"));
        }
        engine = new DuckDbEngine(folder.path(), paths, limits, limits.diskMegabytes(), watch);
        parquet = new ParquetLines(engine, delivery.files(), paths, Set.of());
    }

    /** Takes a line's values by the files' own column names; what is empty has none. */
    @FunctionalInterface
    public interface Sink {
        void line(Map<String, String> values) throws IOException;
    }

    /** @throws ChargeFileRefused also when there are more than {@code most}, or the files are no Parquet */
    static FoundLines of(
            Delivery delivery, WantedLines wanted, long most, Path work, ReadLimits limits, ReadListener watch)
            throws IOException {
        delivery.refuseOtherFiles();
        for (ChargeFile file : delivery.files()) {
            if (Container.of(file) != Container.PARQUET) {
                throw ChargeFileRefused.file(
                        ChargeFileRefused.Reason.NOT_AN_EXPORT,
                        file.name(),
                        "Lines can be looked up in Parquet only, and the delivery is text.",
                        "Have AWS deliver the export as Parquet.");
            }
        }
        var watched = new ReadReporter(watch, delivery.files().size());
        var folder = new PrivateFolder(work, limits.diskMegabytes());
        try {
            var found = new FoundLines(delivery, folder, limits, watched);
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
        var some = new Lines(
                all.format(),
                parquet.placed(wanted),
                null,
                all.tagText(),
                all.listedTags(),
                all.columns(),
                all.rows(),
                all.totals(),
                null);
        new ChargeReader(
                        engine,
                        some,
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
                    ChargeFileRefused.Reason.TOO_LARGE,
                    null,
                    String.format(Locale.ROOT, "There are more than %,d lines.", most),
                    "Choose fewer days, or filter by account, service or resource.");
        }
    }

    public long lines() {
        return places.size();
    }

    /** The names of all columns of all files, in the order in which the first file has them. */
    public Set<String> columns() {
        Set<String> all = new LinkedHashSet<>();
        parquet.names().forEach(all::addAll);
        return all;
    }

    /** Hands the lines over in the files' order. */
    public void each(Sink sink) throws IOException {
        try {
            for (int file = 0; file < files; file++) {
                List<String> names = parquet.names().get(file);
                engine.query(parquet.originals(file, names.size()), Step.HANDING_OVER, files, lines(), chunk -> {
                    for (long row = 0; row < chunk.rowCount(); row++) {
                        Map<String, String> values = new HashMap<>();
                        for (int i = 0; i < names.size(); i++) {
                            DuckDBReadableVector value = chunk.vector(i);
                            if (!value.isNull(row)) {
                                values.put(names.get(i), value.getString(row));
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
