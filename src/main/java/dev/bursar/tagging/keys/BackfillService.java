package dev.bursar.tagging.keys;

import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChanges;
import dev.bursar.changes.write.ItemDraft;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostService;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.setup.CostAllocationTags;
import dev.bursar.setup.TeamKey;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.control.SyncService;
import dev.bursar.tagging.keys.BackfillPlan.Effect;
import dev.bursar.tagging.keys.BackfillPlan.KeyPast;
import dev.bursar.tagging.keys.BackfillPlan.Month;
import dev.bursar.tagging.spi.Backfill;
import dev.bursar.tagging.spi.FixedMonths;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Says what a backfill would do, and proposes one; for admins. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('ADMIN')")
public class BackfillService {
    private static final String COSTS = "costs";

    private final CostAllocationTags tags;
    private final TeamKey teamKey;
    private final BackfillStore backfills;
    private final CostService costs;
    private final SyncService sync;
    private final AwsChanges changes;
    private final PayerPlace payer;
    private final ObjectProvider<FixedMonths> fixedMonths;
    private final Clock clock;

    BackfillService(
            CostAllocationTags tags,
            TeamKey teamKey,
            BackfillStore backfills,
            CostService costs,
            SyncService sync,
            AwsChanges changes,
            PayerPlace payer,
            ObjectProvider<FixedMonths> fixedMonths,
            Clock clock) {
        this.tags = tags;
        this.teamKey = teamKey;
        this.backfills = backfills;
        this.costs = costs;
        this.sync = sync;
        this.changes = changes;
        this.payer = payer;
        this.fixedMonths = fixedMonths;
        this.clock = clock;
    }

    private Instant now() {
        return clock.instant();
    }

    /** @param from the first month; empty for the last one that has ended */
    public BackfillPlan plan(Optional<YearMonth> from) {
        List<YearMonth> months = BackfillRules.months(now());
        YearMonth first = from.orElse(months.get(1));
        List<Backfill> known = backfills.all();
        String teams = teamKey.key().orElse("");
        List<KeyPast> keys = tags.all().stream()
                .map(key -> new KeyPast(key, key.key().equals(teams), BackfillRules.effect(key, first)))
                .filter(key -> key.effect() != Effect.KEEPS && key.effect() != Effect.ABSENT)
                .toList();
        Map<YearMonth, FixedMonths.Stage> fixed = fixedMonths.getObject().all();
        Map<YearMonth, Map<String, BigDecimal>> unowned = unowned(first, keys);
        return new BackfillPlan(
                months,
                first,
                keys,
                months.stream()
                        .filter(month -> !month.isBefore(first))
                        .map(month -> new Month(month, unowned.getOrDefault(month, Map.of()), fixed.get(month)))
                        .toList(),
                reading(months, first),
                BackfillRules.refused(first, known, now()),
                BackfillRules.possible(known).filter(at -> at.isAfter(now())).orElse(null));
    }

    /** What nobody owns before the day on which the key that names teams was activated. */
    private Map<YearMonth, Map<String, BigDecimal>> unowned(YearMonth first, List<KeyPast> keys) {
        Map<YearMonth, Map<String, BigDecimal>> unowned = new HashMap<>();
        keys.stream()
                .filter(key -> key.teams() && key.effect() == Effect.GAINS)
                .flatMap(key -> Stream.ofNullable(key.key().lastUpdated()))
                .filter(day -> first.atDay(1).isBefore(day))
                .findFirst()
                .ifPresent(until -> costs.sums(question(first, until))
                        .forEach(sum -> unowned.computeIfAbsent(YearMonth.from(sum.period()), month -> new HashMap<>())
                                .merge(
                                        sum.amount().getCurrencyUnit().getCode(),
                                        sum.amount().getAmount(),
                                        BigDecimal::add)));
        return unowned;
    }

    private static CostQuery question(YearMonth first, LocalDate until) {
        return new CostQuery(
                first.atDay(1),
                until,
                Granularity.MONTHLY,
                CostMetric.EFFECTIVE,
                Dimension.CHARGE_CATEGORY,
                List.of(new CostFilter(Dimension.TEAM, CostFilter.Operator.IS, List.of("0"))));
    }

    /** The months' part of what reading everything anew may cost, and the requests of each reading. */
    private @Nullable Estimate reading(List<YearMonth> months, YearMonth first) {
        int changed =
                (int) months.stream().filter(month -> !month.isBefore(first)).count();
        return sync.estimateAnew(COSTS)
                .map(all -> {
                    int most = all.least()
                            + (all.most() - all.least()) * changed / Math.max(1, BackfillRules.MOST_MONTHS + 1);
                    BigDecimal each = all.leastUsd()
                            .divide(BigDecimal.valueOf(Math.max(1, all.least())), java.math.MathContext.DECIMAL64);
                    return Estimate.of(all.least(), most, each, all.basis());
                })
                .orElse(null);
    }

    /**
     * Proposes a backfill, which is approved like any change.
     *
     * @return the change's number
     * @throws BackfillRefused where AWS wouldn't take it, as far as is known
     * @throws AwsChangeRefused where the change won't do
     */
    @Writes(Guard.CONSTRAINT)
    public long propose(YearMonth from, String reason) {
        BackfillRules.refused(from, backfills.all(), now()).ifPresent(why -> {
            throw new BackfillRefused(why);
        });
        List<ItemDraft> items = payer.account().stream()
                .map(account -> TagKeyItems.backfill(account, from))
                .toList();
        return changes.propose(WriteKind.TAG_KEYS, reason, items);
    }
}
