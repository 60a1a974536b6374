package dev.bursar.efficiency.query;

import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.rows.RecordMapper.Sql;
import dev.bursar.org.MarkedTeams;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A workload with what was found of it. Each figure that is null has its reason beside it.
 *
 * @param accountName as AWS names it, else its id
 * @param toldBy what tells it from the others of its kind that the question finds
 * @param owner its team's name, marked where the team is new; null for nobody
 * @param instanceType "" where there are several or none
 * @param instances on average; null where it isn't known
 * @param reason of its state
 * @param lowConfidence whether it was judged by fewer than 14 days
 * @param cost EffectiveCost of the latest days with charges; null where it isn't known
 * @param costDays that it had charges, or measured hours, on: those that the cost and the idle cost are of
 * @param costSource where the cost is from
 * @param rate what a month costs as now; null where no whole day at the present size is known
 * @param coverage measured ÷ billed instance-hours
 * @param cpu used ÷ provisioned, like those that follow
 * @param idleShare idle ÷ measured instance-hours
 * @param idleCost of the days that the cost is of
 * @param invocations within the window
 * @param perInference the window's cost ÷ its requests
 * @param saving a month in USD, of its best proposal: on the bill where that is known, else at list price; null where there is none
 * @param best the proposal that saves most, open or approved; null where there is none
 * @param proposals that are open
 * @param approved proposals
 */
public record WorkloadRow(
        @Sql("s.workload_id") long id,
        WorkloadKind kind,
        String name,
        String account,
        @Sql("coalesce(a.name, s.account)") String accountName,
        String region,
        ToldBy toldBy,
        @Sql("s.team_id") TeamId team,
        @Sql(MarkedTeams.NAME) @Nullable String owner,
        String status,
        @Sql("s.found") FindingState state,
        FindingReason reason,
        boolean lowConfidence,
        String instanceType,
        @Nullable Double instances,
        @Nullable String currency,

        @Sql("case when not s.hides_cost then s.cost end") @Nullable
        BigDecimal cost,

        @Sql("coalesce(s.cost_days, j.last_day - j.first_day + 1, 30)")
        int costDays,

        CostSource costSource,

        @Sql("case when not s.hides_cost then s.rate end") @Nullable
        BigDecimal rate,

        Figure coverage,
        Figure cpu,
        Figure memory,
        Figure gpu,
        Figure gpuMemory,
        Figure idleShare,

        @Sql("case when not s.hides_cost then s.idle_cost end") @Nullable
        BigDecimal idleCost,

        @Nullable Double invocations,

        @Sql("case when not s.hides_cost then s.per_inference end") @Nullable
        BigDecimal perInference,

        @Sql("case when s.hides_cost then 'OTHER_TEAM' else s.per_inference_reason end") @Nullable
        Reason perInferenceReason,

        @Nullable BigDecimal saving,
        @Sql("b.action") @Nullable Best best,
        @Sql("s.open_proposals::int") int proposals,
        @Sql("s.approved_proposals::int") int approved,
        @Sql("s.from_hour") Instant from,
        @Sql("s.to_hour") Instant to) {
    /**
     * What a proposal would change.
     *
     * @param toType "" where nothing is left
     */
    public record Best(Action action, int fromCount, String fromType, int toCount, String toType) {}

    /** What tells workloads of one kind apart: the name, or where several have the same, the account or the Region too. */
    public enum ToldBy {
        NAME,
        ACCOUNT,
        REGION
    }

    /**
     * A share, or why it isn't known.
     *
     * @param reason null where the value is known, or nobody has said why it isn't
     */
    public record Figure(@Nullable Double value, @Nullable Reason reason) {}

    /** Where a cost is from, the best first. */
    public enum CostSource {
        EXPORT("charges by resource"),
        COST_EXPLORER("Cost Explorer, by resource"),
        LIST("list price \u00d7 measured hours"),
        UNKNOWN("not known");

        private final String label;

        CostSource(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static CostSource of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }
}
