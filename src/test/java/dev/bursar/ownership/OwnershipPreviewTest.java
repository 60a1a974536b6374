package dev.bursar.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.HandRun;
import dev.bursar.charges.spi.Slice;
import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.apply.OwnershipSync;
import dev.bursar.testing.VersionGuard;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a preview says is what the re-application then does, to the last digit, change after change. */
class OwnershipPreviewTest {
    private static final List<String> TAGS =
            List.of("vision", "Vision", "VISION ", "nlp", "=cmd|' /C calc'!A0", "never");
    private static final LocalDate FIRST = LocalDate.parse("2026-09-20");
    private static final LocalDate LAST = LocalDate.parse("2026-11-05");
    private static final int CHANGES = 40;
    private static ChargeDatabase db;
    private static List<TeamId> teams;
    private static OwnershipRuleService service;

    @BeforeAll
    static void start() {
        db = new ChargeDatabase();
        VersionGuard.on(db.database);
        service = db.beans.get(OwnershipRuleService.class);
        teams = List.of(db.team("Vision"), db.team("NLP"), db.team("Storage"));
        var random = new Random(11);
        var slices = new ArrayList<Slice>();
        FIRST.datesUntil(LAST)
                .forEach(day -> ChargeDatabase.ACCOUNTS.forEach(
                        account -> slices.add(ChargeDatabase.randomSlice(random, day, account))));
        db.load(slices);
    }

    @AfterAll
    static void stop() {
        db.close();
    }

    @Test
    void aPreviewIsWhatTheReapplicationThenDoes() {
        var random = new Random(3);
        int moved = 0;
        for (int i = 0; i < CHANGES; i++) {
            OwnershipEdit edit = edit(random);
            Map<String, BigDecimal> previewed = new TreeMap<>();
            try {
                for (YearMonth month : service.months()) {
                    service.preview(edit, month)
                            .moves()
                            .forEach(move -> add(
                                    previewed,
                                    move.month() + " " + move.from().value() + " to "
                                            + move.to().value() + " " + move.currency(),
                                    move.effectiveCost()));
                }
            } catch (RuleRefused e) {
                continue; // a random rule may say what another says
            }
            Map<String, Integer> before = owners();
            service.save(edit);
            db.beans.get(OwnershipSync.class).run(new HandRun(db.beans.transactions()));

            assertThat(moves(before)).as("change %d: %s", i, edit).isEqualTo(previewed);
            assertThat(service.rules().applied()).isTrue();
            moved += previewed.size();
        }
        assertThat(moved).as("changes that move nothing prove nothing").isGreaterThan(20);
        assertThat(db.rollups.differences(FIRST, LAST)).isZero();
    }

    @Test
    void whatIsClaimedAddsUpToAllCosts() {
        YearMonth october = YearMonth.of(2026, 10);
        Map<String, BigDecimal> claimed = new TreeMap<>();
        service.claims(october).claims().forEach(claim -> add(claimed, claim.currency(), claim.effectiveCost()));
        Map<String, BigDecimal> all = new TreeMap<>();
        db.jdbc
                .sql("""
                        select currency, sum(effective_cost) effective from charge
                         where charge_day >= '2026-10-01' and charge_day < '2026-11-01' group by 1
                        """)
                .query((row, number) -> all.put(
                        row.getString("currency"),
                        row.getBigDecimal("effective").stripTrailingZeros()))
                .list();
        assertThat(claimed).isEqualTo(all).hasSize(2);
    }

    /** Who owns what decides about owners: one combination of a day never has two. */
    private static Map<String, Integer> owners() {
        Map<String, Integer> owners = new TreeMap<>();
        db.jdbc
                .sql("select distinct charge_day, account_id, service_id, tag_value_id, team_id from charge")
                .query((row, number) ->
                        owners.put(key(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4)), row.getInt(5)))
                .list();
        return owners;
    }

    private static Map<String, BigDecimal> moves(Map<String, Integer> before) {
        Map<String, BigDecimal> moves = new TreeMap<>();
        db.jdbc
                .sql("""
                        select charge_day, account_id, service_id, tag_value_id, team_id, currency, sum(effective_cost)
                          from charge group by 1, 2, 3, 4, 5, 6
                        """)
                .query((row, number) -> {
                    int was = before.get(key(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4)));
                    if (was != row.getInt(5)) {
                        add(
                                moves,
                                row.getString(1).substring(0, 7) + " " + was + " to " + row.getInt(5) + " "
                                        + row.getString(6),
                                row.getBigDecimal(7));
                    }
                    return was;
                })
                .list();
        return moves;
    }

    private static String key(String day, int account, int service, int tag) {
        return day + "|" + account + "|" + service + "|" + tag;
    }

    private static void add(Map<String, BigDecimal> sums, String key, BigDecimal amount) {
        sums.merge(
                key, amount.stripTrailingZeros(), (one, other) -> one.add(other).stripTrailingZeros());
    }

    private static OwnershipEdit edit(Random random) {
        List<OwnershipRule> rules = service.rules().all();
        if (rules.size() < 4) {
            return new OwnershipEdit.Add(
                    draft(random), rules.isEmpty() ? null : any(random, rules).id());
        }
        OwnershipRule rule = any(random, rules);
        return switch (random.nextInt(8)) {
            case 0, 1 -> new OwnershipEdit.Add(draft(random), any(random, rules).id());
            case 2 -> new OwnershipEdit.Correct(rule.id(), rule.version(), draft(random));
            case 3 -> new OwnershipEdit.Change(rule.id(), rule.version(), draft(random), day(random));
            case 4 -> new OwnershipEdit.End(rule.id(), rule.version(), day(random));
            case 5 -> new OwnershipEdit.Remove(rule.id(), rule.version());
            case 6 -> {
                var ids = new ArrayList<>(rules.stream().map(OwnershipRule::id).toList());
                Collections.shuffle(ids, random);
                yield new OwnershipEdit.Reorder(service.rules().order(), ids);
            }
            default -> OwnershipEdit.HandOver.all(rules, rule.team(), ChargeDatabase.pick(random, teams), day(random));
        };
    }

    private static OwnershipRule any(Random random, List<OwnershipRule> rules) {
        return ChargeDatabase.pick(random, rules);
    }

    private static LocalDate day(Random random) {
        return FIRST.plusDays(random.nextInt(60) - 5);
    }

    private static RuleDraft draft(Random random) {
        int what = 1 + random.nextInt(7);
        LocalDate from = random.nextBoolean() ? OwnershipRule.ALWAYS : day(random);
        return new RuleDraft(
                ChargeDatabase.pick(random, teams),
                (what & 1) == 0 ? null : some(random, TAGS),
                random.nextBoolean(),
                (what & 2) == 0 ? null : some(random, ChargeDatabase.ACCOUNTS),
                (what & 4) == 0 ? null : some(random, ChargeDatabase.SERVICES),
                from,
                random.nextInt(3) == 0 ? from.plusDays(1 + random.nextInt(9000)) : null);
    }

    private static @Nullable List<String> some(Random random, List<String> of) {
        var some = new HashSet<String>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            some.add(ChargeDatabase.pick(random, of));
        }
        return List.copyOf(some);
    }
}
