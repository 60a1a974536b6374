package dev.bursar.chargeback.ledger.proof;

import dev.bursar.chargeback.ledger.proof.LedgerFlaw.Unsealed;
import dev.bursar.chargeback.ledger.proof.LedgerFlaw.Unsealed.How;
import dev.bursar.chargeback.ledger.proof.LoggedHashes.Log;
import dev.bursar.chargeback.ledger.proof.LoggedHashes.LoggedSeal;
import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.chargeback.seals.Seals.Seal;
import module java.base;
import org.springframework.stereotype.Component;

/** Compares what stands in the tables with the seals that the activity log has of it. */
@Component
class SealedThings {
    private final Seals seals;

    SealedThings(Seals seals) {
        this.seals = seals;
    }

    /**
     * What came of a kind.
     *
     * @param looked how many have a seal
     * @param before how many are from before there were seals
     */
    record Compared(long looked, long before, List<LedgerFlaw> flaws) {}

    Compared compare(Sealed kind, Log log) {
        return compare(kind, seals.all(kind), log);
    }

    static Compared compare(Sealed kind, List<Seal> there, Log log) {
        List<LedgerFlaw> flaws = new ArrayList<>();
        Set<String> found = new HashSet<>();
        long looked = 0;
        long before = 0;
        for (Seal one : there) {
            String named = kind.word() + ":" + one.thing();
            found.add(named);
            List<LoggedSeal> told = log.seals().getOrDefault(named, List.of());
            if (told.isEmpty() && log.unsealed().contains(named)) {
                before++;
                continue;
            }
            looked++;
            Optional<How> wrong = wrong(kind, one.seal(), told);
            wrong.ifPresent(how -> flaws.add(new Unsealed(
                    kind,
                    how,
                    one.month(),
                    one.called(),
                    told.isEmpty() ? 0 : told.getLast().entry())));
        }
        Set<String> named = new TreeSet<>(log.seals().keySet());
        named.addAll(log.unsealed());
        for (String thing : named) {
            if (!thing.startsWith(kind.word() + ":") || found.contains(thing)) {
                continue;
            }
            List<LoggedSeal> told = log.seals().getOrDefault(thing, List.of());
            if (told.isEmpty() || told.getLast().seal().isPresent()) {
                String called = thing.substring(kind.word().length() + 1);
                flaws.add(new Unsealed(
                        kind,
                        How.GONE,
                        month(told.isEmpty() ? called : told.getLast().subject(), called),
                        told.isEmpty() || told.getLast().statement().isEmpty()
                                ? called
                                : told.getLast().statement(),
                        told.isEmpty() ? 0 : told.getLast().entry()));
            }
        }
        return new Compared(looked, before, flaws);
    }

    private static Optional<How> wrong(Sealed kind, String seal, List<LoggedSeal> told) {
        if (told.isEmpty() || told.getLast().seal().isEmpty()) {
            return Optional.of(How.ADDED);
        }
        if (!kind.changes() && told.stream().map(LoggedSeal::seal).distinct().count() > 1) {
            return Optional.of(How.SEALED_AGAIN);
        }
        return told.getLast().seal().filter(seal::equals).isPresent() ? Optional.empty() : Optional.of(How.CHANGED);
    }

    /** Of the thing itself, or of the entry's subject, {@code chargeback:2026-10}. */
    private static Optional<YearMonth> month(String subject, String thing) {
        for (String text : List.of(thing, subject.substring(subject.indexOf(':') + 1))) {
            try {
                return Optional.of(YearMonth.parse(text));
            } catch (DateTimeException e) {
                // another kind of number
            }
        }
        return Optional.empty();
    }
}
