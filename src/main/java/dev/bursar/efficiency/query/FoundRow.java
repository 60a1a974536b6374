package dev.bursar.efficiency.query;

import dev.bursar.efficiency.fact.FactCodec;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.query.FindingQueries.Judged;
import dev.bursar.efficiency.query.WorkloadRow.Best;
import dev.bursar.efficiency.query.WorkloadRow.CostSource;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.query.WorkloadRow.ToldBy;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.kernel.TeamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a workload from a row of {@link FindingQueries}; costs that the person must not see are left out. */
final class FoundRow {
    private static final FactCodec<FindingReason> REASONS = FactCodec.of(FindingReason.class);

    private FoundRow() {}

    static WorkloadRow of(ResultSet row) throws SQLException {
        boolean hidesCost = row.getBoolean("hides_cost");
        return new WorkloadRow(
                row.getLong("workload_id"),
                WorkloadKind.of(row.getString("kind")),
                row.getString("name"),
                row.getString("account"),
                row.getString("account_name"),
                row.getString("region"),
                ToldBy.valueOf(row.getString("told_by")),
                new TeamId(row.getInt("team_id")),
                row.getString("owner"),
                row.getString("status"),
                FindingState.of(row.getString("found")),
                why(row),
                row.getBoolean("low_confidence"),
                row.getString("instance_type"),
                row.getObject("instances", Double.class),
                row.getString("currency"),
                hidesCost ? null : row.getBigDecimal("cost"),
                days(row),
                CostSource.valueOf(row.getString("cost_source").toUpperCase(Locale.ROOT)),
                hidesCost ? null : row.getBigDecimal("rate"),
                figure(row, "coverage"),
                figure(row, "cpu"),
                figure(row, "memory"),
                figure(row, "gpu"),
                figure(row, "gpu_memory"),
                new Figure(row.getObject("idle_share", Double.class), reason(row, "idle_reason")),
                hidesCost ? null : row.getBigDecimal("idle_cost"),
                row.getObject("invocations", Double.class),
                hidesCost ? null : row.getBigDecimal("per_inference"),
                hidesCost ? Reason.OTHER_TEAM : reason(row, "per_inference_reason"),
                row.getBigDecimal("saving"),
                best(row),
                row.getInt("open_proposals"),
                row.getInt("approved_proposals"),
                time(row, "from_hour"),
                time(row, "to_hour"));
    }

    private static @Nullable Best best(ResultSet row) throws SQLException {
        @Nullable String action = row.getString("action");
        return action == null
                ? null
                : new Best(
                        Action.of(action),
                        row.getInt("from_count"),
                        row.getString("from_type"),
                        row.getInt("to_count"),
                        row.getString("to_type"));
    }

    private static int days(ResultSet row) throws SQLException {
        @Nullable Integer days = row.getObject("cost_days", Integer.class);
        return days == null
                ? Judged.days(row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class))
                : days;
    }

    private static Figure figure(ResultSet row, String column) throws SQLException {
        return new Figure(row.getObject(column, Double.class), reason(row, column + "_reason"));
    }

    /** Null where a figure is known, or nobody has said why it isn't. */
    private static @Nullable Reason reason(ResultSet row, String column) throws SQLException {
        String code = row.getString(column);
        return code == null || code.isEmpty() ? null : Reason.valueOf(code);
    }

    private static FindingReason why(ResultSet row) throws SQLException {
        String reason = Objects.requireNonNull(row.getString("reason"));
        @Nullable String figures = row.getString("reason_facts");
        return figures == null ? new FindingReason.Said(reason) : REASONS.of(reason, figures);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }
}
