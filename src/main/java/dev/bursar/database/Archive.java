package dev.bursar.database;

import dev.bursar.database.Manifest.TableData;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The file: a ZIP with one entry a table and the manifest at its end. Whatever reads it trusts nothing in it. */
final class Archive implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int LARGEST_MANIFEST = 16 << 20;

    private final ZipFile zip;
    private final byte[] manifestText;
    private final Manifest manifest;

    private Archive(ZipFile zip, byte[] manifestText) throws IOException {
        this.zip = zip;
        this.manifestText = manifestText;
        this.manifest = manifest(manifestText);
    }

    /**
     * Opens the file and reads all of it once.
     *
     * @throws Refused when it is no backup, is cut short or was changed
     */
    static Archive checked(Path file) {
        try {
            var zip = new ZipFile(file.toFile());
            try {
                var archive = new Archive(zip, text(zip, Manifest.NAME, "manifest"));
                archive.check();
                return archive;
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw new Refused(
                    file + " is not a backup of Bursar, or it is incomplete. Nothing was restored. Use another copy.",
                    e);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** What a seal is made of. */
    byte[] manifestText() {
        return manifestText;
    }

    /** Null where it has none. */
    @Nullable
    String seal() throws IOException {
        return zip.getEntry(BackupSeal.NAME) == null
                ? null
                : new String(text(zip, BackupSeal.NAME, "seal"), StandardCharsets.UTF_8);
    }

    /**
     * The table's rows; what is read is held against the manifest when the stream ends.
     *
     * @throws IOException from the stream, when the rows are not those that were kept
     */
    InputStream rows(TableData table) throws IOException {
        ZipEntry entry = zip.getEntry(table.entry());
        if (entry == null) {
            throw new IOException(table.name() + " is missing");
        }
        return new Checked(table, zip.getInputStream(entry));
    }

    private void check() throws IOException {
        Set<String> names = new HashSet<>(Set.of(Manifest.NAME));
        for (TableData table : manifest.tables()) {
            names.add(table.entry());
            try (InputStream rows = rows(table)) {
                rows.transferTo(OutputStream.nullOutputStream());
            }
        }
        names.add(BackupSeal.NAME);
        int seals = zip.getEntry(BackupSeal.NAME) == null ? 0 : 1;
        if (zip.size() != manifest.tables().size() + 1 + seals
                || !zip.stream().allMatch(entry -> names.contains(entry.getName()))) {
            throw new IOException("There is more in it than its manifest says");
        }
    }

    private static byte[] text(ZipFile zip, String name, String what) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("It has no " + what);
        }
        try (var in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            byte[] text = in.readNBytes(LARGEST_MANIFEST);
            // ZipFile doesn't compare checksums
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new IOException("Its " + what + " was changed");
            }
            return text;
        }
    }

    private static Manifest manifest(byte[] text) throws IOException {
        try {
            Manifest manifest = JSON.readValue(text, Manifest.class);
            if (manifest.format() < 1 || manifest.format() > Manifest.FORMAT) {
                throw new Refused(
                        "The backup has format " + manifest.format() + "; this version of Bursar reads format "
                                + Manifest.FORMAT + ". Restore it with the version that created it or a later one.");
            }
            return manifest;
        } catch (JacksonException e) {
            throw new IOException("Its manifest can't be read", e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Checked extends FilterInputStream {
        private final TableData table;
        private final DigestInputStream digest;
        private boolean ended;

        private Checked(TableData table, InputStream rows) {
            super(new DigestInputStream(rows, sha256()));
            this.table = table;
            this.digest = (DigestInputStream) in;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            checkAtEnd(read);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            checkAtEnd(read);
            return read;
        }

        private void checkAtEnd(int read) throws IOException {
            if (read < 0 && !ended) {
                ended = true;
                String is = HexFormat.of().formatHex(digest.getMessageDigest().digest());
                if (!is.equals(table.sha256())) {
                    throw new IOException(table.name() + " is not what was kept");
                }
            }
        }
    }

    /** Writes an archive, entry by entry. */
    static final class Writer implements AutoCloseable {
        private final ZipOutputStream zip;

        Writer(OutputStream to) {
            this.zip = new ZipOutputStream(to);
            zip.setLevel(Deflater.BEST_SPEED);
        }

        /** What fills an entry, and answers how many rows that were. */
        interface Rows<E extends Exception> {
            long into(OutputStream out) throws IOException, E;
        }

        <E extends Exception> TableData table(Layout.Table table, Rows<E> rows) throws IOException, E {
            var empty = new TableData(table.name(), table.parent(), table.from(), table.columns(), 0, "");
            zip.putNextEntry(new ZipEntry(empty.entry()));
            var digest = new DigestOutputStream(zip, sha256());
            long number = rows.into(digest);
            zip.closeEntry();
            return new TableData(
                    table.name(),
                    table.parent(),
                    table.from(),
                    table.columns(),
                    number,
                    HexFormat.of().formatHex(digest.getMessageDigest().digest()));
        }

        void end(Manifest manifest, BackupSeal seal) throws IOException {
            byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
            entry(BackupSeal.NAME, seal.of(text).getBytes(StandardCharsets.UTF_8));
            entry(Manifest.NAME, text);
            zip.finish();
        }

        private void entry(String name, byte[] text) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(text);
            zip.closeEntry();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
