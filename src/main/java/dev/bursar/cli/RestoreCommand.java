package dev.bursar.cli;

import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.database.BackupSeal;
import dev.bursar.database.Refused;
import dev.bursar.database.Restore;
import dev.bursar.database.Summary;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.Verification;
import dev.bursar.kernel.BackgroundScope;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Puts a backup into an empty database and proves that it is whole: every seal of the journal, and rollups against charges. */
@Component
class RestoreCommand implements Command {
    private final Restore restore;
    private final BackupSeal seal;
    private final JournalService journal;
    private final ChargeTotals totals;
    private final BackgroundScope background;
    private final Path data;

    RestoreCommand(
            Restore restore,
            BackupSeal seal,
            JournalService journal,
            ChargeTotals totals,
            BackgroundScope background,
            @Value("${bursar.data}") Path data) {
        this.restore = restore;
        this.seal = seal;
        this.journal = journal;
        this.totals = totals;
        this.background = background;
        this.data = data;
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String usage() {
        return "bursar restore FILE [--without-seal]   (- reads standard input; the database must be empty; exit code 0 restored, 1 not restored)";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        boolean unsealed = arguments.contains(BackupSeal.WITHOUT);
        String file = BackupCommand.file(arguments.stream()
                .filter(one -> !one.equals(BackupSeal.WITHOUT))
                .toList());
        try {
            Restored restored = file.equals("-") ? fromInput(unsealed) : from(BackupCommand.path(file), unsealed);
            Summary summary = restored.summary();
            Verification sealed = background.call(() -> journal.verify(List.of(), (done, all) -> {}));
            long differences = background.call(totals::differencesOfRollups);
            if (sealed instanceof Verification.Broken || differences > 0) {
                restore.undo();
                System.err.println(
                        sealed instanceof Verification.Broken
                                ? sealed.words()
                                : String.format(
                                        Locale.ENGLISH, "%,d stored sums differ from their charges.", differences));
                System.err.println("The backup is not consistent. The database was emptied again. Use another backup.");
                return 1;
            }
            out.printf(
                    Locale.ENGLISH,
                    "Restored %,d rows of %d tables, schema %s. The sums match their charges. %s %s%n",
                    summary.rows(),
                    summary.tables(),
                    summary.schema(),
                    sealed.words(),
                    restored.seal());
            return 0;
        } catch (Refused e) {
            System.err.println(e.words());
            return 1;
        } catch (IOException e) {
            System.err.println("The backup could not be read from standard input. Nothing was restored.");
            return 1;
        }
    }

    /** @param seal what is known of its seal, in a sentence */
    private record Restored(Summary summary, String seal) {}

    private Restored from(Path file, boolean unsealed) {
        String known = seal.accepted(file, unsealed);
        return new Restored(restore.from(file), known);
    }

    /** What comes in is kept for as long as it takes, because it is checked as a whole before anything is written. */
    private Restored fromInput(boolean unsealed) throws IOException {
        Files.createDirectories(data.toAbsolutePath());
        Path file = Files.createTempFile(data.toAbsolutePath(), "restore", ".zip");
        try {
            try (InputStream in = new FileInputStream(FileDescriptor.in);
                    OutputStream kept = Files.newOutputStream(file)) {
                in.transferTo(kept);
            }
            return from(file, unsealed);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
