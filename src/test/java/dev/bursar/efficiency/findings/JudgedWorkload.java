package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.cost.ChargedDays;
import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.cost.WorkloadCosts.DayCost;
import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.formula.HourPoints;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.prices.Prices;
import dev.bursar.efficiency.proposals.ProposedChange;
import dev.bursar.efficiency.proposals.Target;
import dev.bursar.efficiency.reading.PointStore.Measured;
import dev.bursar.efficiency.reading.PointStore.Missed;
import dev.bursar.efficiency.reading.Unread;
import dev.bursar.efficiency.sizing.MeasuredRate;
import dev.bursar.efficiency.sizing.Offer;
import dev.bursar.efficiency.text.ChangeNoteText;
import dev.bursar.efficiency.text.FindingText;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Component;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.efficiency.workload.Workloads.Job;
import module java.base;
import org.jspecify.annotations.Nullable;

/** An endpoint with one ml.m5.4xlarge at $0.922 an hour, to be judged on 25 November by what a test says of it. */
final class JudgedWorkload {
    static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
    static final LocalDate LAST = LocalDate.parse("2026-11-23");
    static final String TYPE = "ml.m5.4xlarge";

    private final @Nullable Instant created;
    private final List<DayCost> costs = new ArrayList<>();
    private final List<HourPoint> points = new ArrayList<>();
    private final List<Variant> others = new ArrayList<>();
    private final Map<Long, List<HourPoint>> othersPoints = new HashMap<>();
    private final List<Component> components = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private @Nullable Instant modified;
    private @Nullable Instant described = NOW;
    private boolean asynchronous;
    private @Nullable String type = TYPE;
    private @Nullable Integer instances = 1;
    private @Nullable Integer least;
    private @Nullable Integer serverlessMb;
    private boolean reserved;
    private boolean gone;
    private String status = "InService";
    private String currency = "USD";
    private @Nullable LocalDate exemptTo;
    private List<MeasuredRate> rates = List.of();
    private Set<String> typed = Set.of();
    private WorkloadKind kind = WorkloadKind.ENDPOINT;
    private Target target = Target.USUAL;
    private @Nullable Missed missed;
    private Judge.@Nullable Provisioned provisioned;
    private Judge.Opened opened = Judge.Opened.UNKNOWN;
    private @Nullable ChargedDays charged;
    private List<Offer> offers = List.of(offer(TYPE, 16, 64, "0.922"));

    JudgedWorkload(@Nullable Instant created) {
        this.created = created;
        modified = created;
    }

    static Offer offer(String type, int vcpus, int memory, String usd) {
        return new Offer(
                Spec.of(type, vcpus, memory, 0, 0, null, null), "Hosting", "us-east-1", new BigDecimal(usd), null);
    }

    JudgedWorkload offered(Offer... all) {
        offers = List.of(all);
        return this;
    }

    /** What it runs on has a price that an admin typed. */
    JudgedWorkload typedPrice() {
        typed = Set.of("Hosting/" + type);
        return this;
    }

    JudgedWorkload status(String other) {
        status = other;
        return this;
    }

    /** AWS lists it and doesn't describe it. */
    JudgedWorkload undescribed() {
        described = null;
        gone = true;
        return this;
    }

    /** @param count null where AWS doesn't say how many run */
    JudgedWorkload instances(@Nullable Integer count) {
        instances = count;
        return this;
    }

    /** Scaling in leaves so many. */
    JudgedWorkload scalesTo(int count) {
        least = count;
        return this;
    }

    JudgedWorkload serverless() {
        serverlessMb = 2048;
        type = null;
        return this;
    }

    JudgedWorkload reserved() {
        reserved = true;
        return this;
    }

    JudgedWorkload exempt(LocalDate last) {
        exemptTo = last;
        return this;
    }

    JudgedWorkload withComponent() {
        components.add(new Component("one", "main", "InService", 2.0, null, 4096, 1));
        return this;
    }

    JudgedWorkload measuredRates(MeasuredRate... all) {
        rates = List.of(all);
        return this;
    }

    /** A training job of an ml.m5.4xlarge, unless it says otherwise. */
    JudgedWorkload job(String end, @Nullable Integer billable, boolean checkpoints, int retained) {
        jobs.add(new Job(
                1,
                "training",
                "arn:aws:sagemaker:us-east-1:111122223333:training-job/tide-" + jobs.size(),
                "tide-" + jobs.size(),
                end,
                TYPE,
                1,
                NOW.minusSeconds(86_400),
                NOW,
                billable,
                null,
                false,
                checkpoints,
                retained,
                0));
        return this;
    }

    /** A second variant. */
    JudgedWorkload also(
            boolean shadow, @Nullable String itsType, Instant from, Instant to, Consumer<HourPoints> change) {
        others.add(new Variant(2, "other", shadow, itsType, 1, 1, null, null, false, false, null, null, List.of()));
        othersPoints.put(2L, each(from, to, change));
        return this;
    }

    JudgedWorkload modified(@Nullable Instant at) {
        modified = at;
        return this;
    }

    /** It runs on another type. */
    JudgedWorkload on(@Nullable String other) {
        type = other;
        return this;
    }

    JudgedWorkload kind(WorkloadKind other) {
        kind = other;
        return this;
    }

    /** Nobody opened it since CloudTrail's events are known. */
    JudgedWorkload unopenedSince(Instant known) {
        opened = new Judge.Opened(null, "", known);
        return this;
    }

    JudgedWorkload opened(Instant last, String person) {
        opened = new Judge.Opened(last, person, null);
        return this;
    }

    JudgedWorkload asked(Target requirements) {
        target = requirements;
        return this;
    }

    /** Its metrics were not read when they were due last. */
    JudgedWorkload missed(Unread why, Instant at) {
        missed = new Missed(why, at);
        return this;
    }

    /** It is a provisioned model whose metrics AWS was asked for in these hours. */
    JudgedWorkload provisioned(@Nullable Instant commitmentEnds, Instant from, Instant to) {
        kind = WorkloadKind.PROVISIONED;
        type = null;
        provisioned = new Judge.Provisioned(commitmentEnds, new Measured(from, to, null, true, 0));
        return this;
    }

    /** AWS gave a part of its metrics only. */
    JudgedWorkload inPart() {
        Judge.Provisioned known = Objects.requireNonNull(provisioned);
        Measured asked = Objects.requireNonNull(known.asked());
        provisioned =
                new Judge.Provisioned(known.commitmentEnds(), new Measured(asked.from(), asked.to(), null, false, 0));
        return this;
    }

    /** Nobody has asked for its metrics. */
    JudgedWorkload neverAsked() {
        provisioned = new Judge.Provisioned(Objects.requireNonNull(provisioned).commitmentEnds(), null);
        return this;
    }

    JudgedWorkload async() {
        asynchronous = true;
        return this;
    }

    /** Charges name resources on so many days up to {@link #LAST}. */
    JudgedWorkload chargedDays(Origin origin, int days) {
        charged = new ChargedDays(origin, LAST.minusDays(days - 1L), LAST);
        return this;
    }

    /** Charges named resources up to a day, and no more since. */
    JudgedWorkload chargesEnd(LocalDate last) {
        charged = new ChargedDays(Origin.EXPORT, last.minusDays(92), last);
        return this;
    }

    /** What a day cost, of so many hours. */
    JudgedWorkload cost(LocalDate day, double hours, String amount) {
        return cost(day, TYPE, hours, amount);
    }

    JudgedWorkload cost(LocalDate day, String type, double hours, String amount) {
        return cost(day, 7, type, hours, amount);
    }

    JudgedWorkload cost(LocalDate day, int team, String type, double hours, String amount) {
        costs.add(new DayCost(day, team, currency, type, "Host", new BigDecimal(amount), null, hours));
        return this;
    }

    /** Of the costs that follow. */
    JudgedWorkload in(String other) {
        currency = other;
        return this;
    }

    /** One instance ran in each hour. */
    JudgedWorkload hours(Instant from, Instant to, Consumer<HourPoints> change) {
        points.addAll(each(from, to, change));
        return this;
    }

    private static List<HourPoint> each(Instant from, Instant to, Consumer<HourPoints> change) {
        List<HourPoint> all = new ArrayList<>();
        for (Instant at = from.truncatedTo(ChronoUnit.HOURS); at.isBefore(to); at = at.plus(1, ChronoUnit.HOURS)) {
            HourPoints point = HourPoints.at(at).instances(1);
            change.accept(point);
            all.add(point.point());
        }
        return all;
    }

    Finding judge() {
        return new Judge(measures(), new Judge.Context(target, exemptTo, jobs, opened, 0, provisioned, missed, NOW))
                .judge();
    }

    /** Why it is in its state, in words. */
    static String reason(Finding finding) {
        return FindingText.of(finding.reason());
    }

    static List<String> evidence(ProposedChange change) {
        return ChangeNoteText.of(change.evidence());
    }

    static List<String> assumptions(ProposedChange change) {
        return ChangeNoteText.of(change.assumptions());
    }

    WorkloadMeasures measures() {
        List<Variant> variants = new ArrayList<>();
        if (!gone) {
            variants.add(main());
        }
        variants.addAll(others);
        var workload = new MlWorkload(
                1,
                kind,
                "arn:aws:sagemaker:us-east-1:111122223333:endpoint/tide",
                "111122223333",
                "us-east-1",
                "tide",
                status,
                created,
                modified,
                "config",
                asynchronous,
                60,
                described,
                null,
                variants,
                components);
        Map<String, Spec> specs = new HashMap<>();
        offers.forEach(one -> specs.put(one.type(), one.spec()));
        Map<String, List<Offer>> byComponent = new HashMap<>();
        for (String component : List.of("Hosting", "Notebook", "Studio-Notebook", "Training")) {
            byComponent.put(component, offers);
        }
        var prices =
                new Prices.Table("us-east-1", new Prices.Version(7, "us-east-1", NOW, NOW), specs, byComponent, typed);
        Map<Long, List<HourPoint>> all = new HashMap<>(othersPoints);
        all.put(1L, points);
        return new WorkloadMeasures(workload, Window.of(charged, NOW), prices, all, costs);
    }

    Target target() {
        return target;
    }

    Variant main() {
        return new Variant(
                1, "main", false, type, instances, 1, serverlessMb, least, reserved, false, null, null, rates);
    }
}
