package dev.bursar.billingdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFolderTest {
    @TempDir
    Path data;

    private String upload(ImportFolder folder, int bytes) throws IOException {
        folder.path();
        String name = folder.newFile();
        Files.write(folder.file(name), new byte[bytes]);
        return name;
    }

    private List<Path> left() throws IOException {
        try (var files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("lock"))
                    .toList();
        }
    }

    /** What a killed process leaves: its folder, and a lock that nobody holds. */
    private Path killed(String process) throws IOException {
        Path folder = Files.createDirectories(data.resolve("imports/process-" + process));
        Files.createFile(folder.resolve("lock"));
        Files.createDirectories(folder.resolve("reading-1"));
        Files.writeString(folder.resolve("reading-1/chunk-000000.csv"), "half");
        return folder;
    }

    @Test
    void onlyItsOwnerCanReadItAndItGoesWithTheProcess() throws IOException {
        var folder = new ImportFolder(data);
        assertThat(data.resolve("imports")).doesNotExist();
        String name = upload(folder, 3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");
        assertThat(folder.used()).isEqualTo(3);
        Files.delete(folder.file(name));
        folder.close();
        assertThat(data.resolve("imports")).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftIsDeletedButForWhatWaits() throws IOException {
        Path dead = killed("11111111-1111-1111-1111-111111111111");
        String waits = "process-11111111-1111-1111-1111-111111111111/upload-22222222-2222-2222-2222-222222222222";
        Files.writeString(data.resolve("imports").resolve(waits), "waits");
        Files.writeString(dead.resolve("upload-33333333-3333-3333-3333-333333333333"), "half");
        var living = new ImportFolder(data);
        String other = upload(living, 5);

        var folder = new ImportFolder(data);
        String own = upload(folder, 7);
        folder.sweep(Set.of(waits));
        assertThat(left()).containsExactlyInAnyOrder(folder.file(waits), folder.file(other), folder.file(own));
        folder.sweep(Set.of());
        assertThat(left()).containsExactlyInAnyOrder(folder.file(other), folder.file(own));
        assertThat(dead).doesNotExist();
    }

    @Test
    void onlyNamesOfItsOwnBecomePaths() {
        var folder = new ImportFolder(data);
        for (String name : List.of(
                "../x",
                "/etc/passwd",
                "upload-22222222-2222-2222-2222-222222222222",
                folder.newFile() + "/../x",
                "process-11111111-1111-1111-1111-111111111111/lock",
                "")) {
            assertThatThrownBy(() -> folder.file(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
