package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.read.ReadProgress.Step;
import module java.base;
import java.sql.SQLException;

/** Reads a delivery of an export into charges: exactly, within limits, and wholly or not at all. */
public final class ChargeFileReader {
    private final Path work;
    private final ReadLimits limits;

    /** @param work a folder for temporary files, best on the files' own file system; each reading empties what it put there */
    public ChargeFileReader(Path work, ReadLimits limits) {
        this.work = work;
        this.limits = limits;
    }

    /**
     * Reads the delivery on the calling thread.
     *
     * @param tagKeys tags to keep, by the keys that charges have; all when empty
     * @param charges what it was given counts only once this method has returned
     * @throws ExportRefused when something in the delivery is wrong
     * @throws ReadCancelled when the watch or an interrupt ended the reading
     * @throws IOException when a file can't be read or written for want of rights or disk
     */
    public ChargeFileSummary read(Delivery delivery, Set<String> tagKeys, ChargeSink charges, ReadListener watch)
            throws IOException {
        try {
            return uninterrupted(delivery, tagKeys, charges, watch);
        } catch (ClosedByInterruptException e) {
            throw new ReadCancelled();
        }
    }

    /**
     * Looks lines up in a delivery, on the calling thread.
     *
     * @param most lines, above which it is refused
     * @throws ChargeFileRefused when there are more, or something in the files is wrong
     * @throws ReadCancelled when the watch or an interrupt ended it
     * @throws IOException when a file can't be read or written for want of rights or disk
     */
    public FoundLines find(Delivery delivery, WantedLines wanted, long most, ReadListener watch) throws IOException {
        return FoundLines.of(delivery, Map.of(), wanted, most, work, limits, watch);
    }

    /**
     * The same in lines that an engine picked out of a delivery.
     *
     * @param picked Parquet with lines as they are in the delivery, at least one file
     * @param checks by file: the digest of a row, in SQL, which is that in its column bursar_check
     */
    public FoundLines find(
            List<ChargeFile> picked, Map<Path, String> checks, WantedLines wanted, long most, ReadListener watch)
            throws IOException {
        return FoundLines.of(Delivery.of(picked), checks, wanted, most, work, limits, watch);
    }

    private ChargeFileSummary uninterrupted(
            Delivery delivery, Set<String> tagKeys, ChargeSink charges, ReadListener watch) throws IOException {
        delivery.refuseOtherFiles();
        List<ChargeFile> files = delivery.files();
        var containers = new ArrayList<Container>();
        for (ChargeFile file : files) {
            containers.add(Container.of(file));
        }
        long parquet = containers.stream().filter(Container.PARQUET::equals).count();
        if (parquet > 0 && parquet < files.size()) {
            throw ChargeFileRefused.file(ChargeFileRefused.Reason.MIXED, null, Plain.PARQUET_AND_TEXT);
        }
        var watched = new ReadReporter(watch, files.size());
        watched.look();
        watched.reportNow(Step.CHECKING, 0, 0, 0);
        try (var folder = new PrivateFolder(work, limits.diskMegabytes())) {
            return parquet > 0
                    ? parquet(files, folder, tagKeys, charges, watched)
                    : csv(files, containers, folder, tagKeys, charges, watched);
        }
    }

    private ChargeFileSummary parquet(
            List<ChargeFile> files, PrivateFolder folder, Set<String> tagKeys, ChargeSink charges, ReadReporter watch)
            throws IOException {
        var paths = new ArrayList<Path>();
        for (int i = 0; i < files.size(); i++) {
            paths.add(folder.take(files.get(i), i, "parquet"));
        }
        return reduce(files, folder, paths, limits.diskMegabytes(), watch, engine -> {
            var parquet = new ParquetLines(engine, files, paths, tagKeys);
            try {
                return new ChargeReader(engine, parquet.check(), tagKeys, charges, watch).handOver(files.size());
            } catch (SQLException e) {
                throw parquet.refused(e);
            }
        });
    }

    /**
     * Reads charges that an engine made of a delivery's lines, and lines of the same delivery that it left.
     *
     * @param left Parquet of the delivery's format; may be empty
     * @throws ChargeFileRefused when something in the files is wrong, or a file isn't as it was written
     */
    public ChargeFileSummary read(
            EngineCharges reduced,
            List<ChargeFile> left,
            Set<String> tagKeys,
            PrivateFolder folder,
            ChargeSink charges,
            ReadListener watch) {
        var files = new ArrayList<>(left);
        reduced.files()
                .forEach(path -> files.add(new ChargeFile(path.getFileName().toString(), path)));
        List<Path> leftPaths = left.stream().map(ChargeFile::path).toList();
        List<Path> paths = files.stream().map(ChargeFile::path).toList();
        var watched = new ReadReporter(watch, files.size());
        return reduce(files, folder, paths, limits.diskMegabytes(), watched, engine -> {
            check(engine, files, reduced.checks());
            Lines lines = left.isEmpty()
                    ? Lines.of(reduced, tagKeys)
                    : new ParquetLines(engine, left, leftPaths, tagKeys).check().with(reduced, tagKeys);
            return new ChargeReader(engine, lines, tagKeys, charges, watched).handOver(files.size());
        });
    }

    /** Refuses files with rows that aren't as they were written. */
    static void check(DuckDbEngine engine, List<ChargeFile> files, Map<Path, String> checks) throws SQLException {
        for (ChargeFile file : files) {
            var others = new long[1];
            engine.query(
                    "select count(*) from read_parquet(%s) where bursar_check is distinct from %s"
                            .formatted(
                                    DuckDbEngine.literal(file.path().toString()),
                                    Objects.requireNonNull(checks.get(file.path()))),
                    Step.CHECKING,
                    0,
                    0,
                    found -> others[0] = found.vector(0).getLong(0));
            if (others[0] > 0) {
                throw ChargeFileRefused.file(
                        ChargeFileRefused.Reason.DAMAGED, file.name(), new ChargeFileFault.RowsChanged(others[0]));
            }
        }
    }

    private ChargeFileSummary csv(
            List<ChargeFile> files,
            List<Container> containers,
            PrivateFolder folder,
            Set<String> tagKeys,
            ChargeSink charges,
            ReadReporter watch)
            throws IOException {
        var csv = new CsvLines(folder, limits, tagKeys, watch);
        Lines lines = csv.check(files, containers);
        var paths = new ArrayList<Path>();
        for (int i = 0; i < files.size(); i++) {
            paths.add(folder.chunk(i, "csv"));
        }
        return reduce(
                files,
                folder,
                paths,
                limits.diskMegabytes() - csv.megabytes(),
                watch,
                engine -> new ChargeReader(engine, lines, tagKeys, charges, watch).handOver(files.size()));
    }

    /** Charges that aren't the sums of their lines, which were added up apart from them: an error of Bursar's or of an engine's. */
    public static final class UnprovedCharges extends IllegalStateException {
        UnprovedCharges(String text) {
            super(text);
        }
    }

    private interface Reduction {
        ChargeFileSummary with(DuckDbEngine engine) throws SQLException;
    }

    private ChargeFileSummary reduce(
            List<ChargeFile> files,
            PrivateFolder folder,
            List<Path> paths,
            long diskMegabytes,
            ReadReporter watch,
            Reduction reduction) {
        try (var engine = new DuckDbEngine(folder.path(), paths, limits, diskMegabytes, watch)) {
            try {
                return reduction.with(engine);
            } catch (SQLException e) {
                throw engine.refused(e, files);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB can't be used", e);
        }
    }
}
