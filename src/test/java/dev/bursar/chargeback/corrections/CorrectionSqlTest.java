package dev.bursar.chargeback.corrections;

import static dev.bursar.chargeback.corrections.CorrectionCharges.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.PoolSelection.Kind;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.kernel.Decimals;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PostgreSQL comes to the same for every team. */
class CorrectionSqlTest {
    private static final int RUNS = 80;

    @Test
    void sqlComesToTheSameForEveryTeam() {
        int corrected = 0;
        int pooled = 0;
        int passed = 0;
        try (var database = TestDatabase.migrated()) {
            var owner = database.owner();
            var jdbc = JdbcClient.create(owner);
            var sql = new CorrectionSql(jdbc);
            for (int seed = 0; seed < RUNS; seed++) {
                var cuts = new RandomCuts(seed);
                List<CutLine> kept = withoutUnused(cuts.lines(6, 60));
                List<CutLine> newest = withoutUnused(cuts.restated(kept, 6));
                List<Pool> pools = seed % 4 == 0
                        ? List.of()
                        : cuts.pools().stream()
                                .filter(pool -> pool.selection().recordTypes().isEmpty()
                                        && pool.selection().kind() != Kind.UNUSED_COMMITMENT)
                                .toList();
                List<Allocation> issued = CorrectionCharges.issued(kept, pools);
                long before = store(jdbc, kept);
                long now = store(jdbc, newest);

                List<CorrectionLine> lines = Corrections.of(MONTH, kept, newest, issued, false);

                for (String currency : List.of("USD", "JPY")) {
                    sql.forget();
                    for (Pool pool : pools) {
                        sql.pool(pool, weights(pool, currency, issued));
                        for (var part : ends(pool, pools, currency, issued).entrySet()) {
                            sql.part(pool.id(), part.getKey(), part.getValue());
                            passed += part.getKey() == pool.id() ? 0 : 1;
                        }
                    }
                    Map<Integer, BigDecimal> expected = sql.byTeam(before, now, currency, Decimals.of(currency));
                    assertThat(CorrectionSql.byTeam(lines, currency))
                            .as("seed %d, %s", seed, currency)
                            .isEqualTo(expected);
                    corrected += expected.size();
                }
                pooled += (int) lines.stream().filter(line -> line.pool() > 0).count();
            }
            owner.destroy();
        }
        assertThat(corrected).isGreaterThan(RUNS);
        assertThat(pooled).isGreaterThan(RUNS / 4);
        assertThat(passed).isGreaterThan(RUNS / 8);
    }

    private static List<CutLine> withoutUnused(List<CutLine> lines) {
        return lines.stream()
                .map(line -> CorrectionCharges.line(
                        line.charge().team(),
                        line.charge().account(),
                        line.charge().service(),
                        line.charge().recordType(),
                        line.tagValue(),
                        line.charge().currency(),
                        line.charge().billed(),
                        BigDecimal.ZERO))
                .toList();
    }

    /** In which pools what a pool takes ends, by the parts that fall from one to the next. */
    private static Map<Integer, BigDecimal> ends(
            Pool pool, List<Pool> pools, String currency, List<Allocation> issued) {
        Map<Integer, BigDecimal> ends = new HashMap<>();
        Pool at = pool;
        BigDecimal left = BigDecimal.ONE;
        while (true) {
            Pool now = at;
            boolean split =
                    result(now, currency, issued).flatMap(PoolResult::unsplit).isEmpty();
            Optional<Pool> next = pools.stream()
                    .filter(one -> split
                            && now.passes()
                                    .filter(part -> part.pool() == one.id())
                                    .isPresent()
                            && (one.position().compareTo(now.position()) > 0
                                    || one.position().compareTo(now.position()) == 0 && one.id() > now.id()))
                    .findFirst();
            if (next.isEmpty()) {
                ends.put(now.id(), left);
                return ends;
            }
            BigDecimal part =
                    left.multiply(now.passes().orElseThrow().percent()).movePointLeft(2);
            ends.put(now.id(), left.subtract(part));
            left = part;
            at = next.get();
        }
    }

    private static Optional<PoolResult> result(Pool pool, String currency, List<Allocation> issued) {
        return issued.stream()
                .filter(allocation -> allocation.currency().equals(currency))
                .flatMap(allocation -> allocation.pools().stream())
                .filter(one -> one.pool().id() == pool.id())
                .findFirst();
    }

    private static Map<Integer, BigDecimal> weights(Pool pool, String currency, List<Allocation> issued) {
        Optional<PoolResult> result = result(pool, currency, issued);
        Map<Integer, BigDecimal> weights = result.stream()
                .flatMap(one -> one.shares().stream())
                .collect(Collectors.toMap(PoolResult.Share::team, PoolResult.Share::weight));
        return weights.isEmpty()
                        && result.flatMap(PoolResult::unsplit).isEmpty()
                        && pool.split() instanceof PoolSplit.Fixed(Map<Integer, BigDecimal> percents)
                ? percents
                : weights;
    }

    private static long store(JdbcClient jdbc, List<CutLine> lines) {
        long cut = jdbc.sql("""
            insert into chargeback_cut (billing_month, fingerprint, made_at, observed_at, charges, estimated, from_exports,
                   from_cost_explorer)
            values (:month, sha256('cut'), timestamptz '2026-11-03', timestamptz '2026-11-03', :charges, 0, true, false)
            returning id
            """)
                .param("month", MONTH.atDay(1))
                .param("charges", lines.size())
                .query(Long.class)
                .single();
        jdbc.sql("""
            with named (kind, value) as (select * from unnest(:kinds::int[], :values::text[]))
            insert into term (kind, value, hash)
            select distinct kind, value, sha256(convert_to(value, 'UTF8')) from named
            on conflict (kind, hash) do nothing
            """)
                .param(
                        "kinds",
                        lines.stream().flatMap(line -> Stream.of(1, 2, 3, 4)).toArray(Integer[]::new))
                .param(
                        "values",
                        lines.stream()
                                .flatMap(line -> Stream.of(
                                        line.charge().account(),
                                        line.charge().service(),
                                        line.charge().recordType(),
                                        line.tagValue()))
                                .toArray(String[]::new))
                .update();
        jdbc.sql("""
            insert into chargeback_cut_line (cut_id, team_id, rule_id, account_id, service_id, record_type_id, tag_value_id,
                   charge_category, charge_kind, correction, charge_month, currency, billed_cost, effective_cost, unused_cost, charges)
            select :cut, l.team, 0, a.id, s.id, r.id, t.id, l.category, l.kind, false, :month, l.currency, l.billed, l.billed, 0, 1
              from unnest(:teams::int[], :accounts::text[], :services::text[], :types::text[], :tags::text[], :categories::text[],
                          :kinds::text[], :currencies::text[], :billed::numeric[])
                   as l (team, account, service, type, tag, category, kind, currency, billed)
              join term a on a.kind = 1 and a.value = l.account
              join term s on s.kind = 2 and s.value = l.service
              join term r on r.kind = 3 and r.value = l.type
              join term t on t.kind = 4 and t.value = l.tag
            """)
                .param("cut", cut)
                .param("month", MONTH.atDay(1))
                .param("teams", lines.stream().map(line -> line.charge().team()).toArray(Integer[]::new))
                .param("accounts", texts(lines, line -> line.charge().account()))
                .param("services", texts(lines, line -> line.charge().service()))
                .param("types", texts(lines, line -> line.charge().recordType()))
                .param("tags", texts(lines, CutLine::tagValue))
                .param(
                        "categories",
                        texts(lines, line -> line.charge().category().name()))
                .param("kinds", texts(lines, line -> line.charge().kind().name()))
                .param("currencies", texts(lines, line -> line.charge().currency()))
                .param(
                        "billed",
                        lines.stream().map(line -> line.charge().billed()).toArray(BigDecimal[]::new))
                .update();
        return cut;
    }

    private static String[] texts(List<CutLine> lines, Function<CutLine, String> of) {
        return lines.stream().map(of).toArray(String[]::new);
    }
}
