package dev.bursar.cli;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ImportReportText;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.sync.text.ProblemText;
import module java.base;
import org.springframework.stereotype.Component;

/** Imports the files of one delivery of an export, and says what they held. */
@Component
class ImportCommand implements Command {
    static final String NAME = "import";
    static final String USAGE =
            "bursar import FILE…   (FOCUS, CUR 2.0 or legacy CUR; Parquet, CSV, gzip or ZIP; all files of one"
                    + " delivery)";

    private final ImportService imports;
    private final SyncJobs jobs;
    private final SyncRunner runner;

    ImportCommand(ImportService imports, SyncJobs jobs, SyncRunner runner) {
        this.imports = imports;
        this.jobs = jobs;
        this.runner = runner;
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
            throw new Usage("Specify the files of one delivery.");
        }
        return arguments.stream().map(ImportCommand::file).toList();
    }

    private static ChargeFile file(String name) {
        Path path = BackupCommand.path(name);
        if (Files.isDirectory(path)) {
            throw new Usage(name + " is a folder. Specify the files in it.");
        }
        if (!Files.exists(path)) {
            throw new Usage("The file " + name + " does not exist.");
        }
        if (!Files.isRegularFile(path)) {
            throw new Usage(name + " is a device or a pipe. Store its data in a file and specify that file.");
        }
        if (!Files.isReadable(path)) {
            throw new Usage(name + " can't be read. Give Bursar's user read access to it.");
        }
        return new ChargeFile(String.valueOf(path.getFileName()), path);
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        List<ChargeFile> files = files(arguments);
        try {
            ImportReportText.of(imports.take(files, new Progress())).forEach(out::println);
            return applyRules();
        } catch (ChargeFileRefused e) {
            System.err.println("Nothing was imported.\n  " + ImportReportText.of(e));
            return 1;
        } catch (IOException e) {
            System.err.println("Nothing was imported: a file could not be read.\n  " + e.getMessage());
            return 1;
        }
    }

    /** Gives the charges to the teams that were made of their tags; in the portal that is a job of its own. */
    private int applyRules() {
        SyncJob ownership = jobs.named(OwnershipRuleService.JOB).orElseThrow();
        RunRow run = runner.runOrAwait(ownership, "command line");
        if (run.state() == RunState.DONE) {
            return 0;
        }
        System.err.println("The files are imported, but the ownership rules were not applied to them.\n  "
                + (run.problem() == null ? run.state().label() : ProblemText.what(run.problem())));
        return 1;
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
                System.err.println(ImportReportText.of(progress));
            }
        }
    }
}
