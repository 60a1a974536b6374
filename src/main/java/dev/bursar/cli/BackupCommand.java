package dev.bursar.cli;

import dev.bursar.database.Backup;
import dev.bursar.database.Refused;
import dev.bursar.database.Summary;
import module java.base;
import org.springframework.stereotype.Component;

/** Keeps the database in one file. */
@Component
class BackupCommand implements Command {
    private final Backup backup;

    BackupCommand(Backup backup) {
        this.backup = backup;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String usage() {
        return "bursar backup FILE   (- writes to standard output; exit code 0 when the file is complete, 1 when there is none)";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        String file = file(arguments);
        try {
            if (file.equals("-")) {
                tell(System.err, stream(out));
            } else {
                tell(out, backup.to(path(file)));
            }
            return 0;
        } catch (Refused e) {
            System.err.println(e.words());
            return 1;
        } catch (IOException e) {
            System.err.println("Standard output was closed before the backup was complete.");
            return 1;
        }
    }

    private Summary stream(PrintStream out) throws IOException {
        var buffered = new BufferedOutputStream(out, 1 << 16);
        Summary summary = backup.to(buffered);
        buffered.flush();
        if (out.checkError()) {
            throw new IOException("Standard output was closed");
        }
        return summary;
    }

    private static void tell(PrintStream out, Summary summary) {
        out.printf(
                java.util.Locale.ENGLISH,
                "Backed up %,d rows of %d tables, schema %s. The file contains password hashes: keep it where only you can read it.%n",
                summary.rows(),
                summary.tables(),
                summary.schema());
    }

    static String file(List<String> arguments) {
        if (arguments.size() != 1
                || arguments.getFirst().startsWith("--")
                || arguments.getFirst().isBlank()) {
            throw new Usage("Specify one file.");
        }
        return arguments.getFirst();
    }

    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new Usage("This file name is not valid.");
        }
    }
}
