package dev.bursar.efficiency.judge;

import dev.bursar.efficiency.cost.ChargedDays;
import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.cost.WorkloadCosts.DayCost;
import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.formula.HourPoints;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.measure.PointStore.Missed;
import dev.bursar.efficiency.measure.Unread;
import dev.bursar.efficiency.price.Prices;
import dev.bursar.efficiency.proposal.Target;
import dev.bursar.efficiency.sizing.Offer;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An endpoint with one ml.m5.4xlarge at $0.922 an hour, to be judged on 25 November by what a test says of it. */
final class JudgedWorkload {
    static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
    static final LocalDate LAST = LocalDate.parse("2026-11-23");
    static final String TYPE = "ml.m5.4xlarge";

    private final Instant created;
    private final List<DayCost> costs = new ArrayList<>();
    private final List<HourPoint> points = new ArrayList<>();
    private Instant modified;
    private boolean asynchronous;
    private String type = TYPE;
    private WorkloadKind kind = WorkloadKind.ENDPOINT;
    private Target target = Target.USUAL;
    private @Nullable Missed missed;
    private Judge.Opened opened = Judge.Opened.UNKNOWN;
    private @Nullable ChargedDays charged;
    private List<Offer> offers = List.of(offer(TYPE, 16, 64, "0.922"));

    JudgedWorkload(Instant created) {
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

    JudgedWorkload modified(Instant at) {
        modified = at;
        return this;
    }

    /** It runs on another type. */
    JudgedWorkload on(String other) {
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

    JudgedWorkload asked(Target requirements) {
        target = requirements;
        return this;
    }

    /** Its metrics were not read when they were due last. */
    JudgedWorkload missed(Unread why, Instant at) {
        missed = new Missed(why, at);
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

    /** What a day cost, of so many hours. */
    JudgedWorkload cost(LocalDate day, double hours, String amount) {
        return cost(day, TYPE, hours, amount);
    }

    JudgedWorkload cost(LocalDate day, String type, double hours, String amount) {
        costs.add(new DayCost(day, 7, "USD", type, "Host", new BigDecimal(amount), null, hours));
        return this;
    }

    /** One instance ran in each hour. */
    JudgedWorkload hours(Instant from, Instant to, Consumer<HourPoints> change) {
        for (Instant at = from.truncatedTo(ChronoUnit.HOURS); at.isBefore(to); at = at.plus(1, ChronoUnit.HOURS)) {
            HourPoints point = HourPoints.at(at).instances(1);
            change.accept(point);
            points.add(point.point());
        }
        return this;
    }

    Finding judge() {
        return new Judge(measures(), new Judge.Context(target, null, List.of(), opened, 0, missed, NOW)).judge();
    }

    WorkloadMeasures measures() {
        var variant = new Variant(1, "main", false, type, 1, 1, null, null, false, false, null, null, List.of());
        var workload = new MlWorkload(
                1,
                kind,
                "arn:aws:sagemaker:us-east-1:111122223333:endpoint/tide",
                "111122223333",
                "us-east-1",
                "tide",
                "InService",
                created,
                modified,
                "config",
                asynchronous,
                60,
                NOW,
                null,
                List.of(variant),
                List.of());
        Map<String, Spec> specs = new java.util.HashMap<>();
        offers.forEach(one -> specs.put(one.type(), one.spec()));
        var prices = new Prices.Table("us-east-1", null, specs, Map.of("Hosting", offers), Set.of());
        return new WorkloadMeasures(workload, Window.of(charged, NOW), prices, Map.of(1L, points), costs);
    }
}
