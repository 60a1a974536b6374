package dev.bursar.efficiency.query;

import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.list.Dimension;
import dev.bursar.list.ListState;
import dev.bursar.list.Listing;
import dev.bursar.list.Setting;
import dev.bursar.org.MarkedTeams;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The list of workloads: what can be chosen, and what each has in its columns. */
public final class WorkloadList {
    public static final Dimension KIND = Dimension.oneOf(
            "kind",
            "Kind",
            Arrays.stream(WorkloadKind.values()).map(WorkloadKind::stored).collect(Collectors.toSet()),
            "kind of workload");
    public static final Dimension TEAM = Dimension.number("team", "Team", "team");
    public static final Dimension ACCOUNT = Dimension.of("account", "Account");

    public static final Setting<Optional<FindingState>> STATE = Setting.optional("state", FindingState.class, "state");
    /** Part of a workload's name. */
    public static final Setting<String> SEARCH = Setting.search("q");

    private static final String COST = "case when s.hides_cost then null else s.cost end";

    /** Conditions are of {@code v}, a workload that the person may see; orders are of {@code s}, one that is found. */
    public static final Listing<WorkloadRow> LISTING = Listing.of(
                    WorkloadRow.class, "workloads", "Workloads", EfficiencyLinks.WORKLOADS)
            .called("workload", "workloads")
            .counted(STATE, "v.found")
            .filter(KIND, "v.kind = any(:kind)")
            .among(TEAM, "v.team_id", "(select " + MarkedTeams.NAME + " from team t where t.id = c.value)")
            .among(ACCOUNT, "v.account", "coalesce((select a.name from account a where a.id = c.value), c.value)")
            .setting(SEARCH, "position(lower(:q) in lower(v.name)) > 0")
            .sorted("saving", true)
            .rows(FindingQueries.ROW, "lower(s.name), s.workload_id")
            .text("name", "Workload", WorkloadRow::name)
            .by("lower(s.name)")
            .word("kind", "Kind", WorkloadRow::kind, row -> row.kind().label())
            .text("instance-type", "Instance type", WorkloadRow::instanceType)
            .text("account", "Account", WorkloadRow::account)
            .text("account-name", "Account name", WorkloadRow::accountName)
            .text("region", "Region", WorkloadRow::region)
            .text("team", "Team", WorkloadRow::owner)
            .by("lower(t.name)")
            .text("status", "Status", WorkloadRow::status)
            .text("currency", "Currency", WorkloadRow::currency)
            .money("cost", "Cost", WorkloadRow::cost)
            .by(COST)
            .told("cost-source", "Cost is from", WorkloadRow::costSource)
            .number("cost-days", "Days of the cost", row -> row.cost() == null ? null : row.costDays())
            .percent("coverage", "Measured share of billed hours", row -> share(row.coverage()))
            .percent("cpu", "CPU", row -> share(row.cpu()))
            .by("s.cpu")
            .percent("memory", "Memory", row -> share(row.memory()))
            .by("s.memory")
            .percent("gpu", "GPU", row -> share(row.gpu()))
            .by("s.gpu")
            .percent("gpu-memory", "GPU memory", row -> share(row.gpuMemory()))
            .by("s.gpu_memory")
            .told(
                    "unknown",
                    "Why utilisation is not known",
                    row -> List.of(row.cpu(), row.memory(), row.gpu(), row.gpuMemory(), row.idleShare()))
            .percent("idle", "Idle share of hours", row -> share(row.idleShare()))
            .by("s.idle_share")
            .money("idle-cost", "Idle cost", WorkloadRow::idleCost)
            .number("requests", "Requests", row -> decimal(row.invocations()))
            .number("per-inference", "Cost per inference", WorkloadRow::perInference)
            .by("case when s.hides_cost then null else s.per_inference end")
            .told("per-inference-unknown", "Why cost per inference is not known", WorkloadRow::perInferenceReason)
            .money("rate", "Cost a month at this rate, rounded", WorkloadRow::rate)
            .money("saving", "Possible saving a month at this rate, USD", WorkloadRow::saving)
            .by(
                    "s.saving nulls last, " + COST + " desc nulls last",
                    "s.saving desc nulls last, " + COST + " desc nulls last")
            .told("proposal", "Proposal", WorkloadRow::best)
            .number("proposals", "Open proposals", WorkloadRow::proposals)
            .number("approved", "Approved proposals", WorkloadRow::approved)
            .word("state", "State", WorkloadRow::state, row -> row.state().label())
            .told("reason", "Reason", WorkloadRow::reason)
            .currency(row -> Objects.requireNonNullElse(row.currency(), "USD"))
            .build();

    /** What a person sees who has chosen nothing. */
    public static final ListState USUAL = LISTING.address().usual();

    private WorkloadList() {}

    private static @Nullable BigDecimal share(Figure figure) {
        return decimal(figure.value());
    }

    private static @Nullable BigDecimal decimal(@Nullable Double value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }

    /** Whether less than everything is asked for. */
    public static boolean narrowed(ListState list) {
        return !list.equals(list.inSameOrder());
    }
}
