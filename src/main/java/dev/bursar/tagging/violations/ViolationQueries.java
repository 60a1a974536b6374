package dev.bursar.tagging.violations;

import dev.bursar.inventory.Inventory.CostDays;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.list.Choices;
import dev.bursar.list.Conditions;
import dev.bursar.list.ListState;
import dev.bursar.tagging.Untagged;
import dev.bursar.tagging.violations.ViolationService.GroupRow;
import dev.bursar.tagging.violations.ViolationService.Page;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Reads violations: rows, totals, groups and counts go by the same conditions. */
@Component
class ViolationQueries {
    private static final int CLOSED_SHOWN_DAYS = 90;

    private static final String COUNTED =
            "policy_id, resource_id, problem, cost_known, " + String.join(", ", Violations.LISTING.offered());
    private static final String SHOWN =
            "policy_id, resource_id, problem, tag_key, type, account, region, team_id, cost_known,"
                    + " v.id, found, since, grace_to, closed_at, arn, name, made_by";

    /**
     * Violations that the person may see, with how they stand today; or probable ones: of resources that nobody owns, in accounts that
     * aren't wholly theirs, that point at teams of theirs and at no other. Counting takes few columns, or it would go by the disk.
     */
    private static final String SEEN = """
            with standing as (
              select %s,
                     :search = '' or position(lower(:search) in lower(r.arn)) > 0 as named,
                     r.type = any(:freeTypes) and not r.has_cost as free,
                     case when v.closed_as is not null then v.closed_as
                          when :exemptions and exists (select from tag_exemption e
                                        where e.ended_at is null and :today between e.from_day and e.last_day
                                          and (e.policy_id is null or e.policy_id = v.policy_id)
                                          and ((e.scope = 'resource' and e.value = r.arn) or (e.scope = 'type' and e.value = r.type)
                                               or (e.scope = 'account' and e.value = r.account))) then 'exempt'
                          when :today < v.grace_to then 'grace'
                          else 'open' end as state
                from tag_violation v
                join resource r on r.id = v.resource_id
               where case when :probable
                       then r.team_id = 0 and v.closed_at is null and r.account <> all(:wholly)
                        and exists (select from tag_likely_team l where l.violation_id = v.id and l.team_id = any(:own))
                        and not exists (select from tag_likely_team l where l.violation_id = v.id and l.team_id <> all(:own))
                       else :everything or r.team_id = any(:own) or (r.team_id = 0 and r.account = any(:wholly)) end
                 and v.closed_as is distinct from 'not-counted'
                 and (v.closed_at is null or v.closed_at >= :closedFrom)
            ), matching as (
              select s.* from standing s
               %s
            ), seen as (
              select m.* from matching m where :free or not m.free
            ), cost as (
              select c.resource_id, c.currency, sum(c.effective_cost) as cost
                from resource_cost c
               where c.span = 'days'
                 and (:everything or c.team_id = any(:own) or (:probable and c.team_id = 0)
                      or (c.team_id = 0 and exists (select from resource r
                                                     where r.id = c.resource_id and r.account = any(:wholly))))
               group by 1, 2
            )
            """;

    private final JdbcClient jdbc;

    ViolationQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private StatementSpec statement(String columns, String sql, ListState state, Visible visible, LocalDate today) {
        Conditions asked = Violations.LISTING.conditions(state);
        return asked.statement(jdbc, SEEN.formatted(columns, asked.where()) + sql)
                .params(Params.of("states", words(state.get(Violations.SHOW).states()))
                        .and("search", state.text(Violations.RESOURCE))
                        .and("free", state.get(Violations.FREE))
                        .and("probable", Violations.isProbable(state))
                        .and("today", today)
                        .and(
                                "closedFrom",
                                today.minusDays(CLOSED_SHOWN_DAYS)
                                        .atStartOfDay()
                                        .toInstant(ZoneOffset.UTC))
                        .and("exemptions", hasExemptions(today))
                        .and("everything", visible.everything())
                        .and("own", visible.teamNumbers())
                        .and("wholly", visible.accountIds())
                        .and("chosen", List.of())
                        .and("all", true)
                        .and("freeTypes", FreeTypes.all()));
    }

    /** Of those that are chosen and not closed. */
    private StatementSpec chosen(
            String columns, String sql, ListState state, ChosenViolations chosen, Visible visible, LocalDate today) {
        return statement(columns, sql, state, visible, today)
                .params(Params.of(chosen)
                        .and("states", words(state.get(Violations.SHOW).notClosed()))
                        .and("chosen", chosen.ids()));
    }

    private static String[] words(List<ViolationState> states) {
        return states.stream().map(ViolationState::word).toArray(String[]::new);
    }

    /** Asked first, because most of the time there is none to look each violation up in. */
    private boolean hasExemptions(LocalDate today) {
        return jdbc.sql("""
                        select exists (select from tag_exemption
                                        where ended_at is null and :today between from_day and last_day)
                        """).param("today", today).query(Boolean.class).single();
    }

    /** Names are looked up for what is shown, not for all that is sorted. */
    private static final String ROWS = """
        select %3$s, p.found
              from (select p.*
                      from (select s.*, c.currency, c.cost from seen s left join cost c on c.resource_id = s.resource_id
                             where s.state = any(:states)
                               and (s.id = any(:chosen)) <> :all) p
                     order by %1$s %2$s) p
              left join account a on a.id = p.account
              left join team t on t.id = p.team_id
             order by %1$s
            """;

    /** In the asked order; then by the resource's ARN and the policy. */
    List<ViolationRow> rows(ListState state, Visible visible, LocalDate today, int offset, int limit) {
        return rows(statement(SHOWN, rows(state, "offset :offset limit :limit"), state, visible, today), offset, limit);
    }

    /** The same of those that are chosen and not closed. */
    List<ViolationRow> chosen(ListState state, ChosenViolations chosen, Visible visible, LocalDate today, int limit) {
        return rows(chosen(SHOWN, rows(state, "offset :offset limit :limit"), state, chosen, visible, today), 0, limit);
    }

    private static List<ViolationRow> rows(StatementSpec statement, int offset, int limit) {
        return statement
                .param("offset", offset)
                .param("limit", limit)
                .query(Violations.ROW)
                .list();
    }

    private static String rows(ListState state, String page) {
        return ROWS.formatted(Violations.LISTING.order(state), page, Violations.ROW.columns("p"));
    }

    /** Of those that are chosen and not closed. */
    long count(ListState state, ChosenViolations chosen, Visible visible, LocalDate today) {
        return chosen(COUNTED + ", v.id", """
                        select count(*) from seen s where s.state = any(:states) and (s.id = any(:chosen)) <> :all
                        """, state, chosen, visible, today)
                .query(Long.class)
                .single();
    }

    void each(ListState state, Visible visible, LocalDate today, Consumer<ViolationRow> consumer) {
        statement(SHOWN, rows(state, ""), state, visible, today)
                .withFetchSize(2_000)
                .query(row -> {
                    consumer.accept(Violations.ROW.mapRow(row, 0));
                });
    }

    /** Totals, how many violations there are of each state whatever states were asked for, and what filters offer: in one pass. */
    Page page(
            ListState state,
            Visible visible,
            LocalDate today,
            Map<Integer, String> policyNames,
            Optional<CostDays> days,
            Optional<Instant> readAt,
            UnreadAccounts.Answer unread) {
        Map<String, BigDecimal> cost = new TreeMap<>();
        var states = new EnumMap<ViolationState, Long>(ViolationState.class);
        Map<String, Map<String, String>> offered = new HashMap<>();
        long[] counts = new long[4];
        statement(COUNTED, """
                        , wanted as (select resource_id, count(*) as violations, bool_and(cost_known) as cost_known
                                       from seen where state = any(:states) group by 1)
                        select 'count' as kind, '' as value, '' as label, coalesce(sum(violations), 0)::bigint as a, count(*) as b,
                               count(*) filter (where not cost_known) as c, null::numeric as cost from wanted
                        union all
                        select 'cost', c.currency, '', 0, 0, 0, sum(c.cost)
                          from wanted w join cost c on c.resource_id = w.resource_id group by 2
                        union all
                        select 'hidden', '', '', count(*), 0, 0, null
                          from matching where free and not :free and state = any(:states)
                        union all
                        select 'state', state, '', count(*), 0, 0, null from seen group by 2
                        union all
                        select kind, value, label, n, 0, 0, null from (%s) o
                        order by 1, 3, 2
                        """.formatted(Violations.LISTING.choices(state, "standing s")), state, visible, today)
                .query(row -> {
                    String value = row.getString("value");
                    String label = row.getString("label");
                    switch (row.getString("kind")) {
                        case "count" -> {
                            counts[0] = row.getLong("a");
                            counts[1] = row.getLong("b");
                            counts[2] = row.getLong("c");
                        }
                        case "hidden" -> counts[3] = row.getLong("a");
                        case "cost" -> cost.put(value, row.getBigDecimal("cost"));
                        case "state" -> states.put(ViolationState.of(value), row.getLong("a"));
                        case String filter ->
                            offered.computeIfAbsent(filter, any -> new LinkedHashMap<>())
                                    .put(value, label);
                    }
                });
        return new Page(
                counts[0],
                counts[1],
                cost,
                counts[2],
                states,
                policyNames,
                days,
                readAt,
                checkedAt(),
                unread,
                new Choices(offered, Map.of()),
                counts[3]);
    }

    /** Resources that have the violations that a question finds; empty where there are none. */
    Optional<Untagged> untagged(ListState state, Visible visible, LocalDate today) {
        Map<String, BigDecimal> cost = new TreeMap<>();
        String which = "from seen where state = any(:states)";
        statement(COUNTED, """
                        select c.currency, sum(c.cost) as cost from (select distinct resource_id %s) r
                          join cost c on c.resource_id = r.resource_id group by 1
                        """.formatted(which), state, visible, today).query(row -> {
            cost.put(row.getString("currency"), row.getBigDecimal("cost"));
        });
        return statement(COUNTED, "select count(distinct resource_id) " + which, state, visible, today)
                .query(Long.class)
                .optional()
                .filter(resources -> resources > 0)
                .map(resources -> new Untagged(resources, cost));
    }

    List<GroupRow> groups(ListState state, Violations.Group by, Visible visible, LocalDate today) {
        record Line(
                String key,
                String label,
                long violations,
                long resources,
                @Nullable String currency,
                @Nullable BigDecimal cost) {}
        Map<String, GroupRow> groups = new LinkedHashMap<>();
        statement(
                        COUNTED,
                        """
                        , grouped as (
                          select %s as value, s.resource_id, count(*) as violations
                            from seen s where s.state = any(:states) group by 1, 2
                        ), counted as (
                          select value, sum(violations) as violations, count(*) as resources from grouped group by 1
                        ), costs as (
                          select g.value, k.currency, sum(k.cost) as cost
                            from grouped g join cost k on k.resource_id = g.resource_id group by 1, 2
                        )
                        select c.value::text as key, %s as label, c.violations::bigint as violations, c.resources,
                               k.currency, k.cost
                          from counted c left join costs k on k.value = c.value
                         order by k.cost desc nulls last, c.violations desc, key
                        """.formatted(Violations.LISTING.column(by.dimension), Violations.LISTING.label(by.dimension)),
                        state,
                        visible,
                        today)
                .query(RecordMapper.of(Line.class))
                .list()
                .forEach(line -> {
                    GroupRow group = groups.computeIfAbsent(
                            line.key(),
                            any -> new GroupRow(
                                    line.key(), line.label(), line.violations(), line.resources(), new TreeMap<>()));
                    if (line.currency() != null && line.cost() != null) {
                        group.cost().put(line.currency(), line.cost());
                    }
                });
        return new ArrayList<>(groups.values());
    }

    /** All violations of a resource that are not closed, by policy. */
    List<ViolationRow> ofResource(long resource, boolean probable, Visible visible, LocalDate today) {
        return statement(
                        SHOWN,
                        """
                        select %s, p.found
                          from (select s.*, c.currency, c.cost
                                  from seen s left join cost c on c.resource_id = s.resource_id where s.resource_id = :resource) p
                          left join account a on a.id = p.account
                          left join team t on t.id = p.team_id
                         order by p.closed_at is not null, p.policy_id, p.since desc, p.currency
                        """.formatted(Violations.ROW.columns("p")),
                        probable ? Violations.probable(Violations.ALL) : Violations.ALL,
                        visible,
                        today)
                .param("resource", resource)
                .query(Violations.ROW)
                .list();
    }

    /** When tags were last held against policies. */
    Optional<Instant> checkedAt() {
        return jdbc.sql("select checked_at from tag_check_state")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Types of resources that AWS doesn't charge for: their tags explain no cost. One that has charges all the same is not free. */
    static final class FreeTypes {
        private static final Set<String> ALL = Set.of(
                "autoscaling:autoScalingGroup",
                "cloudformation:stack",
                "cloudformation:stackset",
                "ec2:dhcp-options",
                "ec2:egress-only-internet-gateway",
                "ec2:internet-gateway",
                "ec2:key-pair",
                "ec2:launch-template",
                "ec2:network-acl",
                "ec2:network-interface",
                "ec2:placement-group",
                "ec2:prefix-list",
                "ec2:route-table",
                "ec2:security-group",
                "ec2:security-group-rule",
                "ec2:subnet",
                "ec2:vpc",
                "ec2:vpc-peering-connection",
                "ecs:cluster",
                "ecs:task-definition",
                "elasticache:parametergroup",
                "elasticache:subnetgroup",
                "elasticloadbalancing:listener",
                "elasticloadbalancing:listener-rule",
                "elasticloadbalancing:targetgroup",
                "iam:group",
                "iam:instance-profile",
                "iam:mfa",
                "iam:oidc-provider",
                "iam:policy",
                "iam:role",
                "iam:saml-provider",
                "iam:server-certificate",
                "iam:user",
                "rds:cluster-pg",
                "rds:og",
                "rds:pg",
                "rds:secgrp",
                "rds:subgrp",
                "resource-groups:group",
                "sagemaker:endpoint-config",
                "sagemaker:model");

        private FreeTypes() {}

        static String[] all() {
            return ALL.toArray(String[]::new);
        }
    }
}
