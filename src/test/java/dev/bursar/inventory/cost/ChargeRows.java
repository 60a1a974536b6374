package dev.bursar.inventory.cost;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts an export's charges into the database that name the resources of the inventory. */
final class ChargeRows {
    private ChargeRows() {}

    /**
     * A charge of 1.50 USD of each resource on each of these days.
     *
     * @param named how it names the resource {@code r}, in SQL
     */
    static void add(JdbcClient jdbc, List<LocalDate> days, String named) {
        term(jdbc, 1, "select distinct account from resource");
        term(jdbc, 2, "select 'Amazon Elastic Compute Cloud'");
        term(jdbc, 10, "select " + named + " from resource r");
        jdbc.sql("""
                        insert into cost_export (id, provider, billing_account, billing_month, source, format, fingerprint, lines, charges,
                               tag_key, parts, imported_by, imported_at)
                        values (1, 'AWS', '1', date_trunc('month', cast(:day as date)), 'test', 'FOCUS', sha256(''), 1, 1, '', 1, 'test',
                                '2026-11-24T06:00:00Z') on conflict do nothing
                        """).param("day", days.getLast()).update();
        for (LocalDate day : days) {
            jdbc.sql("select ensure_charge_partition(:day)").param("day", day).query(row -> {});
            jdbc.sql("""
                            insert into charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                                   billed_cost, effective_cost, resource_id, export_id)
                            select :day, a.id, (select id from term where kind = 2 and value = 'Amazon Elastic Compute Cloud'), 0, 0, 0, 0,
                                   'USD', 1.50, 1.50, n.id, 1
                              from resource r
                              join term a on a.kind = 1 and a.hash = sha256(convert_to(r.account, 'UTF8'))
                              join term n on n.kind = 10 and n.hash = sha256(convert_to(%s, 'UTF8'))
                            """.formatted(named)).param("day", day).update();
        }
    }

    private static void term(JdbcClient jdbc, int kind, String values) {
        jdbc.sql("""
                        insert into term (kind, value, hash)
                        select :kind, v.value, sha256(convert_to(v.value, 'UTF8')) from (%s) as v (value) on conflict do nothing
                        """.formatted(values)).param("kind", kind).update();
    }
}
