package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.cost.WorkloadCosts.DayCost;
import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.fact.ChangeNote.BilledOn;
import dev.bursar.efficiency.fact.ChangeNote.KernelKeepsRunning;
import dev.bursar.efficiency.fact.ChangeNote.OpeningIsRecorded;
import dev.bursar.efficiency.fact.ChangeNote.Ran;
import dev.bursar.efficiency.fact.ChangeNote.VolumeStays;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.fact.FindingReason.EventsNotRead;
import dev.bursar.efficiency.fact.FindingReason.EventsTooShort;
import dev.bursar.efficiency.fact.FindingReason.InStatus;
import dev.bursar.efficiency.fact.FindingReason.NotOpened;
import dev.bursar.efficiency.fact.FindingReason.Payers;
import dev.bursar.efficiency.fact.FindingReason.TooYoung;
import dev.bursar.efficiency.fact.FindingReason.UnopenedOfUnknownAge;
import dev.bursar.efficiency.fact.Unopened;
import dev.bursar.efficiency.prices.Prices;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.proposals.ProposedChange;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import module java.base;
import org.jspecify.annotations.Nullable;

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

    /** Makes a verdict of a state, its reason and proposals. */
    interface Verdicts<V> {
        V of(FindingState state, FindingReason reason, List<ProposedChange> proposals);
    }

    <V> V judge(Verdicts<V> verdicts) {
        if (!workload.inService()) {
            FindingState state = workload.status().isEmpty() ? FindingState.NOT_MEASURED : FindingState.FITS;
            return verdicts.of(state, new InStatus(workload.status()), List.of());
        }
        Judge.Opened opened = context.opened();
        Instant last = opened.last();
        Instant before = context.now().minus(UNOPENED);
        if (last != null && !last.isBefore(before)) {
            return verdicts.of(FindingState.FITS, new FindingReason.Opened(last, opened.person()), List.of());
        }
        Instant since = last == null ? opened.knownSince() : last;
        FindingReason unknown = unknown(last, since, before);
        if (since == null || unknown != null) {
            return verdicts.of(
                    FindingState.NOT_MEASURED, Objects.requireNonNullElse(unknown, new EventsNotRead()), List.of());
        }
        var unopened = new Unopened(since, last == null ? null : opened.person());
        if (costs.isShared()) {
            return verdicts.of(FindingState.WASTEFUL, new NotOpened(unopened, Payers.SEVERAL_TEAMS), List.of());
        }
        double hours = inWindow().mapToDouble(DayCost::hours).sum();
        Optional<BigDecimal> month = costs.billedHoursMonth();
        if (hours < 1 || month.isEmpty() || month.get().signum() <= 0) {
            return verdicts.of(FindingState.NOT_MEASURED, new NotOpened(unopened, Payers.NOT_KNOWN), List.of());
        }
        // without a list price the bill's saving stands for it, which it can where it is in USD
        return verdicts.of(
                FindingState.WASTEFUL,
                new NotOpened(unopened, Payers.KNOWN),
                listSaving()
                        .or(() -> costs.isInUsd() ? month : Optional.empty())
                        .map(list -> List.of(draft(unopened, hours, list, month.get())))
                        .orElse(List.of()));
    }

    /**
     * Why it isn't known that nobody opened it; null where it is.
     *
     * @param last null where nobody is known to have opened it
     * @param since when that is known; null where it isn't
     */
    private @Nullable FindingReason unknown(@Nullable Instant last, @Nullable Instant since, Instant before) {
        if (since == null) {
            return new EventsNotRead();
        }
        if (last == null && since.isAfter(before)) {
            return new EventsTooShort();
        }
        if (workload.created() != null && workload.created().isAfter(before)) {
            return new TooYoung();
        }
        return workload.created() == null && last == null ? new UnopenedOfUnknownAge() : null;
    }

    private Stream<DayCost> inWindow() {
        return measures.costs().stream()
                .filter(one -> !one.day().isBefore(measures.window().firstDay())
                        && one.day().isBefore(measures.window().endDay()));
    }

    /** What it ran, and what that cost; what goes on costing without it, apart. */
    private List<ChangeNote> ran(Unopened unopened, double hours, String currency) {
        BigDecimal byHour = BigDecimal.ZERO;
        BigDecimal rest = BigDecimal.ZERO;
        for (DayCost one : inWindow().toList()) {
            if (one.instanceType().isEmpty()) {
                rest = rest.add(one.effective());
            } else {
                byHour = byHour.add(one.effective());
            }
        }
        List<ChangeNote> notes = new ArrayList<>();
        notes.add(new ChangeNote.NotOpened(unopened));
        notes.add(new Ran(Math.round(hours), measures.window().chargedDays(), byHour, currency));
        if (rest.signum() > 0) {
            notes.add(new BilledOn(rest, currency));
        }
        return notes;
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

    private ProposedChange draft(Unopened unopened, double hours, BigDecimal list, BigDecimal month) {
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
                ran(unopened, hours, currency),
                List.of(new OpeningIsRecorded(), app ? new KernelKeepsRunning() : new VolumeStays()));
    }
}
