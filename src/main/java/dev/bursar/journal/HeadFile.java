package dev.bursar.journal;

import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Keeps heads in a file of the data folder, a line each. */
@Component
class HeadFile implements HeadStore {
    static final String NAME = "journal-heads.txt";

    private final Path file;

    HeadFile(@Value("${bursar.data}") Path data) {
        this.file = data.resolve(NAME);
    }

    @Override
    public void publish(JournalHead head) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    head.line() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line that was cut short by a crash is passed over. */
    @Override
    public List<JournalHead> published() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.map(JournalHead::read).flatMap(Optional::stream).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
