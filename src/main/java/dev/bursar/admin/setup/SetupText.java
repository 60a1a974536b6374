package dev.bursar.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.costexplorer.KeyRequests;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.setup.Check;
import dev.bursar.setup.KeyRefused;
import dev.bursar.setup.SpendOfKey;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.control.SyncService.MeterState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import module java.base;

/** Words and badges of Set-up. */
final class SetupText {
    private static final int LONGEST_KEY = 60;

    private SetupText() {}

    static String usd(BigDecimal amount) {
        return Formats.money(amount, "USD");
    }

    /** {@code 30 to 125}. */
    static String requests(Estimate estimate) {
        return Formats.count(estimate.least()) + " to " + Formats.count(estimate.most());
    }

    /** {@code $0.30 to $1.25}. */
    static String usd(Estimate estimate) {
        return usd(estimate.leastUsd()) + " to " + usd(estimate.mostUsd());
    }

    /**
     * What an order of team keys asks of Cost Explorer.
     *
     * @param reading what reading all costs again asks, where that is known
     */
    static List<String> requests(KeyRequests asked, Optional<Estimate> reading, MeterState meter) {
        var sentences = new ArrayList<String>();
        if (asked.all()) {
            sentences.add("Bursar reads Cost Explorer\u2019s costs again immediately" + price(reading, meter) + "."
                    + days(reading.map(Estimate::mostUsd).orElse(BigDecimal.ZERO), meter));
        } else if (asked.firstMost() > 0) {
            BigDecimal most = KeyRequests.REQUEST_USD.multiply(BigDecimal.valueOf(asked.firstMost()));
            sentences.add("Bursar asks Cost Explorer again immediately for what this order changes: "
                    + range(asked.firstLeast(), asked.firstMost()) + " paid requests, at most " + usd(most) + "."
                    + days(most, meter));
        }
        if (asked.most() == 0) {
            return sentences;
        }
        BigDecimal most = asked.monthUsd(asked.most());
        sentences.add("Further keys take " + range(asked.least(), asked.most()) + " more paid requests a refresh, "
                + range(asked.month(asked.least()), asked.month(asked.most())) + " a month: "
                + usd(asked.monthUsd(asked.least())) + " to " + usd(most) + ".");
        if (most.compareTo(meter.monthlyCap()) > 0) {
            sentences.add(
                    "That can exceed the cap of " + usd(meter.monthlyCap())
                            + " a month. Once it is reached, costs are not refreshed until the next month. Raise it in Settings.");
        }
        return sentences;
    }

    /** What reading all costs again asks and pays: {@code : 12 to 20 paid requests, …}. */
    static String price(Optional<Estimate> reading, MeterState meter) {
        return reading.map(estimate -> ": " + requests(estimate) + " paid requests, " + usd(estimate)
                        + ", never more than the caps of " + usd(meter.dailyCap()) + " a day and "
                        + usd(meter.monthlyCap()) + " a month")
                .orElse("");
    }

    /** How long the daily cap makes requests take; "" where they fit into a day. */
    static String days(BigDecimal mostUsd, MeterState meter) {
        if (meter.dailyCap().signum() <= 0 || mostUsd.compareTo(meter.dailyCap()) <= 0) {
            return "";
        }
        return " At the cap of " + usd(meter.dailyCap()) + " a day this takes up to "
                + Formats.count(mostUsd.divide(meter.dailyCap(), 0, RoundingMode.CEILING)
                        .longValue()) + " days.";
    }

    /**
     * What the preview of another order says nothing of; "" where that is nothing.
     *
     * @param sums by currency, of the months since {@code first}
     */
    static String leftOut(Map<String, BigDecimal> sums, YearMonth first) {
        Map<String, BigDecimal> some = new TreeMap<>(sums);
        some.values().removeIf(sum -> sum.signum() == 0);
        return some.isEmpty()
                ? ""
                : " Costs of Cost Explorer are not in this: " + amounts(some) + " since " + Formats.month(first)
                        + ". They move once they are read by the new order.";
    }

    /** What a key that doesn't count, or not yet, would give a known team. */
    static String missed(String key, Map<String, BigDecimal> sums, YearMonth month) {
        return quoted(key) + " names a team for " + amounts(sums) + " more of " + Formats.month(month);
    }

    private static String range(int least, int most) {
        return least == most ? Formats.count(least) : Formats.count(least) + " to " + Formats.count(most);
    }

    /** {@code “team”}. */
    static String quoted(String key) {
        return "\u201C" + PlainText.cut(key, LONGEST_KEY) + "\u201D";
    }

    /** {@code $1,234.56 and EUR 10.00}. */
    static String amounts(Map<String, BigDecimal> amounts) {
        return amounts.isEmpty()
                ? "no costs"
                : amounts.entrySet().stream()
                        .map(amount -> Formats.money(amount.getValue(), amount.getKey()))
                        .collect(Collectors.joining(" and "));
    }

    /** {@code $1,234.56, 12.3% untagged}; by currency. */
    static String spend(Map<String, SpendOfKey.Sum> sums) {
        if (sums.isEmpty()) {
            return "no costs";
        }
        return sums.entrySet().stream()
                .map(sum -> Formats.money(sum.getValue().tagged(), sum.getKey())
                        + Formats.share(
                                        sum.getValue().untagged(),
                                        sum.getValue().total())
                                .map(share -> ", " + share + " untagged")
                                .orElse(""))
                .collect(Collectors.joining("; "));
    }

    static StatusBadge badge(Optional<Check> check, boolean needed) {
        return check.map(known -> switch (known.outcome()) {
                    case GRANTED -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, "Granted");
                    case DENIED -> new StatusBadge(needed ? Kind.DANGER : Kind.WARNING, Icons.CIRCLE_ALERT, "Missing");
                    case FAILED -> new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "Unknown");
                })
                .orElseGet(() -> open("Not tested"));
    }

    static StatusBadge open(String word) {
        return new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DASHED, word);
    }

    static StatusBadge done(String word) {
        return new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, word);
    }

    /** What AWS refused and what to do about it. */
    static Component problem(Check check) {
        return problem(
                String.valueOf(check.problem()), check.whatToDo() == null ? "" : check.whatToDo(), check.outcome());
    }

    static Component problem(String what, String whatToDo, Check.Outcome outcome) {
        var label = Styled.span("strong", "What to do: ");
        var words = new Div(new Div(new Span(what)), new Div(label, new Span(whatToDo)));
        var line =
                new Div((outcome == Check.Outcome.DENIED ? Icons.CIRCLE_ALERT : Icons.TRIANGLE_ALERT).create(), words);
        line.addClassNames("step-problem", outcome == Check.Outcome.DENIED ? "danger" : "warning");
        return line;
    }

    static String refusal(KeyRefused.Reason reason, String key) {
        return switch (reason) {
            case EMPTY -> "Enter the key of a cost allocation tag.";
            case TOO_LONG -> "A tag key has at most 128 characters.";
            case NOT_A_KEY -> "A tag key has visible characters and no dollar sign. Enter it exactly as in AWS.";
            case NOT_LISTED ->
                quoted(key)
                        + " is not among the cost allocation tags that AWS lists. Enter it exactly as in AWS, or check"
                        + " the connection again if it is new.";
            case NOT_ACTIVE ->
                quoted(key)
                        + " is not activated for cost allocation, so costs don\u2019t include it. Activate it in AWS Billing"
                        + " (Cost allocation tags). You can choose it within 24 hours.";
            case TWICE -> quoted(key) + " stands in the order already. Remove it once.";
            case TOO_MANY -> "At most " + TeamKeys.MOST + " keys can name teams. Remove one.";
            case READING ->
                "Bursar is reading costs by the current tag. Stop the run on the Sync page, or choose again when it has"
                        + " finished.";
        };
    }

    static String cap(CapReached cap) {
        return "Bursar sent no more requests: the next one would exceed the " + (cap.daily() ? "daily" : "monthly")
                + " cap of " + usd(cap.capUsd()) + ". Raise the cap in Settings, or try again after "
                + Formats.momentWithYear(cap.runsAgain()) + ".";
    }
}
