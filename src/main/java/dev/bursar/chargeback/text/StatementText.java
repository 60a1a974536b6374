package dev.bursar.chargeback.text;

import dev.bursar.chargeback.Statement;
import dev.bursar.chargeback.Statement.Direct;
import dev.bursar.chargeback.Statement.MayChange;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The lines of a statement in words and in order, for its page and its files. */
public final class StatementText {
    private StatementText() {}

    /** {@code research-prod (2109-8765-4321)}. */
    public static String account(Statement statement, Direct line) {
        String name = statement.accounts().getOrDefault(line.account(), "");
        return name.isEmpty() ? Formats.account(line.account()) : name + " (" + Formats.account(line.account()) + ")";
    }

    public static String service(String service) {
        return service.isEmpty() ? "No service" : service;
    }

    /** Sentences: what may still change it. */
    public static List<String> mayChange(Statement statement) {
        return statement.mayChange().stream()
                .map(reason -> mayChange(reason, statement))
                .toList();
    }

    private static String mayChange(MayChange reason, Statement statement) {
        return switch (reason) {
            case NEW_TEAM -> "This team is new. It gets no share of shared costs until an admin confirms it.";
            case CHARGES_CHANGED -> "Costs have changed since. The statement is updated within a few minutes.";
            case READ_EARLY -> "Costs were last read before the month ended. More charges will come.";
            case ESTIMATED ->
                "AWS still estimates the costs of "
                        + statement.cut().estimated().map(Formats::shortRange).orElseThrow() + ".";
            case NO_INVOICE ->
                "AWS\u2019s invoice for " + Formats.month(statement.month()) + " hasn\u2019t been read yet.";
            case DRAFT ->
                "This is a draft. Finance can change how shared costs are split, and admins can change which team owns"
                        + " a charge.";
        };
    }

    /** Lines that come to something in this month or the one before, by service: the dearest first, and so within each. */
    public static Map<String, List<Direct>> byService(List<Direct> lines) {
        return lines.stream()
                .filter(line -> line.amount().signum() != 0
                        || line.before() != null && line.before().signum() != 0)
                .sorted(Comparator.comparing(Direct::amount)
                        .reversed()
                        .thenComparing(Direct::account)
                        .thenComparing(Direct::category))
                .collect(Collectors.groupingBy(Direct::service))
                .entrySet()
                .stream()
                .sorted(Comparator.<Map.Entry<String, List<Direct>>, BigDecimal>comparing(
                                entry -> sum(entry.getValue()))
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    public static BigDecimal sum(List<Direct> lines) {
        return lines.stream().map(Direct::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
