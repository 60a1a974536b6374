package dev.bursar.efficiency.clusters;

import dev.bursar.changes.ChangeTable;
import dev.bursar.changes.Recheck;
import dev.bursar.changes.Standing;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.efficiency.clusters.ClusterUse.PartSum;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores what namespaces use of what they ask for, and which ask for twice that. What somebody decided on stays. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ClusterUses {
    private static final int DAYS = 30;

    private final JdbcClient jdbc;
    private final TermDictionary terms;
    private final Clock clock;
    private final ChangeTable standings;

    ClusterUses(JdbcClient jdbc, TermDictionary terms, Clock clock) {
        this.jdbc = jdbc;
        this.terms = terms;
        this.clock = clock;
        standings =
                new ChangeTable(jdbc, clock, "cluster_request", List.of("cluster", "namespace", "team_id", "currency"));
    }

    /** That a team's namespace asks for twice what it uses, and how that stands. */
    record Request(Standing standing, String cluster, String namespace, TeamId team, String currency) {
        boolean isOf(ClusterUse use) {
            return cluster.equals(use.cluster())
                    && namespace.equals(use.namespace())
                    && team.equals(use.team())
                    && currency.equals(use.currency());
        }
    }

    ChangeTable standings() {
        return standings;
    }

    /** Adds up the latest {@value #DAYS} days with parts of nodes anew. */
    public void refresh() {
        List<ClusterUse> uses = lastDay().map(this::read).orElseGet(List::of);
        jdbc.sql("delete from cluster_use").update();
        if (!uses.isEmpty()) {
            store(uses);
        }
        Instant now = clock.instant();
        Recheck<Request, ClusterUse> recheck = Recheck.of(
                requests("state <> 'withdrawn'", 0),
                Request::standing,
                uses.stream().filter(ClusterUse::asksTwice).toList(),
                Request::isOf,
                LocalDate.ofInstant(now, ZoneOffset.UTC));
        recheck.found()
                .forEach(one -> jdbc.sql("update cluster_request set checked_at = :now where id = :id")
                        .params(Params.of("now", now)
                                .and("id", one.known().standing().id()))
                        .update());
        recheck.proposed()
                .forEach(use -> jdbc.sql("""
                        insert into cluster_request (cluster, namespace, team_id, currency, state, proposed_at, checked_at)
                        values (:cluster, :namespace, :team, :currency, 'open', :now, :now)
                        """)
                        .params(Params.of("cluster", use.cluster())
                                .and("namespace", use.namespace())
                                .and("team", use.team())
                                .and("currency", use.currency())
                                .and("now", now))
                        .update());
        standings.withdraw(
                recheck.withdrawn().stream().map(one -> one.standing().id()).toList());
    }

    private Optional<LocalDate> lastDay() {
        return jdbc.sql("""
                        select max(charge_day) as day from charge
                         where charge_day >= (select max(billing_month) - 1 from cost_export) and part_id is not null
                        """)
                .query((row, number) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single();
    }

    private List<ClusterUse> read(LocalDate last) {
        LocalDate first = last.minusDays(DAYS - 1L);
        Map<Integer, String> texts = terms.all(TermDictionary.Kind.PART);
        List<PartSum> sums = jdbc.sql("""
                        select c.part_id, c.team_id, c.currency, sum(c.effective_cost) cost, coalesce(sum(c.gpu_cost), 0) gpu_cost,
                               coalesce(sum(c.vcpu_hours), 0) vcpu_hours, coalesce(sum(c.gb_hours), 0) gb_hours,
                               coalesce(sum(c.vcpu_spare), 0) vcpu_spare, coalesce(sum(c.gb_spare), 0) gb_spare
                          from charge c where c.charge_day between :first and :last and c.part_id is not null group by 1, 2, 3
                        """)
                .param("first", first)
                .param("last", last)
                .query((row, number) -> new PartSum(
                        ClusterPart.of(texts.getOrDefault(row.getInt("part_id"), "")),
                        new TeamId(row.getInt("team_id")),
                        row.getString("currency"),
                        row.getBigDecimal("cost"),
                        row.getBigDecimal("gpu_cost"),
                        row.getBigDecimal("vcpu_hours"),
                        row.getBigDecimal("gb_hours"),
                        row.getBigDecimal("vcpu_spare"),
                        row.getBigDecimal("gb_spare")))
                .list();
        return ClusterUse.of(sums, first, last);
    }

    private void store(List<ClusterUse> uses) {
        var batch = Batch.of(uses)
                .text("cluster", ClusterUse::cluster)
                .text("namespace", ClusterUse::namespace)
                .integer("team_id", use -> use.team().value())
                .text("currency", ClusterUse::currency)
                .decimal("cost", ClusterUse::cost)
                .decimal("idle", ClusterUse::idle)
                .decimal("requested", ClusterUse::requested)
                .decimal("spare", ClusterUse::spare)
                .decimal("vcpu_hours", ClusterUse::vcpuHours)
                .decimal("vcpu_spare", ClusterUse::vcpuSpare)
                .decimal("gb_hours", ClusterUse::gbHours)
                .decimal("gb_spare", ClusterUse::gbSpare);
        batch.statement(jdbc, """
                        insert into cluster_use (%1$s, first_day, last_day) select %1$s, :first, :last from %2$s
                        """.formatted(batch.columns(), batch.rows()))
                .param("first", uses.getFirst().firstDay())
                .param("last", uses.getFirst().lastDay())
                .update();
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<Request> find(long id) {
        return requests("id = :id", id).stream().findFirst();
    }

    private List<Request> requests(String condition, long id) {
        return jdbc.sql("select " + ChangeTable.COLUMNS
                        + ", cluster, namespace, team_id, currency from cluster_request where " + condition
                        + " and :id >= 0 order by id")
                .param("id", id)
                .query((row, number) -> request(row))
                .list();
    }

    static Request request(ResultSet row) throws SQLException {
        return new Request(
                ChangeTable.standing(row),
                row.getString("cluster"),
                row.getString("namespace"),
                new TeamId(row.getInt("team_id")),
                row.getString("currency"));
    }
}
