package dev.bursar.files;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A folder that only Bursar's own user can read. Several nodes need one that they share. */
@Component
class FolderFileStore implements FileStore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,100}");
    /** How much is written between two looks at how much there is. */
    private static final long LOOK = 4 << 20;

    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final long most;

    FolderFileStore(@Value("${bursar.data}") Path data, ExportSettings settings) {
        folder = data.resolve("exports");
        most = settings.mostMegabytes() << 20;
    }

    @Override
    public OutputStream create(String name) throws IOException {
        Path file = file(name);
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.deleteIfExists(file);
        if (used() >= most) {
            throw new FileStoreFull(most);
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new BufferedOutputStream(new Bounded(FileChannel.open(file, StandardOpenOption.WRITE)), BUFFER);
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

    private long used() throws IOException {
        long used = 0;
        for (String name : names()) {
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

    /** Looks from time to time how much all files take; what is closed is on the disk. */
    private final class Bounded extends FilterOutputStream {
        private final FileChannel channel;
        private long sinceLook;

        Bounded(FileChannel channel) {
            super(Channels.newOutputStream(channel));
            this.channel = channel;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            written(1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            written(length);
        }

        private void written(int bytes) throws IOException {
            sinceLook += bytes;
            if (sinceLook >= LOOK) {
                sinceLook = 0;
                if (used() > most) {
                    throw new FileStoreFull(most);
                }
            }
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                channel.force(true);
            }
            super.close();
        }
    }
}
