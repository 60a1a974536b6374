package dev.bursar.cli;

import dev.bursar.chargeback.ledger.proof.LedgerVerification;
import dev.bursar.chargeback.ledger.proof.LedgerVerifier;
import dev.bursar.chargeback.text.ProofText;
import dev.bursar.journal.JournalHead;
import dev.bursar.kernel.BackgroundScope;
import module java.base;
import org.springframework.stereotype.Component;

/** Proves that the ledger is as it was posted, without a browser: after a restore for instance. */
@Component
class LedgerCommand implements Command {
    private final LedgerVerifier verifier;
    private final BackgroundScope background;

    LedgerCommand(LedgerVerifier verifier, BackgroundScope background) {
        this.verifier = verifier;
        this.background = background;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String usage() {
        return "bursar ledger verify [--head FILE]   (exit code 0 intact, 1 broken)";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("verify")) {
            throw new Usage("Specify what to do with the ledger: verify.");
        }
        Options options = Options.of(arguments.subList(1, arguments.size()), List.of("--head"), List.of());
        List<JournalHead> heads =
                options.value("--head").map(JournalCommand::heads).orElse(List.of());
        LedgerVerification found = background.call(() -> verifier.verify(heads, (done, all) -> {}));
        ProofText.lines(found).forEach(out::println);
        return found.agrees() ? 0 : 1;
    }
}
