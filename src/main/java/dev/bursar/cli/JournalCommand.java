package dev.bursar.cli;

import dev.bursar.journal.JournalHead;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.Verification;
import dev.bursar.kernel.BackgroundScope;
import module java.base;
import org.springframework.stereotype.Component;

/** Checks every seal of the journal, against heads too that were kept where the database's owner can't reach them. */
@Component
class JournalCommand implements Command {
    private final JournalService journal;
    private final BackgroundScope background;

    JournalCommand(JournalService journal, BackgroundScope background) {
        this.journal = journal;
        this.background = background;
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public String usage() {
        return "bursar journal verify [--head FILE]   (exit code 0 intact, 1 broken)";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("verify")) {
            throw new Usage("Specify what to do with the journal: verify.");
        }
        Options options = Options.of(arguments.subList(1, arguments.size()), List.of("--head"), List.of());
        List<JournalHead> heads =
                options.value("--head").map(JournalCommand::heads).orElse(List.of());
        return switch (background.call(() -> journal.verify(heads, (done, all) -> {}))) {
            case Verification.Intact intact -> {
                out.println(intact.words());
                yield 0;
            }
            case Verification.Broken broken -> {
                out.println(broken.words());
                out.println(broken.whatToDo());
                yield 1;
            }
        };
    }

    /** Those in a file, one a line. */
    static List<JournalHead> heads(String name) {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of(name));
        } catch (IOException | InvalidPathException e) {
            throw new Usage("The file " + name + " can't be read.");
        }
        var heads = new ArrayList<JournalHead>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                int number = i + 1;
                heads.add(JournalHead.read(lines.get(i))
                        .orElseThrow(() -> new Usage("Line " + number + " of " + name
                                + " is not a head. Expected a time, a number" + " and 64 hexadecimal digits.")));
            }
        }
        if (heads.isEmpty()) {
            throw new Usage("The file " + name + " contains no head.");
        }
        return heads;
    }
}
