package dev.bursar.chargeback.files;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.ui.Formats;
import module java.base;

/** What every file says of a statement. */
final class StatementWords {
    static final String UNALLOCATED = "Unallocated";

    private StatementWords() {}

    static String name(Statement statement) {
        return statement.team() == 0 ? UNALLOCATED : statement.name();
    }

    static String title(Statement statement) {
        return statement.team() == 0 ? UNALLOCATED : "Statement for " + statement.name();
    }

    /** {@code Draft 12}, {@code Statement 2026-10-007, version 1}. */
    static String called(Statement statement) {
        return (statement.issued().isPresent() ? "Statement " : "") + StatementText.called(statement);
    }

    /** When it was made: issued, or cut of the charges. */
    static Instant at(Statement statement) {
        return statement
                .issued()
                .map(Statement.Issued::at)
                .orElse(statement.cut().madeAt());
    }

    /** {@code Draft 12 · costs as of 24 Nov 2026, 06:12 UTC · 21–23 Nov estimated}; when and by whom where it was issued. */
    static String finality(Statement statement) {
        List<String> facts = new ArrayList<>(List.of(called(statement)));
        facts.addAll(StatementText.issued(statement));
        return String.join(" \u00B7 ", facts) + " \u00B7 " + costs(statement.cut());
    }

    /** {@code Issued 5 Nov 2026 · costs as of …} of all that were issued of a month; as one of them of drafts. */
    static String finality(List<Statement> statements) {
        Statement first = statements.getFirst();
        return first.issued().isEmpty() ? finality(first) : "Issued \u00B7 " + costs(first.cut());
    }

    private static String costs(Cut cut) {
        List<String> facts = new ArrayList<>(List.of("costs as of " + Formats.momentWithYear(cut.observedAt())));
        if (!estimated(cut).isEmpty()) {
            facts.add(estimated(cut) + " estimated");
        }
        if (!cut.fromExports()) {
            facts.add("from Cost Explorer, by day of use");
        }
        return String.join(" \u00B7 ", facts);
    }

    /** {@code 21–23 Nov}. */
    static String estimated(Cut cut) {
        return cut.estimated().map(Formats::shortRange).orElse("");
    }

    /** {@code BilledCost · EUR and USD}. */
    static String cost(List<InCurrency> currencies) {
        return currencies.isEmpty()
                ? "BilledCost"
                : currencies.stream()
                        .map(InCurrency::currency)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(" and ", "BilledCost \u00B7 ", ""));
    }

    static String costCentre(Statement statement) {
        return statement.costCentre().map(centre -> "cost centre " + centre).orElse("no cost centre");
    }
}
