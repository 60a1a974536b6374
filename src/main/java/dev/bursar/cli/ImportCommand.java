package dev.bursar.cli;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ImportReport;
import dev.bursar.billingdata.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.ReadProgress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Imports the files of one delivery of an export, and says what they held. */
@Component
class ImportCommand implements Command {
    static final String NAME = "import";
    static final String USAGE =
            "bursar import FILE…   (FOCUS, CUR 2.0 or legacy CUR; Parquet, CSV, gzip or ZIP; all files of one delivery)";

    private final ImportService imports;

    ImportCommand(ImportService imports) {
        this.imports = imports;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String usage() {
        return USAGE;
    }

    /** The files that the arguments name; {@link Usage} where one can't be read, which is known before anything is started. */
    static List<ChargeFile> files(List<String> arguments) {
        if (arguments.isEmpty() || arguments.stream().anyMatch(argument -> argument.startsWith("--"))) {
            throw new Usage("Name the files of one delivery.");
        }
        return arguments.stream().map(ImportCommand::file).toList();
    }

    private static ChargeFile file(String name) {
        Path path = BackupCommand.path(name);
        if (Files.isDirectory(path)) {
            throw new Usage(name + " is a folder. Name the files in it.");
        }
        if (!Files.exists(path)) {
            throw new Usage("There is no file " + name + ".");
        }
        if (!Files.isRegularFile(path)) {
            throw new Usage(name + " is a device or a pipe. Store its data in a file and name that.");
        }
        if (!Files.isReadable(path)) {
            throw new Usage(name + " can't be read. Give Bursar's user the right to read it.");
        }
        return new ChargeFile(String.valueOf(path.getFileName()), path);
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        List<ChargeFile> files = files(arguments);
        try {
            ImportReport.of(imports.take(files, new Progress())).forEach(out::println);
            return 0;
        } catch (ChargeFileRefused e) {
            System.err.println("Nothing was imported.\n  " + ImportReport.of(e));
            return 1;
        } catch (IOException e) {
            System.err.println("Nothing was imported: a file could not be read.\n  " + e.getMessage());
            return 1;
        }
    }

    /** A line on standard error for each tenth of a step. */
    private static final class Progress implements ReadListener {
        private String last = "";

        @Override
        public void progress(ReadProgress progress) {
            long tenth = progress.ofRows() == 0 ? 0 : 10 * progress.rows() / progress.ofRows();
            String now = progress.step() + " " + tenth;
            if (!now.equals(last)) {
                last = now;
                System.err.println(ImportReport.of(progress));
            }
        }
    }
}
