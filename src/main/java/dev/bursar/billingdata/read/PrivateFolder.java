package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileRefused;
import module java.base;
import org.springframework.util.FileSystemUtils;

/** A folder of one reading, with file names of Bursar's own; closing deletes it. */
public final class PrivateFolder implements AutoCloseable {
    private static final String PREFIX = "reading-";

    private final Path folder;
    private final long megabytes;
    private long copied;

    /** @param megabytes that files may take which have to be copied */
    public PrivateFolder(Path work, long megabytes) throws IOException {
        this.megabytes = megabytes;
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(work, ownerOnly);
        folder = Files.createTempDirectory(work.toRealPath(), PREFIX, ownerOnly);
    }

    public Path path() {
        return folder;
    }

    /** The place of a chunk, from 0, which need not be there yet. */
    public Path chunk(int chunk, String ending) {
        return folder.resolve("chunk-%06d.%s".formatted(chunk, ending));
    }

    /** The file under a name of its own: linked, or copied where the file system can't link. */
    public Path take(ChargeFile file, int chunk, String ending) throws IOException {
        Path taken = chunk(chunk, ending);
        try {
            Files.createLink(taken, file.path().toRealPath());
        } catch (UnsupportedOperationException | IOException e) {
            copied += Files.size(file.path());
            if (copied >> 20 > megabytes) {
                throw ChargeFileRefused.file(
                        ChargeFileRefused.Reason.TOO_LARGE,
                        file.name(),
                        new ChargeFileFault.TooMuchForCopies(megabytes));
            }
            Files.copy(file.path(), taken);
        }
        return taken;
    }

    /** Deletes what killed processes left; nobody else may be reading there. */
    public static void tidy(Path work) throws IOException {
        if (Files.isDirectory(work)) {
            try (var left = Files.newDirectoryStream(work, PREFIX + "*")) {
                for (Path folder : left) {
                    delete(folder);
                }
            }
        }
    }

    @Override
    public void close() {
        delete(folder);
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
