package dev.bursar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFilesTest {
    @TempDir
    Path folder;

    @Test
    void filesAreNamedAsTheyAreCalled() throws IOException {
        Path file = Files.createFile(folder.resolve("lines.csv"));
        assertThat(ImportCommand.files(List.of(file.toString())))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.name()).isEqualTo("lines.csv");
                    assertThat(found.path()).isEqualTo(file);
                });
    }

    @Test
    void foldersAndDevicesAreSaidToBeWhatTheyAre() {
        refused("Specify the files of one delivery.");
        refused("Specify the files of one delivery.", "--all");
        refused(
                "The file " + folder.resolve("x.csv") + " does not exist.",
                folder.resolve("x.csv").toString());
        refused(folder + " is a folder. Specify the files in it.", folder.toString());
        refused("/dev/null is a device or a pipe. Store its data in a file and specify that file.", "/dev/null");
        refused("This file name is not valid.", "a\0b");
    }

    @Test
    void aMissingFileIsReportedBeforeAnythingIsStarted() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            // there is no database here: a context that starts would fail
            assertThat(CommandLine.run("import", folder.resolve("x.csv").toString()))
                    .isEqualTo(64);
        } finally {
            System.setErr(err);
            System.setOut(out);
        }
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualTo("The file %s does not exist.%nUsage: %s%n"
                        .formatted(folder.resolve("x.csv"), ImportCommand.USAGE));
    }

    private static void refused(String sentence, String... arguments) {
        assertThatThrownBy(() -> ImportCommand.files(List.of(arguments)))
                .isInstanceOf(Usage.class)
                .hasMessage(sentence);
    }
}
