package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.Best;
import dev.bursar.efficiency.query.WorkloadRow.CostSource;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.text.FindingText;
import dev.bursar.efficiency.text.ReasonText;
import dev.bursar.efficiency.workload.AwsFindings.AwsFinding;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Words and figures of workloads, the same in the list, on a workload's page and in files. */
final class EfficiencyText {
    static final String USD = "USD";
    static final String NOT_KNOWN = "not known";
    static final String NO_GPU = "no GPU";
    static final String NOT_APPLICABLE = "n/a";
    static final String NO_REQUESTS = "no requests";

    static final String LOW_CONFIDENCE = "Low confidence: under 14 days of metrics.";

    private EfficiencyText() {}

    static StatusBadge badge(FindingState state) {
        return switch (state) {
            case ZOMBIE -> new StatusBadge(Kind.DANGER, Icons.OCTAGON_ALERT, state.label());
            case OVERSIZED -> new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, state.label());
            case WASTEFUL -> new StatusBadge(Kind.WARNING, Icons.HOURGLASS, state.label());
            case FITS -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, state.label());
            case STOPPED -> new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, state.label());
            case NOT_MEASURED -> new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DASHED, state.label());
        };
    }

    /**
     * Why a workload is in its state, as short as a row of the list wants it: the first sentence of the reason. Nothing where the proposal
     * says it.
     */
    static String brief(WorkloadRow row) {
        if (row.state() == FindingState.OVERSIZED && row.best() != null) {
            return "";
        }
        if (row.state() == FindingState.STOPPED && row.status().equals(FindingState.STOPPED.label())) {
            return "";
        }
        String reason = reason(row);
        int end = Math.max(reason.indexOf(". "), reason.indexOf(": "));
        if (reason.contains(". ") && reason.contains(": ")) {
            end = Math.min(reason.indexOf(". "), reason.indexOf(": "));
        }
        String first = end < 0 ? reason : reason.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    /** Why a workload is in its state. */
    static String reason(WorkloadRow row) {
        return FindingText.of(row.reason());
    }

    /** {@code → 1 × ml.g4dn.2xlarge}: what to do. */
    static String proposal(Best best) {
        return switch (best.action()) {
            case RIGHTSIZE -> "\u2192 " + instances(best.toCount(), best.toType());
            case DELETE -> "Delete";
            case STOP -> "Stop";
            case IDLE_SHUTDOWN -> "Stop when idle";
        };
    }

    /** {@code from 7 × ml.m5.4xlarge, 1 more}. */
    static String from(Best best, int open, int approved) {
        var words = new ArrayList<String>();
        if (best.action() == Action.RIGHTSIZE) {
            words.add("from " + instances(best.fromCount(), best.fromType()));
        }
        if (approved > 0) {
            words.add(open + approved == 1 ? "approved" : approved + " of " + (open + approved) + " approved");
        } else if (open > 1) {
            words.add((open - 1) + " more");
        }
        return String.join(", ", words);
    }

    /** {@code Endpoint · ml.m5.4xlarge · vision-labs}: with the place where its name alone doesn't tell it from the others. */
    static String about(WorkloadRow row) {
        var words = new ArrayList<String>();
        words.add(row.kind().label());
        if (!row.instanceType().isEmpty()) {
            words.add(row.instanceType());
        }
        switch (row.toldBy()) {
            case NAME -> {}
            case ACCOUNT -> words.add(row.accountName());
            case REGION -> words.add(row.accountName() + ", " + row.region());
        }
        return String.join(" \u00B7 ", words);
    }

    static String instances(int count, String type) {
        return Formats.count(count) + " \u00D7 " + PlainText.cut(type, 40);
    }

    /** A saving of a rate is never larger than the rate, however both are rounded. */
    static BigDecimal within(BigDecimal saving, @Nullable BigDecimal rate) {
        return rate == null ? saving : saving.min(rate);
    }

    /** {@code −$4,310}: a rate that goes, rounded. */
    static String less(BigDecimal usd) {
        return "\u2212" + Formats.about(usd, USD);
    }

    /** {@code 12.3%}; what is less than all is never written as 100%. */
    static String percent(double share) {
        String percent =
                Formats.share(BigDecimal.valueOf(share), BigDecimal.ONE).orElseThrow();
        return share < 1 && percent.equals("100.0%") ? "99.9%" : percent;
    }

    /** {@code 12.3%}; where it isn't known, which words stand in its place. */
    static String words(Figure figure) {
        return figure.value() == null ? missing(figure.reason()) : percent(figure.value());
    }

    private static String missing(@Nullable Reason reason) {
        return switch (reason) {
            case NO_GPU -> NO_GPU;
            case NOT_AN_ENDPOINT -> NOT_APPLICABLE;
            case NO_REQUESTS -> NO_REQUESTS;
            case null, default -> NOT_KNOWN;
        };
    }

    static Span cell(Figure figure) {
        if (figure.value() != null) {
            return new Span(percent(figure.value()));
        }
        // what there is none of is no figure
        return figure.reason() == Reason.NO_GPU || figure.reason() == Reason.NOT_AN_ENDPOINT
                ? new Span()
                : unknown(figure.reason());
    }

    static Span unknown(@Nullable Reason reason) {
        return quiet(missing(reason), ReasonText.of(reason));
    }

    /** In secondary colour, with the reason in a tooltip. */
    private static Span quiet(String words, String reason) {
        var span = new Span(words);
        span.addClassName("quiet");
        if (!reason.isEmpty()) {
            Tooltip.forComponent(span).setText(reason);
        }
        return span;
    }

    static Span money(@Nullable BigDecimal amount, @Nullable String currency, String reason) {
        return amount == null ? quiet(NOT_KNOWN, reason) : new Span(Formats.money(amount, currency(currency)));
    }

    static String perInferenceWords(WorkloadRow row) {
        return row.perInference() == null
                ? missing(row.perInferenceReason())
                : Formats.price(row.perInference(), currency(row.currency()));
    }

    /** Why the cost isn't known; "" where it is. */
    static String costReason(WorkloadRow row) {
        if (row.cost() != null) {
            return "";
        }
        return row.costSource() == CostSource.UNKNOWN
                ? "No charge names it, and its list price or its hours are not known."
                : ReasonText.of(Reason.OTHER_TEAM);
    }

    /** Why the cost of idle hours isn't known; "" where it is. */
    static String idleReason(WorkloadRow row) {
        if (row.idleCost() != null) {
            return "";
        }
        return row.idleShare().value() == null ? ReasonText.of(row.idleShare().reason()) : costReason(row);
    }

    static String currency(@Nullable String currency) {
        return Objects.requireNonNullElse(currency, USD);
    }

    /** Each currency by itself. */
    static String money(Map<String, BigDecimal> amounts) {
        return amounts.isEmpty()
                ? NOT_KNOWN
                : amounts.entrySet().stream()
                        .map(one -> Formats.money(one.getValue(), one.getKey()))
                        .collect(Collectors.joining(" and "));
    }

    /** {@code about $4,610}: rates, each currency by itself; "" where none is known. */
    static String rate(Map<String, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .map(one -> "about " + Formats.about(one.getValue(), one.getKey()))
                .collect(Collectors.joining(" and "));
    }

    /** Where no saving is proposed: that there is none can be said only of what was evaluated. */
    static String noSaving(WorkloadRow row) {
        return row.state() == FindingState.NOT_MEASURED ? "not known" : "nothing";
    }

    /** {@code about $4,610}; "" where it isn't known. */
    static String rate(WorkloadRow row) {
        return row.rate() == null ? "" : rate(Map.of(currency(row.currency()), row.rate()));
    }

    /** {@code 30 days}. */
    static String days(int days) {
        return Formats.count(days, "day", "days");
    }

    /** {@code 3.4}, {@code 1,200}: hours, vCPUs, GiB or requests a second. */
    static String number(double value) {
        double size = Math.abs(value);
        return Formats.number(BigDecimal.valueOf(value), size >= 100 ? 0 : size >= 10 ? 1 : 2);
    }

    /** {@code 1,047.1 M}; less than a million as it is. */
    static String millions(double value) {
        return value < 1_000_000
                ? number(value)
                : Formats.number(BigDecimal.valueOf(value / 1_000_000), value < 100_000_000 ? 1 : 0) + " M";
    }

    static String number(@Nullable Double value, String missing) {
        return value == null ? missing : number(value);
    }

    /** What AWS Compute Optimizer finds of a workload, and why Bursar finds something else. */
    static String aws(AwsFinding finding, WorkloadRow row) {
        String found = "AWS Compute Optimizer finds it " + PlainText.cut(finding.finding(), 40)
                + (finding.lookBackDays() == null
                        ? ""
                        : " over " + Formats.count(finding.lookBackDays(), "day", "days"))
                + (finding.savingsUsd() == null
                        ? "."
                        : ", and estimates a saving of " + Formats.about(finding.savingsUsd(), USD)
                                + " a month, before discounts.")
                + " Read " + Formats.moment(finding.readAt()) + ".";
        return row.state() == FindingState.ZOMBIE ? found : found + " " + difference(row);
    }

    /** AWS says how many days it looked at, but neither when they ended nor what it counts as use. */
    private static String difference(WorkloadRow row) {
        String days = "from " + Formats.moment(row.from()) + " to " + Formats.moment(row.to());
        Double requests = row.invocations();
        if (requests != null && requests > 0) {
            return "Bursar considers it in use, because CloudWatch counted " + number(requests)
                    + (requests == 1 ? " request " : " requests ") + days
                    + ". AWS says neither which days it covers nor how few requests it still calls unused.";
        }
        return row.state() == FindingState.NOT_MEASURED
                ? "Bursar can\u2019t tell: " + reason(row)
                : "Bursar judges it by rules of its own " + days + ": " + reason(row);
    }
}
