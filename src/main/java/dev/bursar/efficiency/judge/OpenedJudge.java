package dev.bursar.efficiency.judge;

import dev.bursar.efficiency.cost.WorkloadCosts.DayCost;
import dev.bursar.efficiency.price.Prices;
import dev.bursar.efficiency.proposal.Proposal.Action;
import dev.bursar.efficiency.proposal.ProposedChange;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges notebook instances and Studio apps: they publish no metrics, so hours that are billed are held against who opened them. */
final class OpenedJudge {
    private static final Duration UNOPENED = Duration.ofDays(Window.DAYS);

    private final WorkloadMeasures measures;
    private final MlWorkload workload;
    private final Judge.Context context;
    private final JudgedCost costs;

    OpenedJudge(WorkloadMeasures measures, Judge.Context context, JudgedCost costs) {
        this.measures = measures;
        this.workload = measures.workload();
        this.context = context;
        this.costs = costs;
    }

    /** Makes a verdict of a state, a sentence and proposals. */
    interface Verdicts<V> {
        V of(FindingState state, String reason, List<ProposedChange> proposals);
    }

    <V> V judge(Verdicts<V> verdicts) {
        if (workload.status().isEmpty() && workload.gone() == null) {
            return verdicts.of(FindingState.NOT_MEASURED, "AWS doesn\u2019t say its status.", List.of());
        }
        if (!workload.inService()) {
            return verdicts.of(FindingState.FITS, "Its status is " + workload.status() + ".", List.of());
        }
        Judge.Opened opened = context.opened();
        Instant last = opened.last();
        Instant before = context.now().minus(UNOPENED);
        if (last != null && !last.isBefore(before)) {
            return verdicts.of(FindingState.FITS, "Opened on " + day(last) + " by " + opened.person() + ".", List.of());
        }
        Instant since = opened.knownSince();
        if (last == null && since == null) {
            return verdicts.of(
                    FindingState.NOT_MEASURED,
                    "AWS publishes no usage of it, and CloudTrail events of this account and Region have not been"
                            + " read.",
                    List.of());
        }
        if (last == null && since != null && since.isAfter(before)) {
            return verdicts.of(
                    FindingState.NOT_MEASURED,
                    "CloudTrail events are available for fewer than 14 days here.",
                    List.of());
        }
        if (workload.created() != null && workload.created().isAfter(before)) {
            return verdicts.of(FindingState.NOT_MEASURED, "It is younger than 14 days.", List.of());
        }
        if (workload.created() == null && last == null) {
            return verdicts.of(
                    FindingState.NOT_MEASURED,
                    "Nobody opened it in 14 days, and AWS doesn\u2019t say when it was created.",
                    List.of());
        }
        String words = last != null
                ? "Not opened since " + day(last) + ". " + opened.person() + " opened it last."
                : "Not opened since " + day(since == null ? before : since)
                        + ". CloudTrail events of earlier days were not read.";
        double hours = inWindow().mapToDouble(DayCost::hours).sum();
        Optional<BigDecimal> month = costs.billedHoursMonth();
        if (costs.isShared()) {
            return verdicts.of(FindingState.WASTEFUL, words + " Several teams pay for it.", List.of());
        }
        if (hours < 1 || month.isEmpty() || month.get().signum() <= 0) {
            return verdicts.of(FindingState.NOT_MEASURED, words + " Its cost by resource is not known.", List.of());
        }
        // without a list price the bill's saving stands for it, which it can where it is in USD
        return verdicts.of(
                FindingState.WASTEFUL,
                words,
                listSaving()
                        .or(() -> costs.isInUsd() ? month : Optional.empty())
                        .map(list -> List.of(draft(words, hours, list, month.get())))
                        .orElse(List.of()));
    }

    private Stream<DayCost> inWindow() {
        return measures.costs().stream()
                .filter(one -> !one.day().isBefore(measures.window().firstDay())
                        && one.day().isBefore(measures.window().endDay()));
    }

    /** What it ran, and what that cost; what goes on costing without it, apart. */
    private List<String> ran(String words, double hours, String currency) {
        BigDecimal byHour = BigDecimal.ZERO;
        BigDecimal rest = BigDecimal.ZERO;
        for (DayCost one : inWindow().toList()) {
            if (one.instanceType().isEmpty()) {
                rest = rest.add(one.effective());
            } else {
                byHour = byHour.add(one.effective());
            }
        }
        String days = Formats.count(measures.window().chargedDays(), "day", "days");
        String ran = "It ran for " + Math.round(hours) + " billed hours in " + days + ". These cost "
                + Formats.money(byHour, currency) + ".";
        return rest.signum() > 0
                ? List.of(
                        words,
                        ran,
                        "Charges that aren\u2019t by the hour, such as its volume, were "
                                + Formats.money(rest, currency) + " in these days. Stopping it doesn\u2019t save them.")
                : List.of(words, ran);
    }

    /** {@code 18 Oct}: who opened it at which hour is for CloudTrail's pages. */
    private static String day(Instant moment) {
        return Formats.shortDate(LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    /** The hours that are billed a month, at list price; empty where there is none. */
    private Optional<BigDecimal> listSaving() {
        return measures.offer(only().instanceType())
                .map(offer -> offer.usdPerHour()
                        .multiply(BigDecimal.valueOf(costs.hoursAMonth()))
                        .setScale(2, RoundingMode.HALF_UP));
    }

    private Variant only() {
        return measures.current().getFirst();
    }

    private ProposedChange draft(String words, double hours, BigDecimal list, BigDecimal month) {
        Variant only = only();
        String currency = costs.currency();
        Prices.Version version = listSaving().isPresent() ? measures.prices().version() : null;
        boolean app = workload.kind() == WorkloadKind.APP;
        return new ProposedChange(
                workload.id(),
                "",
                app ? Action.IDLE_SHUTDOWN : Action.STOP,
                String.valueOf(only.instanceType()),
                1,
                "",
                0,
                "",
                false,
                list,
                month,
                currency,
                version == null ? null : version.id(),
                measures.prices().isTyped(measures.component(), String.valueOf(only.instanceType())),
                ran(words, hours, currency),
                List.of(
                        "People open it with the AWS console or API, which CloudTrail records.",
                        app
                                ? "Idle shutdown doesn\u2019t act while a kernel or terminal is open."
                                : "Its volume is still billed while it is stopped, and its data is kept."));
    }
}
