package dev.bursar.tagging.violations;

import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.rows.RecordMapper.Sql;
import dev.bursar.org.MarkedTeams;
import dev.bursar.tagging.policy.Problem.Finding;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A violation as the page lists it; a resource with costs in two currencies has two rows.
 *
 * @param policyName null where the policy was removed
 * @param accountName as AWS names it, else its id
 * @param owner its team's name; null for nobody
 * @param serviceMade whether an AWS service made the resource
 * @param madeBy the person who made it, as an event says; null where no event that was read says
 * @param costKnown whether an export covers the resource's account
 * @param currency null where it has no charges
 * @param cost EffectiveCost of the latest 30 days; null where it has no charges
 */
public record ViolationRow(
        long id,
        @Sql("p.policy_id") int policy,

        @Sql("(select o.name from tag_policy o where o.id = p.policy_id and o.removed_at is null)") @Nullable
        String policyName,

        @Sql("p.resource_id") long resource,
        String arn,
        String name,
        String type,
        String account,
        @Sql("coalesce(a.name, p.account)") String accountName,
        String region,
        @Sql("p.team_id") TeamId team,
        @Sql(MarkedTeams.NAME) @Nullable String owner,
        @Sql("p.made_by is not null") boolean serviceMade,
        @Sql("p.problem") Finding finding,
        @Sql("p.tag_key") String key,
        ViolationState state,
        LocalDate since,
        LocalDate graceTo,

        @Sql("(p.closed_at at time zone 'UTC')::date") @Nullable
        LocalDate closedOn,

        @Sql("(select c.person from resource_creation c where c.arn_hash = sha256(convert_to(p.arn, 'UTF8')))")
        @Nullable
        String madeBy,

        boolean costKnown,
        @Nullable String currency,
        @Nullable BigDecimal cost) {}
