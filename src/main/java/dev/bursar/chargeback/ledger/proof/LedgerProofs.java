package dev.bursar.chargeback.ledger.proof;

import dev.bursar.chargeback.ledger.proof.LedgerProof.About;
import dev.bursar.chargeback.ledger.proof.LedgerProof.Part;
import dev.bursar.chargeback.ledger.proof.LoggedHashes.Log;
import dev.bursar.chargeback.seals.Sealed;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Proves the whole ledger, from one snapshot; only Bursar itself asks, for whoever may start its commands. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasRole('SYSTEM')")
public class LedgerProofs {
    private final PostedTransactions transactions;
    private final IssuedStatements statements;
    private final KeptFigures kept;
    private final SealedThings sealed;
    private final LoggedHashes logged;

    LedgerProofs(
            PostedTransactions transactions,
            IssuedStatements statements,
            KeptFigures kept,
            SealedThings sealed,
            LoggedHashes logged) {
        this.transactions = transactions;
        this.statements = statements;
        this.kept = kept;
        this.sealed = sealed;
        this.logged = logged;
    }

    public LedgerProof prove() {
        Log log = logged.read();
        Map<Long, String> posted = new TreeMap<>();
        List<LedgerFlaw> changed = new ArrayList<>();
        transactions.each((id, hash, asPosted) -> {
            posted.put(id, hash);
            if (!asPosted) {
                changed.add(new LedgerFlaw.Changed(id));
            }
        });
        List<IssuedStatements.Issued> issued = statements.all();
        long looked = 0;
        long before = 0;
        List<LedgerFlaw> unsealed = new ArrayList<>();
        for (Sealed kind : Sealed.values()) {
            SealedThings.Compared compared = sealed.compare(kind, log);
            looked += compared.looked();
            before += compared.before();
            unsealed.addAll(compared.flaws());
        }
        List<Part> parts = List.of(
                new Part(About.ZERO, posted.size(), transactions.unbalanced()),
                new Part(About.CONTENT, posted.size(), changed),
                new Part(About.LOG, posted.size(), logFlaws(posted, log.transactions())),
                new Part(About.STATEMENTS, issued.size(), statementFlaws(issued, log.statements())),
                new Part(About.TOTALS, issued.size(), statements.otherTotals()),
                new Part(About.CORRECTIONS, kept.corrections(), kept.otherCorrections()),
                new Part(About.CLOSED_MONTHS, transactions.closedMonths(), transactions.notZero()),
                new Part(About.CUTS, statements.issues(), statements.cutsGone()),
                new Part(About.ALLOCATIONS, statements.issues(), kept.otherAllocations()),
                new Part(About.SEALS, looked, unsealed));
        return new LedgerProof(parts, before, before > 0 ? log.since() : Optional.empty());
    }

    static List<LedgerFlaw> logFlaws(Map<Long, String> posted, Map<String, Set<String>> log) {
        Map<Long, List<LedgerFlaw>> flaws = new TreeMap<>();
        posted.forEach((id, hash) -> {
            Set<String> told = log.getOrDefault(String.valueOf(id), Set.of());
            if (told.isEmpty()) {
                flaws.put(id, List.of(new LedgerFlaw.NotInLog(id)));
            } else if (!told.equals(Set.of(hash))) {
                flaws.put(id, List.of(new LedgerFlaw.OtherInLog(id)));
            }
        });
        log.keySet().stream()
                .filter(id -> id.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .filter(id -> !posted.containsKey(id))
                .forEach(id -> flaws.put(id, List.of(new LedgerFlaw.Gone(id))));
        return flaws.values().stream().flatMap(List::stream).toList();
    }

    /** A number has a hash for each version. */
    static List<LedgerFlaw> statementFlaws(List<IssuedStatements.Issued> issued, Map<String, Set<String>> log) {
        List<LedgerFlaw> flaws = new ArrayList<>();
        Map<String, Set<String>> there = new TreeMap<>();
        for (IssuedStatements.Issued one : issued) {
            String hash = HexFormat.of().formatHex(one.hash());
            there.computeIfAbsent(one.number(), any -> new TreeSet<>()).add(hash);
            if (!one.asIssued()) {
                flaws.add(new LedgerFlaw.StatementChanged(one.number(), one.version()));
            }
            if (!log.getOrDefault(one.number(), Set.of()).contains(hash)) {
                flaws.add(new LedgerFlaw.StatementNotInLog(one.number(), one.version()));
            }
        }
        new TreeMap<>(log)
                .forEach((number, hashes) -> hashes.stream()
                        .filter(hash -> !there.getOrDefault(number, Set.of()).contains(hash))
                        .forEach(hash -> flaws.add(new LedgerFlaw.StatementGone(number))));
        return flaws;
    }
}
