package dev.bursar.billingdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.imports.ImportService;
import dev.bursar.billingdata.read.ChargeFile;
import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.billingdata.read.ReadListener;
import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.TeamKeys.Key;
import dev.bursar.ownership.OwnershipPreview;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.setup.KeyRefused;
import dev.bursar.setup.KeyRefused.Reason;
import dev.bursar.setup.SetupService;
import dev.bursar.setup.TeamKey;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.VersionGuard;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Several tags name teams, in an order, each from a day on: what is previewed is what is done, in files loaded before and after. */
class TeamKeyOrderTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-09-25");
    private static final int DAYS = 40;
    private static final List<String> KEYS = List.of("team", "iamPrincipal/team", "squad");
    private static final List<String> VALUES = List.of("", "", "vision", "fraud", "nlp");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final TestDatabase database = TestDatabase.migrated();
    private final Random random = new Random(7);
    private AnnotationConfigApplicationContext node;
    private SetupService setup;

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        VersionGuard.on(database);
        node = SyncNode.start(
                clock, database.dataSource(), URI.create("http://127.0.0.1:1"), Map.of("bursar.aws.team-tag", ""));
        setup = node.getBean(SetupService.class);
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void whatIsPreviewedIsWhatIsDone() throws IOException {
        take("first.csv", FIRST);
        setup.choose(TeamKeys.of("team"), 0);
        SyncNode.run(node, "ownership");
        int moved = 0;
        for (int i = 0; i < 12; i++) {
            TeamKeys now = node.getBean(TeamKey.class).keys();
            TeamKeys next = randomOrder();
            Map<Integer, BigDecimal> expected = sums();
            BigDecimal unnamed = BigDecimal.ZERO;
            for (YearMonth month : List.of(YearMonth.of(2026, 9), YearMonth.of(2026, 10), YearMonth.of(2026, 11))) {
                OwnershipPreview.KeysMonth previewed = node.getBean(OwnershipPreview.class)
                        .of(now, next, node.getBean(OwnershipRules.class).all(), month);
                for (var move : previewed.moves()) {
                    expected.merge(move.from().value(), move.effectiveCost().negate(), BigDecimal::add);
                    expected.merge(move.to().value(), move.effectiveCost(), BigDecimal::add);
                    moved++;
                }
                unnamed = unnamed.add(previewed.unnamed().getOrDefault("USD", BigDecimal.ZERO));
            }
            Set<Integer> there = Set.copyOf(expected.keySet());
            setup.choose(next, version());
            SyncNode.run(node, "ownership");
            Map<Integer, BigDecimal> after = sums();
            BigDecimal made = after.entrySet().stream()
                    .filter(team -> !there.contains(team.getKey()))
                    .map(Map.Entry::getValue)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(made).as("new teams of %s", next).isEqualByComparingTo(unnamed);
            expected.merge(0, unnamed.negate(), BigDecimal::add);
            there.forEach(team -> assertThat(after.getOrDefault(team, BigDecimal.ZERO))
                    .as("team %d by %s", team, next)
                    .isEqualByComparingTo(expected.get(team)));
            assertThat(node.getBean(ChargeTotals.class).differencesOfRollups()).isZero();
        }
        assertThat(moved).as("orders that move nothing prove nothing").isGreaterThan(20);
    }

    /** A file that comes later has its values by the same order as those that were there. */
    @Test
    void whatComesLaterIsReadByTheOrder() throws IOException {
        take("first.csv", FIRST);
        setup.choose(new TeamKeys(List.of(new Key("team", null), new Key("iamPrincipal/team", FIRST.plusDays(10)))), 0);
        SyncNode.run(node, "ownership");
        SyncNode.run(node, "ownership");
        Map<Integer, BigDecimal> followed = sums();
        random.setSeed(7); // the same charges
        take("again.csv", FIRST);
        SyncNode.run(node, "ownership");
        assertThat(sums()).isEqualTo(followed);
    }

    @Test
    void anOrderThatCantBeIsRefusedAndChangesNothing() throws IOException {
        take("first.csv", FIRST);
        setup.choose(TeamKeys.of("team"), 0);
        refused(List.of(), Reason.EMPTY, "");
        refused(List.of(new Key("team", null), new Key(" team ", FIRST)), Reason.TWICE, "team");
        refused(List.of(new Key("team", null), new Key("a$b", null)), Reason.NOT_A_KEY, "a$b");
        refused(
                IntStream.range(0, TeamKeys.MOST + 1)
                        .mapToObj(i -> new Key("key" + i, null))
                        .toList(),
                Reason.TOO_MANY,
                "");
        assertThatThrownBy(() -> setup.choose(TeamKeys.of("squad"), version() - 1))
                .isInstanceOf(StaleEdit.class);
        assertThat(node.getBean(TeamKey.class).keys()).isEqualTo(TeamKeys.of("team"));
        setup.choose(new TeamKeys(List.of(new Key("squad", FIRST), new Key("team", null))), version());
        setup.choose(TeamKeys.of("team"), version());
        assertThat(node.getBean(TeamKey.class).keys()).as("one key again").isEqualTo(TeamKeys.of("team"));
    }

    private void refused(List<Key> keys, Reason reason, String key) {
        assertThatThrownBy(() -> setup.choose(new TeamKeys(keys), version()))
                .isInstanceOfSatisfying(KeyRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.key()).isEqualTo(key);
                });
    }

    private int version() {
        return setup.state().teamKey().version();
    }

    private TeamKeys randomOrder() {
        var keys = new ArrayList<>(KEYS);
        Collections.shuffle(keys, random);
        return new TeamKeys(keys.subList(0, 1 + random.nextInt(KEYS.size())).stream()
                .map(key -> new Key(key, random.nextBoolean() ? null : FIRST.plusDays(random.nextInt(DAYS))))
                .toList());
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

    private void take(String name, LocalDate first) throws IOException {
        var lines = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < DAYS * 6; i++) {
            var line = ChargeLinesFile.focusLine(1 + random.nextInt(1000) / 8.0);
            LocalDate day = first.plusDays(i % DAYS);
            line.put("ChargePeriodStart", day.atTime(3, 0));
            line.put("SubAccountId", "012345678901");
            var tags = new TreeMap<String, String>();
            KEYS.forEach(key -> {
                String value = VALUES.get(random.nextInt(VALUES.size()));
                if (!value.isEmpty()) {
                    tags.put(key, value);
                }
            });
            line.put("Tags", tags);
            lines.add(line);
        }
        var file = ChargeLinesFile.of(LineFormat.FOCUS);
        lines.forEach(file::add);
        new ImportService(node.getBean(DeliveredCosts.class), new ImportFolder(folder))
                .take(List.of(new ChargeFile(name, file.csv(folder.resolve(name)))), ReadListener.NONE);
    }
}
