package dev.bursar.efficiency.query;

import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A model of Amazon Bedrock whose throughput is provisioned.
 *
 * @param accountName as AWS names it, else its id
 * @param team that most of its cost belongs to
 * @param owner its team's name, marked where the team is new; null for nobody
 * @param model the foundation model's id, or a custom model's name and id; "" where AWS doesn't say
 * @param status as AWS writes it
 * @param commitment as AWS writes it, such as SixMonths; null where there is none
 * @param commitmentEnds null where there is none, or AWS doesn't say
 * @param currency of the cost; null where no charge states it
 * @param cost EffectiveCost of the page's days; null where no charge states it, or a part of it is another team's
 * @param otherTeams whether it isn't told because a part of it is another team's
 * @param hours model-unit hours that charges of these days state; null where none does
 * @param days of the page's, since it was made
 * @param measuredDays of them, of which all metrics were read; null where none were
 * @param requests of the measured days; null where none were
 * @param inputTokens of the measured days; null where none were
 * @param outputTokens of the measured days; null where none were
 * @param perMillion EffectiveCost of the measured days ÷ their millions of tokens, in and out; null where either isn't known or is 0
 */
public record ProvisionedRow(
        long id,
        String name,
        String account,
        String accountName,
        String region,
        TeamId team,
        @Nullable String owner,
        String model,
        int modelUnits,
        String status,
        FindingState state,
        @Nullable String commitment,
        @Nullable Instant commitmentEnds,
        @Nullable String currency,
        @Nullable BigDecimal cost,
        boolean otherTeams,
        @Nullable Double hours,
        int days,
        @Nullable Integer measuredDays,
        @Nullable Double requests,
        @Nullable Double inputTokens,
        @Nullable Double outputTokens,
        @Nullable BigDecimal perMillion) {
    /** Whether a commitment runs at that moment. */
    public boolean isCommitted(Instant now) {
        return commitmentEnds != null && commitmentEnds.isAfter(now);
    }
}
