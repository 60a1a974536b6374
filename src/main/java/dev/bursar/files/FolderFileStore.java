package dev.bursar.files;

import dev.bursar.files.FileStoreFull.Limit;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A folder that only Bursar's own user can read. Several nodes need one that they share. */
@Component
class FolderFileStore implements FileStore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,100}");
    /** How much is written between two looks at how much there is. */
    private static final long LOOK = 4 << 20;

    /** What the operating system says where a disk, or the user's part of it, is full. */
    private static final Pattern DISK_FULL = Pattern.compile("No space left on device|Disk quota exceeded");

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final long most;
    private final long mostOfPerson;

    FolderFileStore(@Value("${bursar.data}") Path data, ExportSettings settings) {
        folder = data.resolve("exports").toAbsolutePath().normalize();
        most = settings.mostMegabytes() << 20;
        mostOfPerson = settings.mostMegabytesOfPerson() << 20;
    }

    @Override
    public OutputStream create(String name, Supplier<Set<String>> ofPerson) throws IOException {
        Path file = file(name);
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(file);
            refuseBeyond(ofPerson, 1);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return writing(FileChannel.open(file, StandardOpenOption.WRITE), ofPerson);
        } catch (IOException e) {
            throw told(e);
        }
    }

    /** Writes into a new file. */
    OutputStream writing(FileChannel channel, Supplier<Set<String>> ofPerson) {
        return new BufferedOutputStream(new Bounded(channel, ofPerson), BUFFER);
    }

    /** @param more bytes that are to be written still */
    private void refuseBeyond(Supplier<Set<String>> ofPerson, long more) throws IOException {
        if (used(names()) + more > most) {
            throw new FileStoreFull(new Limit.AllFiles(most));
        }
        if (used(ofPerson.get()) + more > mostOfPerson) {
            throw new FileStoreFull(new Limit.FilesOfPerson(mostOfPerson));
        }
    }

    private IOException told(IOException e) {
        return e.getMessage() != null && DISK_FULL.matcher(e.getMessage()).find()
                ? new FileStoreFull(new Limit.Disk(folder))
                : e;
    }

    @Override
    public Optional<InputStream> open(String name) throws IOException {
        try {
            return Optional.of(Files.newInputStream(file(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public long size(String name) throws IOException {
        return size(file(name));
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    @Override
    public Set<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .collect(Collectors.toSet());
        }
    }

    private long used(Set<String> names) throws IOException {
        long used = 0;
        for (String name : names) {
            used += size(folder.resolve(name));
        }
        return used;
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("No file has such a name");
        }
        return folder.resolve(name);
    }

    /** Looks from time to time how much the files take; what is closed is on the disk. */
    private final class Bounded extends FilterOutputStream {
        private final FileChannel channel;
        private final Supplier<Set<String>> ofPerson;
        private long sinceLook;

        Bounded(FileChannel channel, Supplier<Set<String>> ofPerson) {
            super(Channels.newOutputStream(channel));
            this.channel = channel;
            this.ofPerson = ofPerson;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw told(e);
            }
            sinceLook += length;
            if (sinceLook >= LOOK) {
                sinceLook = 0;
                refuseBeyond(ofPerson, 0);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                if (channel.isOpen()) {
                    channel.force(true);
                }
                super.close();
            } catch (IOException e) {
                throw told(e);
            }
        }
    }
}
