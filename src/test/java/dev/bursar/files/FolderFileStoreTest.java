package dev.bursar.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.files.FileStoreFull.Limit;
import module java.base;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFileStoreTest {
    @TempDir
    Path data;

    private FolderFileStore store(long megabytes) {
        return new FolderFileStore(data, new ExportSettings(Duration.ofHours(1), megabytes, 4));
    }

    @Test
    void aFileIsKeptUntilItIsDeletedAndOnlyItsOwnerMayReadIt() throws IOException {
        var store = store(1);
        assertThat(store.names()).isEmpty();
        try (var out = store.create("a-1", Set::of)) {
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
        try (var out = store.create("a-1", Set::of)) {
            out.write(new byte[3 << 20]);
        }
        try (var out = store.create("b-1", Set::of)) {
            isFull(() -> out.write(new byte[4 << 20]), new Limit.AllFiles(5 << 20));
        }
        isFull(() -> store.create("c-1", Set::of), new Limit.AllFiles(5 << 20));
        store.delete("b-1");
        store.create("c-1", Set::of).close();
    }

    @Test
    void onePersonsFilesTakeNoMoreThanTheirShare() throws IOException {
        var store = store(100);
        try (var out = store.create("a-1", Set::of)) {
            out.write(new byte[4 << 20]);
        }
        isFull(() -> store.create("a-2", () -> Set.of("a-1")), new Limit.FilesOfPerson(4 << 20));
        // one that began after this one counts too
        try (var out = store.create("b-1", Set::of)) {
            out.write(new byte[2 << 20]);
        }
        try (var out = store.create("b-2", () -> Set.of("b-1", "b-2"))) {
            isFull(() -> out.write(new byte[4 << 20]), new Limit.FilesOfPerson(4 << 20));
        }
        try (var out = store.create("c-1", () -> Set.of("c-1"))) {
            out.write(new byte[4 << 20]);
        }
    }

    @Test
    void aFullDiskIsNamedByItsFolder() throws IOException {
        var disk = new Limit.Disk(data.resolve("exports"));
        try (var device = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            var out = store(1).writing(device, Set::of);
            isFull(() -> out.write(new byte[1 << 17]), disk);
            out.write(1);
            isFull(out::flush, disk);
        }
    }

    private static void isFull(ThrowingCallable writing, Limit limit) {
        assertThatThrownBy(writing)
                .isInstanceOfSatisfying(
                        FileStoreFull.class, full -> assertThat(full.limit()).isEqualTo(limit));
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        for (String name : new String[] {"../x", "a/b", "", ".", "A", "a.txt"}) {
            assertThatThrownBy(() -> store(1).open(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
