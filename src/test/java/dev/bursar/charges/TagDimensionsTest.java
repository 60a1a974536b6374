package dev.bursar.charges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.junit.jupiter.api.Test;

/** Which tags a person is offered to group and filter by. */
class TagDimensionsTest {
    private static final CostQuery OCTOBER = new CostQuery(
            LocalDate.parse("2026-10-01"),
            LocalDate.parse("2026-11-01"),
            Granularity.DAILY,
            CostMetric.EFFECTIVE,
            Dimension.TEAM,
            List.of());

    @Test
    void aLeadIsOfferedTheTagsOfTheirOwnChargesOnly() {
        try (var db = new ChargeDatabase()) {
            db.jdbc.sql("select ensure_charge_partition('2026-10-01')").query().listOfRows();
            db.jdbc.sql("""
                insert into term (kind, value, hash)
                select kind, value, sha256(convert_to(kind || value, 'UTF8'))
                  from (values (1, 'account'), (2, 'service'), (3, 'Usage'), (4, ''), (11, '{"env":"prod","team":"a"}'),
                               (11, '{"secret":"1","team":"b"}')) terms (kind, value)
                """).update();
            db.jdbc.sql("""
                insert into cost_export (id, provider, billing_account, billing_month, source, format, fingerprint, lines,
                                         charges, tag_key, parts, imported_by, imported_at)
                values (1, 'AWS', '1', '2026-10-01', 'x', 'FOCUS', sha256('x'), 2, 2, 'team', 1, 'x', now())
                """).update();
            db.jdbc
                    .sql("insert into cost_export_tag values (1, 'env'), (1, 'secret'), (1, 'team')")
                    .update();
            db.jdbc.sql("""
                insert into charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id,
                                    currency, billed_cost, effective_cost, export_id, tags_id)
                select '2026-10-03', a.id, s.id, r.id, v.id, row_number() over (order by t.value), 0, 'USD', 1, 1, 1, t.id
                  from term a, term s, term r, term v, term t
                 where a.kind = 1 and s.kind = 2 and r.kind = 3 and v.kind = 4 and t.kind = 11
                """).update();
            db.jdbc.sql("""
                insert into charge_slice (charge_day, account_id, source, run_id, observed_at, finality, content_hash, charges,
                                          export_id)
                select '2026-10-03', id, 'x', 0, now(), 'settled', sha256('x'), 2, 1 from term where kind = 1
                """).update();
            assertThat(db.service.tagged(OCTOBER).get("USD")).containsOnlyKeys("env", "secret");
            assertThat(db.service.dimensions()).contains(new Dimension.Tag("env"), new Dimension.Tag("secret"));
            assertThat(tags(db, 1)).containsExactly(new Dimension.Tag("env"));
            assertThat(db.service.tagged(OCTOBER).get("USD")).containsOnlyKeys("env");
            assertThat(tags(db, 2)).containsExactly(new Dimension.Tag("secret"));
            assertThat(tags(db, 3)).isEmpty();
            assertThat(db.service.tagged(OCTOBER)).isEmpty();
        }
    }

    private static List<Dimension> tags(ChargeDatabase db, int team) {
        db.visibility.set(new Visibility(
                false,
                List.of(new Visibility.Span(
                        new TeamId(team), LocalDate.parse("2026-01-01"), LocalDate.parse("2027-01-01")))));
        return db.service.dimensions().stream()
                .filter(Dimension.Tag.class::isInstance)
                .toList();
    }
}
