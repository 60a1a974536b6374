package dev.bursar.chargeback.month;

import dev.bursar.chargeback.month.ChargebackService.MonthPage;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.month.Check.Weight;
import dev.bursar.chargeback.month.MonthStage.Stage;
import module java.base;

/**
 * What finance does next with a month, and what stands in the way of it.
 *
 * @param blocks open checks; none where it can be done now
 */
public record NextAct(Act act, YearMonth month, List<Check> blocks) {
    public enum Act {
        ISSUE,
        CLOSE
    }

    public NextAct {
        blocks = List.copyOf(blocks);
    }

    public boolean isOffered() {
        return offered(blocks);
    }

    /** While charges are being added up every check may change within a minute, for which the dialog waits. */
    public static boolean offered(List<Check> blocks) {
        return blocks.isEmpty() || blocks.stream().anyMatch(Check.BeingAddedUp.class::isInstance);
    }

    /**
     * Empty where the month isn't the ledger's next one, or is closed.
     *
     * @param behind names of teams whose adjustments their statements don't show
     */
    static Optional<NextAct> of(MonthPage page, List<String> behind) {
        MonthRow row = page.month();
        Stage stage = row.stage().stage();
        if (stage == Stage.NEXT && row.cut().isPresent()) {
            return Optional.of(new NextAct(Act.ISSUE, row.month(), open(page, Set.of(Weight.ISSUING))));
        }
        return stage == Stage.NEXT || stage == Stage.ISSUED
                ? Optional.of(new NextAct(Act.CLOSE, row.month(), closing(page, behind)))
                : Optional.empty();
    }

    /** What stands in the way of closing. */
    static List<Check> closing(MonthPage page, List<String> behind) {
        MonthRow row = page.month();
        var blocks = new ArrayList<>(open(page, Set.of(Weight.ISSUING, Weight.CLOSING)));
        // a month without charges has no statements to issue
        if (row.cut().isPresent() && row.stage().issue().isEmpty()) {
            blocks.add(new Check.NotIssued(List.of(), true));
        }
        if (!behind.isEmpty()) {
            blocks.add(new Check.ChangedSince(behind));
        }
        return blocks;
    }

    private static List<Check> open(MonthPage page, Set<Weight> weights) {
        return page.checks().stream()
                .filter(check -> !check.met() && weights.contains(check.weight()))
                .toList();
    }
}
