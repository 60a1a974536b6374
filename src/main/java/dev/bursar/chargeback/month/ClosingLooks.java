package dev.bursar.chargeback.month;

import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.AnswerStore;
import dev.bursar.chargeback.answers.Dispute;
import dev.bursar.chargeback.corrections.CorrectionLine;
import dev.bursar.chargeback.corrections.CorrectionStore;
import dev.bursar.chargeback.differences.AcceptedDifferences;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.month.ClosingLook.OpenDispute;
import dev.bursar.chargeback.month.ClosingLook.Owed;
import dev.bursar.chargeback.month.ClosingLook.Silent;
import dev.bursar.chargeback.month.ClosingPlans.Plan;
import dev.bursar.chargeback.statement.Adjustments;
import dev.bursar.kernel.Decimals;
import module java.base;
import org.springframework.stereotype.Component;

/** Gathers what is read once more before a month is closed; who may is up to its callers. */
@Component
class ClosingLooks {
    private final IssueStore issues;
    private final AnswerStore answers;
    private final CorrectionStore corrections;
    private final Adjustments adjustments;
    private final AcceptedDifferences differences;

    ClosingLooks(
            IssueStore issues,
            AnswerStore answers,
            CorrectionStore corrections,
            Adjustments adjustments,
            AcceptedDifferences differences) {
        this.issues = issues;
        this.answers = answers;
        this.corrections = corrections;
        this.adjustments = adjustments;
        this.differences = differences;
    }

    ClosingLook of(YearMonth month, Plan plan) {
        List<IssuedStatement> statements = issues.statements(month).stream()
                .sorted(Comparator.comparing((IssuedStatement one) -> one.name().toLowerCase(Locale.ROOT))
                        .thenComparing(IssuedStatement::team))
                .toList();
        Map<Long, AnswerState> states = answers.states(statements);
        var disputes = new ArrayList<OpenDispute>();
        var silent = new ArrayList<Silent>();
        for (IssuedStatement one : statements) {
            switch (states.get(one.id())) {
                case AnswerState.Disputed any ->
                    answers.disputes(one.id()).stream()
                            .filter(Dispute::open)
                            .forEach(dispute -> disputes.add(
                                    new OpenDispute(one.team(), one.name(), dispute.id(), dispute.amount())));
                case AnswerState.Awaiting(var by) -> silent.add(new Silent(one.team(), one.name(), Optional.of(by)));
                case AnswerState.NoAnswer any -> silent.add(new Silent(one.team(), one.name(), Optional.empty()));
                case AnswerState.NotAsked any -> {}
                case AnswerState.Accepted any -> {}
                case AnswerState.Answered any -> {}
                case null -> {}
            }
        }
        return new ClosingLook(
                owed(month, statements),
                plan.postings(),
                differences.standing(month).stream()
                        .filter(one -> !plan.over().contains(one))
                        .toList(),
                plan.over(),
                disputes,
                silent);
    }

    private List<Owed> owed(YearMonth month, List<IssuedStatement> statements) {
        Map<String, Sums> sums = new TreeMap<>();
        for (IssuedStatement one : statements) {
            one.totals().forEach(total -> {
                Sums sum = sums.computeIfAbsent(total.getCurrencyUnit().getCode(), Sums::new);
                if (one.team() == 0) {
                    sum.unallocated = sum.unallocated.add(total.getAmount());
                } else {
                    sum.teams.add(one.team());
                    sum.byTeams = sum.byTeams.add(total.getAmount());
                }
            });
        }
        for (CorrectionLine line : corrections.in(month)) {
            Sums sum = sums.computeIfAbsent(line.currency(), Sums::new);
            sum.corrections = sum.corrections.add(line.amount());
        }
        adjustments.of(month).forEach((key, lines) -> {
            Sums sum = sums.computeIfAbsent(key.currency(), Sums::new);
            lines.forEach(line -> {
                sum.moved.add(line.id());
                sum.adjustments = sum.adjustments.add(line.amount());
            });
        });
        return sums.values().stream().map(Sums::owed).toList();
    }

    private static final class Sums {
        private final String currency;
        private final Set<Integer> teams = new HashSet<>();
        private final Set<Long> moved = new HashSet<>();
        private BigDecimal byTeams;
        private BigDecimal unallocated;
        private BigDecimal corrections;
        private BigDecimal adjustments;

        private Sums(String currency) {
            this.currency = currency;
            BigDecimal none = BigDecimal.ZERO.setScale(Decimals.of(currency));
            byTeams = none;
            unallocated = none;
            corrections = none;
            adjustments = none;
        }

        private Owed owed() {
            return new Owed(currency, teams.size(), byTeams, unallocated, corrections, adjustments, moved.size());
        }
    }
}
