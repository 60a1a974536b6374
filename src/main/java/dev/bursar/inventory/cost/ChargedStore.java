package dev.bursar.inventory.cost;

import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.rows.Batch;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Adds up what charges say of resources, and finds which resources they mean, until a run has joined them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ChargedStore {
    private static final int NAMES_A_PART = 5_000;

    private final JdbcClient jdbc;

    ChargedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Forgets what a run has gathered. */
    void clear() {
        jdbc.sql("truncate charged_sum, charged_resource").update();
    }

    /**
     * Adds up the EffectiveCost that a month's charges give to what they name as a resource.
     *
     * @param month its first day
     * @param to the day after the last one
     * @param windowFrom the first of the days whose cost is added up by itself
     */
    void gather(LocalDate month, LocalDate to, LocalDate windowFrom) {
        jdbc.sql("""
                        insert into charged_sum (account_id, named_id, service_id, team_id, currency, month, effective_cost, window_cost)
                        select account_id, resource_id, service_id, team_id, currency, cast(:month as date), sum(effective_cost),
                               sum(effective_cost) filter (where charge_day >= :windowFrom)
                          from charge
                         where charge_day >= :month and charge_day < :to
                           and resource_id is distinct from (select id from term where kind = 10 and hash = :none)
                           and resource_id is not null
                         group by 1, 2, 3, 4, 5
                        """)
                .param("month", month)
                .param("to", to)
                .param("windowFrom", windowFrom)
                .param("none", Sha256.of(""))
                .update();
    }

    /** What charges name as a resource: the numbers of the texts, and the texts. */
    record Named(int accountId, int namedId, int serviceId, String account, String text, String service) {}

    /** The next some thousand of what was gathered; none at the end. */
    List<Named> after(@Nullable Named last) {
        return List.copyOf(jdbc.sql("""
                        with part as (
                          select distinct account_id, named_id, service_id from charged_sum
                           where (account_id, named_id, service_id) > (:account, :named, :service)
                           order by 1, 2, 3 limit :most)
                        select part.account_id, part.named_id, part.service_id, a.value as account, n.value as text, s.value as service
                          from part
                          join term a on a.id = part.account_id
                          join term n on n.id = part.named_id
                          join term s on s.id = part.service_id
                         order by 1, 2, 3
                        """)
                .param("account", last == null ? 0 : last.accountId())
                .param("named", last == null ? 0 : last.namedId())
                .param("service", last == null ? 0 : last.serviceId())
                .param("most", NAMES_A_PART)
                .query(Named.class)
                .list());
    }

    /** Finds the resources that these mean and stores them; what is not in the inventory is left out. */
    void find(List<Named> some) {
        ChargedResources resources = candidates(some);
        List<Map.Entry<Named, Long>> found = some.stream()
                .flatMap(named -> {
                    OptionalLong resource = resources.of(named.account(), named.text(), named.service());
                    return resource.stream().mapToObj(id -> Map.entry(named, id));
                })
                .toList();
        var batch = Batch.of(found)
                .integer("account_id", one -> one.getKey().accountId())
                .integer("named_id", one -> one.getKey().namedId())
                .integer("service_id", one -> one.getKey().serviceId())
                .number("resource_id", Map.Entry::getValue);
        batch.statement(jdbc, """
                        insert into charged_resource (account_id, named_id, service_id, resource_id) select * from %s
                        """.formatted(batch.rows())).update();
    }

    /** Those that have one of these ARNs, or whose names end as one of these do in the charge's account. */
    private ChargedResources candidates(List<Named> some) {
        var resources = new ChargedResources();
        List<Named> byName = some.stream()
                .filter(named -> !ChargedResources.isArn(named.text()))
                .toList();
        jdbc.sql("""
                        select id, arn, account from resource where arn_hash = any(:hashes)
                        union
                        select r.id, r.arn, r.account
                          from unnest(:accounts, :texts) as n (account, text)
                         cross join lateral (
                               select r.id, r.arn, r.account from resource r
                                where r.account = n.account
                                  and md5(coalesce(substring(r.name from '[^/:]+$'), r.name))
                                      = md5(coalesce(substring(n.text from '[^/:]+$'), n.text))
                               -- else all names may be taken apart, in place of a look into the index
                               offset 0) r
                        """)
                .param(
                        "hashes",
                        some.stream()
                                .map(named -> Sha256.of(ChargedResources.text(named.text())))
                                .toArray(byte[][]::new))
                .param("accounts", byName.stream().map(Named::account).toArray(String[]::new))
                .param(
                        "texts",
                        byName.stream()
                                .map(named -> ChargedResources.text(named.text()))
                                .toArray(String[]::new))
                .query(row -> {
                    resources.add(row.getLong("id"), row.getString("arn"), row.getString("account"));
                });
        return resources;
    }

    /** Tells PostgreSQL how much there is by now. */
    void counted() {
        jdbc.sql("select analyze_charged()").query(row -> {});
    }
}
