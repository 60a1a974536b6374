package dev.bursar.tagging.violations;

import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.tagging.policy.Problem;
import dev.bursar.tagging.violations.LikelyTeams.Pointed;
import dev.bursar.tagging.violations.LikelyValues.Likely;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores at which teams untagged resources point. */
@Component
class LikelyTeamStore {
    private final JdbcClient jdbc;

    LikelyTeamStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A violation of a resource that nobody owns and that lacks the tag. */
    record Untagged(long violation, int policy, long resource, Problem problem) {}

    /**
     * What is known of a resource's creator and a team.
     *
     * @param resources of the team that they created
     * @param leads whether they lead the team today
     */
    record Creator(String person, TeamId team, long resources, boolean leads) {}

    void forget(String account) {
        jdbc.sql("""
                        delete from tag_likely_team t using tag_violation v, resource r
                         where v.id = t.violation_id and r.id = v.resource_id and r.account = :account
                        """).param("account", account).update();
    }

    List<Untagged> untagged(String account, Collection<Integer> policies) {
        return jdbc.sql("""
                        select v.id as violation, v.policy_id as policy, v.resource_id as resource, v.problem
                          from resource r join tag_violation v on v.resource_id = r.id
                         where r.account = :account and r.team_id = 0 and v.closed_at is null
                           and v.problem in ('missing', 'empty') and v.policy_id = any(:policies)
                         order by v.id
                        """)
                .param("account", account)
                .param("policies", policies.toArray(Integer[]::new))
                .query(RecordMapper.of(Untagged.class))
                .list();
    }

    /** Who created some resources, with each team of which they created resources or that they lead, by the resource's number. */
    Map<Long, List<Creator>> creators(Collection<Long> resources, LocalDate today) {
        Map<Long, List<Creator>> creators = new HashMap<>();
        jdbc.sql("""
                        with created as (
                          select r.id, c.person from resource r join resource_creation c on c.arn_hash = r.arn_hash
                           where r.id = any(:ids)
                        ), persons as (
                          select distinct person from created
                        ), teams as (
                          select p.person, o.team_id, count(*) as resources, false as leads
                            from persons p
                            join resource_creation c on c.person = p.person
                            join resource o on o.arn_hash = c.arn_hash and o.team_id <> 0
                           group by 1, 2
                          union all
                          select p.person, t.team_id, 0, true
                            from persons p
                            join person a on a.enabled and lower(p.person) in (lower(a.user_name), lower(a.email))
                            join person_team t on t.person_id = a.id and t.valid_from <= :today
                             and (t.valid_to is null or :today < t.valid_to)
                        )
                        select c.id, c.person, t.team_id as team, sum(t.resources)::bigint as resources, bool_or(t.leads) as leads
                          from created c join teams t on t.person = c.person
                         group by 1, 2, 3 order by 1, 3
                        """)
                .param("ids", resources.toArray(Long[]::new))
                .param("today", today)
                .query(row -> {
                    creators.computeIfAbsent(row.getLong("id"), any -> new ArrayList<>())
                            .add(RecordMapper.of(Creator.class).mapRow(row, 0));
                });
        return creators;
    }

    void store(Map<Long, List<Pointed>> found) {
        record Row(long violation, int rank, Pointed pointed) {}
        var rows = new ArrayList<Row>();
        found.forEach((violation, pointed) -> {
            for (int i = 0; i < pointed.size(); i++) {
                rows.add(new Row(violation, i, pointed.get(i)));
            }
        });
        var batch = Batch.of(rows)
                .number("violation", Row::violation)
                .add("team", TeamId.class, row -> row.pointed().team())
                .integer("rank", Row::rank)
                .text("value", row -> row.pointed().value())
                .add("sign", Sign.Kind.class, row -> row.pointed().sign().kind())
                .text("detail", row -> row.pointed().sign().detail())
                .integer("others", row -> Math.toIntExact(row.pointed().sign().count()));
        batch.statement(jdbc, """
                        insert into tag_likely_team (violation_id, team_id, rank, value, sign, detail, others)
                        select violation, team, rank, value, sign, detail, others from %s
                        """.formatted(batch.rows())).update();
    }

    Map<Long, List<Likely>> of(Collection<Long> violations, Integer[] teams) {
        Map<Long, List<Likely>> likely = new HashMap<>();
        jdbc.sql("""
                        select violation_id, value, sign, detail, others from tag_likely_team
                         where violation_id = any(:violations) and team_id = any(:teams)
                         order by violation_id, rank
                        """)
                .param("violations", violations.toArray(Long[]::new))
                .param("teams", teams)
                .query(row -> {
                    likely.computeIfAbsent(row.getLong("violation_id"), any -> new ArrayList<>())
                            .add(new Likely(
                                    row.getString("value"),
                                    new Sign(
                                            Sign.Kind.of(row.getString("sign")),
                                            row.getString("detail"),
                                            row.getLong("others"),
                                            0)));
                });
        return likely;
    }
}
