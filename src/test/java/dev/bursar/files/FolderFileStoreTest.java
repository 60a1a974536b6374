package dev.bursar.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFileStoreTest {
    @TempDir
    Path data;

    private FolderFileStore store(long megabytes) {
        return new FolderFileStore(data, new ExportSettings(Duration.ofHours(1), megabytes));
    }

    @Test
    void aFileIsKeptUntilItIsDeletedAndOnlyItsOwnerMayReadIt() throws IOException {
        var store = store(1);
        assertThat(store.names()).isEmpty();
        try (var out = store.create("a-1")) {
            out.write(new byte[] {1, 2, 3});
        }
        assertThat(store.names()).containsExactly("a-1");
        assertThat(store.size("a-1")).isEqualTo(3);
        try (var in = store.open("a-1").orElseThrow()) {
            assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("exports/a-1"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("exports"))))
                .isEqualTo("rwx------");
        store.delete("a-1");
        store.delete("a-1");
        assertThat(store.open("a-1")).isEmpty();
        assertThat(store.size("a-1")).isZero();
    }

    @Test
    void allFilesTogetherTakeNoMoreThanTheyMay() throws IOException {
        var store = store(5);
        try (var out = store.create("a-1")) {
            out.write(new byte[3 << 20]);
        }
        try (var out = store.create("b-1")) {
            assertThatThrownBy(() -> out.write(new byte[4 << 20])).isInstanceOf(FileStoreFull.class);
        }
        assertThatThrownBy(() -> store.create("c-1")).isInstanceOf(FileStoreFull.class);
        store.delete("b-1");
        store.create("c-1").close();
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        for (String name : new String[] {"../x", "a/b", "", ".", "A", "a.txt"}) {
            assertThatThrownBy(() -> store(1).open(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
