package dev.bursar.cli;

import dev.bursar.chargeback.ledger.proof.LedgerProof;
import dev.bursar.chargeback.ledger.proof.LedgerProofs;
import dev.bursar.chargeback.text.ProofText;
import dev.bursar.kernel.BackgroundScope;
import java.io.PrintStream;
import java.util.List;
import org.springframework.stereotype.Component;

/** Proves that the ledger is as it was posted, without a browser: after a restore for instance. */
@Component
class LedgerCommand implements Command {
    private final LedgerProofs proofs;
    private final BackgroundScope background;

    LedgerCommand(LedgerProofs proofs, BackgroundScope background) {
        this.proofs = proofs;
        this.background = background;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public String usage() {
        return "bursar ledger verify   (exit code 0 intact, 1 broken)";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (!arguments.equals(List.of("verify"))) {
            throw new Usage("Specify what to do with the ledger: verify.");
        }
        LedgerProof proof = background.call(proofs::prove);
        ProofText.lines(proof).forEach(out::println);
        return proof.flaws() == 0 ? 0 : 1;
    }
}
