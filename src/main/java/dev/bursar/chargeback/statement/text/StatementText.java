package dev.bursar.chargeback.statement.text;

import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Issued;
import dev.bursar.chargeback.statement.Statement.MayChange;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.ui.Formats;
import module java.base;

/** The lines of a statement in words and in order, for its page and its files. */
public final class StatementText {
    private StatementText() {}

    public static final String OF_CLOSED_MONTHS = "Corrections of closed months";
    public static final String ADJUSTMENTS = "Adjustments";

    /** {@code research-prod (2109-8765-4321)}. */
    public static String account(Statement statement, Direct line) {
        String name = statement.accounts().getOrDefault(line.account(), "");
        return name.isEmpty() ? Formats.account(line.account()) : name + " (" + Formats.account(line.account()) + ")";
    }

    /** {@code 2026-10-007, version 1}; {@code Draft 12} of a draft. */
    public static String called(Statement statement) {
        return statement
                .issued()
                .map(StatementText::number)
                .orElseGet(() -> "Draft " + statement.cut().id());
    }

    private static String number(Issued issued) {
        return issued.number() + ", version " + issued.version();
    }

    /** {@code issued 5 Nov 2026}; nothing of a draft. */
    public static List<String> issued(Statement statement) {
        var facts = new ArrayList<String>();
        statement.issued().ifPresent(issued -> {
            facts.add("issued " + Formats.date(day(issued)) + " by " + issued.by());
            if (statement.team() != 0) {
                facts.add("answer by " + Formats.date(issued.answerBy()));
            }
        });
        return facts;
    }

    /** Why it was issued, for those who see all statements: the reason is one for all teams. Empty where there is none. */
    public static String why(Statement statement) {
        return statement
                .issued()
                .filter(issued -> statement.full() && !issued.reason().isEmpty())
                .map(issued -> "Reason for issuing: " + issued.reason())
                .orElse("");
    }

    private static LocalDate day(Issued issued) {
        return LocalDate.ofInstant(issued.at(), ZoneOffset.UTC);
    }

    /** {@code September 2026, statement 2026-09-007: Amazon SageMaker in vision-prod, usage that AWS restated}. */
    public static String sentence(Statement statement, OfClosed line) {
        String where = line.pool().isEmpty()
                ? service(line.service()) + " in "
                        + statement.accounts().getOrDefault(line.account(), Formats.account(line.account()))
                : "share of " + line.pool();
        return Formats.month(line.ofMonth())
                + (line.statement().isEmpty() ? "" : ", statement " + line.statement())
                + ": " + where + ", " + changed(line.category())
                + (line.was().isEmpty() ? "" : ", charged to " + line.was() + " at the time");
    }

    private static String changed(ChargeCategory category) {
        return switch (category) {
            case USAGE -> "usage that AWS restated";
            case PURCHASE -> "a purchase that AWS restated";
            case TAX -> "tax that AWS restated";
            case CREDIT -> "a credit from AWS";
            case ADJUSTMENT -> "an adjustment by AWS";
        };
    }

    /** {@code From Fraud: the cluster was theirs}; without another account only the reason. */
    public static String reason(Adjusted line) {
        return line.other().isEmpty() ? line.reason() : line.other() + ": " + line.reason();
    }

    public static BigDecimal ofClosed(InCurrency in) {
        return in.closed().stream().map(OfClosed::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public static BigDecimal adjusted(InCurrency in) {
        return in.adjustments().stream().map(Adjusted::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public static String service(String service) {
        return service.isEmpty() ? "No service" : service;
    }

    /** Why its total is compared with nothing. */
    public static String notCompared(InCurrency in, YearMonth month) {
        String last = Formats.month(month.minusMonths(1));
        return in.before().isEmpty()
                ? "No statement of " + last + " to compare with"
                : "Not compared with " + last + ", which has other pools";
    }

    /** Sentences: what may still change a draft; what an issued one is. */
    public static List<String> finality(Statement statement) {
        if (statement.issued().isEmpty()) {
            return mayChange(statement);
        }
        Issued issued = statement.issued().get();
        var sentences = new ArrayList<String>();
        sentences.add("Statement " + number(issued) + ", issued on " + Formats.date(day(issued)) + " by " + issued.by()
                + ".");
        sentences.add("It won\u2019t change: later changes by AWS appear on a later statement.");
        if (!why(statement).isEmpty()) {
            sentences.add(why(statement));
        }
        return sentences;
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
