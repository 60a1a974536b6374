package dev.bursar.kernel;

import module java.base;

/** The installation's key of 32 bytes, which lies beside the database and never in it, readable by its owner only. */
public final class KeyFile {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final Path file;

    public KeyFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    public Path path() {
        return file;
    }

    /**
     * Empty where there is none.
     *
     * @throws IllegalStateException where it is no key
     */
    public synchronized Optional<byte[]> read() {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != BYTES) {
                throw new IllegalStateException("The key in " + file + " doesn't have 32 bytes in Base64");
            }
            return Optional.of(key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The key in " + file + " isn't Base64", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same; it is made where there is none. */
    public synchronized byte[] readOrMake() {
        try {
            if (Files.notExists(file)) {
                make();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read().orElseThrow();
    }

    private void make() throws IOException {
        Files.createDirectories(file.getParent());
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        Path written = Files.createTempFile(
                file.getParent(),
                "key",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, Base64.getEncoder().encodeToString(key) + "\n");
        try {
            // a move may replace what another process has made since
            Files.createLink(file, written);
        } catch (FileAlreadyExistsException e) {
            // another process was first: its key counts
        } catch (UnsupportedOperationException | FileSystemException e) {
            // a file system without links
            if (Files.notExists(file)) {
                Files.move(written, file);
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
