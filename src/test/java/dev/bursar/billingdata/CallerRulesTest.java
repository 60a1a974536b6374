package dev.bursar.billingdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.TeamKeys.Key;
import dev.bursar.org.Organisation;
import dev.bursar.ownership.OwnershipMove;
import dev.bursar.ownership.OwnershipPreview;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.SetupService;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.VersionGuard;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Rules that ask for callers and inference profiles, with keys, of days within months: what is previewed is what is done. */
class CallerRulesTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-09-16");
    private static final int DAYS = 30;
    private static final List<YearMonth> MONTHS = List.of(YearMonth.of(2026, 9), YearMonth.of(2026, 10));
    private static final List<String> KEYS = List.of("team", "iamPrincipal/team");
    private static final List<String> VALUES = List.of("", "", "vision", "fraud", "nlp");
    private static final List<String> ACCOUNTS = List.of("012345678901", "111122223333");
    /** The same role in two accounts, another partition, a user of a path, somebody without an ARN, and nobody. */
    private static final List<String> CALLERS = List.of(
            "",
            "AROAEXAMPLE:someone@example.com",
            "arn:aws:sts::012345678901:assumed-role/ChatApp/someone@example.com",
            "arn:aws:sts::111122223333:assumed-role/ChatApp/another@example.com",
            "arn:aws-cn:sts::222233334444:assumed-role/Batch/i-1",
            "arn:aws:iam::111122223333:user/apps/ci");

    private static final List<String> RESOURCES = List.of(
            "",
            "i-0123456789",
            "arn:aws:bedrock:us-east-1:012345678901:application-inference-profile/abc123",
            "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/def456",
            "arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-v1:0");

    private static final List<String> NAMED_CALLERS = List.of(
            "role/ChatApp",
            "012345678901:role/ChatApp",
            "222233334444:role/Batch",
            "user/ci",
            "role/Nobody",
            "999999999999:user/ci");
    private static final List<String> NAMED_PROFILES = List.of(
            "application-inference-profile/abc123",
            "111122223333:application-inference-profile/def456",
            "inference-profile/us.anthropic.claude-v1:0",
            "012345678901:application-inference-profile/def456");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private final Random random = new Random(11);
    private AnnotationConfigApplicationContext node;
    private List<TeamId> teams;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        VersionGuard.on(database);
        node = SyncNode.start(
                clock,
                database.dataSource(),
                URI.create("http://127.0.0.1:1"),
                Map.of("bursar.aws.team-tag", "team", "bursar.teams-from-tags", "false"));
        teams = inTransaction(() -> Stream.of("Vision", "Fraud", "Chat")
                .map(node.getBean(Organisation.class)::teamNamed)
                .toList());
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void whatIsPreviewedIsWhatIsDoneAndWhatIsLoadedLater() throws IOException {
        take("first.csv");
        SyncNode.run(node, "ownership");
        int moved = 0;
        for (int i = 0; i < 14; i++) {
            List<OwnershipRule> now = rules().all();
            List<OwnershipRule> next = randomRules();
            moved += previewedAndDone(month -> preview().of(now, next, month).moves(), () -> {
                inTransaction(() -> {
                    rules().store(now, List.of());
                    return rules().store(List.of(), next);
                });
            });
            if (i % 2 == 0) {
                TeamKeys keys = randomOrder();
                moved += previewedAndDone(
                        month ->
                                preview().of(keys(), keys, rules().all(), month).moves(),
                        () -> setup().choose(keys, setup().state().teamKey().version()));
            }
        }
        assertThat(moved).as("rules that move nothing prove nothing").isGreaterThan(30);
        Map<Integer, BigDecimal> followed = sums();
        random.setSeed(11); // the same charges
        take("again.csv");
        assertThat(sums()).as("a load decides as the job does").isEqualTo(followed);
    }

    private int previewedAndDone(Function<YearMonth, List<OwnershipMove>> preview, Runnable change) {
        List<OwnershipMove> moves =
                MONTHS.stream().flatMap(month -> preview.apply(month).stream()).toList();
        Map<Integer, BigDecimal> expected = sums();
        moves.forEach(move -> {
            expected.merge(move.from().value(), move.effectiveCost().negate(), BigDecimal::add);
            expected.merge(move.to().value(), move.effectiveCost(), BigDecimal::add);
        });
        expected.replaceAll((team, sum) -> sum.signum() == 0 ? BigDecimal.ZERO : sum.stripTrailingZeros());
        expected.values().removeIf(sum -> sum.signum() == 0);
        change.run();
        SyncNode.run(node, "ownership");
        assertThat(sums()).isEqualTo(expected);
        assertThat(node.getBean(ChargeTotals.class).differencesOfRollups()).isZero();
        return moves.size();
    }

    private List<OwnershipRule> randomRules() {
        var all = new ArrayList<OwnershipRule>();
        int count = 1 + random.nextInt(6);
        for (int i = 1; i <= count; i++) {
            LocalDate from = random.nextBoolean() ? OwnershipRule.ALWAYS : FIRST.plusDays(random.nextInt(DAYS));
            LocalDate earliest = from.isBefore(FIRST) ? FIRST : from;
            LocalDate to = random.nextBoolean() ? null : earliest.plusDays(1 + random.nextInt(DAYS));
            List<String> callers = some(NAMED_CALLERS);
            List<String> profiles = some(NAMED_PROFILES);
            all.add(new OwnershipRule(
                    -i,
                    i,
                    teams.get(random.nextInt(teams.size())),
                    callers == null && profiles == null ? List.of("vision", "fraud") : some(List.of("vision", "nlp")),
                    false,
                    some(ACCOUNTS),
                    null,
                    callers,
                    profiles,
                    null,
                    null,
                    null,
                    from,
                    to,
                    0));
        }
        return all;
    }

    private @Nullable List<String> some(List<String> values) {
        if (random.nextInt(3) == 0) {
            return null;
        }
        var shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, 1 + random.nextInt(values.size()));
    }

    private TeamKeys randomOrder() {
        var keys = new ArrayList<>(KEYS);
        Collections.shuffle(keys, random);
        return new TeamKeys(keys.subList(0, 1 + random.nextInt(KEYS.size())).stream()
                .map(key -> new Key(key, random.nextBoolean() ? null : FIRST.plusDays(random.nextInt(DAYS))))
                .toList());
    }

    private void take(String name) throws IOException {
        var file = ChargeLinesFile.of(LineFormat.CUR_2);
        for (int i = 0; i < DAYS * 8; i++) {
            var line = ChargeLinesFile.curLine("Usage", 1 + random.nextInt(1000) / 8.0);
            line.put("line_item_usage_start_date", FIRST.plusDays(i % DAYS).atTime(3, 0));
            line.put("line_item_usage_account_id", ACCOUNTS.get(random.nextInt(ACCOUNTS.size())));
            line.put("line_item_resource_id", RESOURCES.get(random.nextInt(RESOURCES.size())));
            // callers are stated one day and not the next
            line.put("line_item_iam_principal", i % 7 == 0 ? "" : CALLERS.get(random.nextInt(CALLERS.size())));
            var tags = new TreeMap<String, String>();
            KEYS.forEach(key -> {
                String value = VALUES.get(random.nextInt(VALUES.size()));
                if (!value.isEmpty()) {
                    tags.put(key.contains("/") ? key : "user_" + key, value);
                }
            });
            line.put("resource_tags", tags);
            file.add(line);
        }
        new ImportService(node.getBean(DeliveredCosts.class), new ImportFolder(folder))
                .take(List.of(new ChargeFile(name, file.csv(folder.resolve(name)))), ReadListener.NONE);
    }

    /** EffectiveCost by team. */
    private Map<Integer, BigDecimal> sums() {
        Map<Integer, BigDecimal> sums = new TreeMap<>();
        database.jdbc()
                .sql("select team_id, sum(effective_cost) from charge group by 1")
                .query(row -> {
                    sums.put(row.getInt(1), row.getBigDecimal(2).stripTrailingZeros());
                });
        return sums;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return node.getBean(TransactionTemplate.class).execute(status -> work.get());
    }

    private OwnershipRules rules() {
        return node.getBean(OwnershipRules.class);
    }

    private OwnershipPreview preview() {
        return node.getBean(OwnershipPreview.class);
    }

    private SetupService setup() {
        return node.getBean(SetupService.class);
    }

    private TeamKeys keys() {
        return node.getBean(dev.bursar.setup.TeamKey.class).keys();
    }
}
