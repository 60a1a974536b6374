package dev.bursar.bench;

import dev.bursar.chargeback.month.ChargebackService;
import module java.base;
import java.sql.SQLException;

/** How long finance waits for the list of months after ten years, of which all but the last two are closed. */
final class MonthsBench {
    private static final int MONTHS = 120;
    private static final int LINES = 20_000;
    private static final int REPEATED = 9;
    private static final long BOUND_MILLIS = 300;

    private final BenchPortal portal;
    private final int lines;
    private final YearMonth last = YearMonth.now(ZoneOffset.UTC);

    private MonthsBench(BenchPortal portal, boolean quick) {
        this.portal = portal;
        lines = quick ? LINES / 20 : LINES;
    }

    static void run(boolean quick) throws SQLException {
        try (var portal = BenchPortal.empty()) {
            var bench = new MonthsBench(portal, quick);
            bench.load();
            bench.print("list of " + MONTHS + " months, the first time", 1);
            bench.print("again", REPEATED);
            for (int sync = 0; sync < 3; sync++) {
                portal.superuser(bench.cuts(day(bench.last)));
                bench.print("after the open month has other costs", 1);
            }
        }
    }

    private void load() throws SQLException {
        String first = day(last.minusMonths(MONTHS - 1));
        portal.superuser("""
                insert into term (kind, value, hash)
                select kind, text, sha256(convert_to(text, 'UTF8'))
                  from generate_series(1, 4) kind, (select 'term ' || generate_series(1, 200) as text) texts;
                insert into team (name, valid_from) select 'Team ' || n, '2000-01-01' from generate_series(1, 40) n;
                insert into charge_month
                select m, gen_random_uuid() from generate_series(%1$s, %2$s, interval '1 month') m;
                insert into charge_slice (charge_day, account_id, source, run_id, observed_at, finality, content_hash, charges)
                select d, a, 'cost-explorer', 1, now(), 'settled', sha256('x'), 20
                  from generate_series(%1$s, %2$s, interval '1 day') d, generate_series(1, 40) a;
                insert into aws_document (source, payer, number, seller, document_type, billing_month, issued_on, currency, total,
                       first_seen, last_seen)
                select 'aws', '111122223333', 'INV-' || m::date, 'AWS', 'INVOICE', m, m + interval '33 days', 'USD', %3$d, now(), now()
                  from generate_series(%1$s, %2$s - 1, interval '1 month') m;
                insert into ledger_start values (true, %1$s, now(), 'Bursar');
                insert into ledger_month (billing_month)
                select m from generate_series(%1$s, %2$s - 1, interval '1 month') m
                """.formatted(first, day(last), lines));
        portal.superuser(cuts(first));
        portal.superuser("""
                insert into chargeback_issue (billing_month, number, cut_id, issued_at, issued_by, issued_by_name, answer_by, reason,
                       allocation, figures)
                select billing_month, 1, id, now(), 1, 'visitor', billing_month + 45, '', '[]',
                       '[{"currency":"USD","total":%1$d,"direct":%1$d,"shared":0,"unallocated":0,"corrections":0}]'
                  from chargeback_cut where billing_month < %2$s;
                update ledger_month set closed_at = now(), closed_by = 1, closed_by_name = 'visitor', figures =
                       '[{"currency":"USD","documents":%1$d,"documentCount":1,"total":%1$d,"direct":%1$d,"shared":0,"unallocated":0,'
                       '"corrections":0,"rounding":0,"lines":0,"mostRounding":0,"receivable":0,"difference":0}]'
                 where billing_month < %2$s - 31
                """.formatted(lines, day(last)));
        portal.superuser("vacuum analyze");
    }

    /** A new cut of each month from the first to the last. */
    private String cuts(String first) {
        return """
                with made as (
                  insert into chargeback_cut (billing_month, fingerprint, made_at, observed_at, charges, estimated, from_exports,
                         from_cost_explorer)
                  select m, sha256(convert_to(m::text || random(), 'UTF8')), now(), now(), %3$d, 0, false, true
                    from generate_series(%1$s, %2$s, interval '1 month') m
                  returning id, billing_month)
                insert into chargeback_cut_line (cut_id, team_id, rule_id, account_id, service_id, record_type_id, tag_value_id,
                       charge_category, charge_kind, correction, charge_month, currency, billed_cost, effective_cost, unused_cost,
                       charges)
                select id, n %% 41, 0, n %% 100 + 1, n / 100 %% 200 + 201, 401, n %% 50 + 601, 'USAGE', 'USAGE', false, billing_month,
                       'USD', 1, 1, 0, 1
                  from made, generate_series(1, %3$d) n
                """.formatted(first, day(last), lines);
    }

    private static String day(YearMonth month) {
        return "date '" + month.atDay(1) + "'";
    }

    private void print(String what, int times) {
        ChargebackService service = portal.context.getBean(ChargebackService.class);
        long[] millis = new long[times];
        int months = 0;
        for (int time = 0; time < times; time++) {
            long begun = System.nanoTime();
            months = portal.asVisitor(service::months).size();
            millis[time] = (System.nanoTime() - begun) / 1_000_000;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "  %-42s %3d rows: median %4d ms, most %4d ms, bound %d ms%n",
                what,
                months,
                millis[times / 2],
                millis[times - 1],
                BOUND_MILLIS);
    }
}
