package dev.bursar.causes.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Change;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.Move;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import dev.bursar.trail.TrailRows;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Charges that go from one team to another, as the leads of both see it, and as those do who see everything. */
class MovedStoriesTest {
    private static final String ACCOUNT = TrailRows.ACCOUNT;
    private static final String MOVED_ACCOUNT = TrailRows.OTHER_ACCOUNT;
    private static final LocalDate FIRST = LocalDate.parse("2026-09-15");
    private static final LocalDate LAST = LocalDate.parse("2026-11-25");
    private static final DayRange NOW = new DayRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-24"));
    private static final DayRange BEFORE = new DayRange(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-24"));
    private static final int NOBODY = 0;
    private static final int FRAUD = 1;
    private static final int SEARCH = 2;
    private static final int VISION = 3;

    private static TestDatabase database;
    private static AnnotationConfigApplicationContext node;
    private static JdbcClient jdbc;

    @BeforeAll
    static void tell() {
        database = TestDatabase.migrated();
        jdbc = database.jdbc();
        node = SyncNode.start(
                new MovableClock(Instant.parse("2026-11-26T09:00:00Z")),
                database.dataSource(),
                URI.create("http://127.0.0.1:1"),
                Map.of());
        var trail = new TrailRows(node, jdbc);
        for (String account : List.of(ACCOUNT, MOVED_ACCOUNT)) {
            trail.account(account, "Account " + account);
            trail.read(account, "2026-08-25T00:00:00Z", "2026-11-26T09:00:00Z");
        }
        jdbc.sql("""
                        insert into team (id, name) overriding system value
                        values (1, 'Fraud'), (2, 'Search'), (3, 'Vision')
                        """).update();
        for (String month : List.of("2026-09-01", "2026-10-01", "2026-11-01")) {
            jdbc.sql("select ensure_charge_partition(cast(:month as date))")
                    .param("month", month)
                    .query(String.class)
                    .single();
        }
        stories(trail);
        jdbc.sql("""
                        insert into spend_by_month
                        select date_trunc('month', charge_day)::date, team_id, account_id, currency, sum(billed_cost), sum(effective_cost)
                          from charge group by 1, 2, 3, 4
                        """).update();
        jdbc.sql("""
                        insert into charge_slice (charge_day, account_id, source, run_id, observed_at, finality, content_hash, charges)
                        select distinct charge_day, account_id, 'test', 1, now(), 'settled', decode('00', 'hex'), 1 from charge
                        """).update();
    }

    @AfterAll
    static void close() {
        node.close();
        database.close();
    }

    private static void stories(TrailRows trail) {
        // its tag was changed: at midnight, in the middle of a day, and between the periods
        days("midnight", FRAUD, "fraud", FIRST, nov(10), "48");
        days("midnight", SEARCH, "search", nov(10), LAST, "48");
        days("noon", FRAUD, "fraud", FIRST, nov(10), "48");
        days("noon", FRAUD, "fraud", nov(10), nov(11), "24");
        days("noon", SEARCH, "search", nov(10), nov(11), "24");
        days("noon", SEARCH, "search", nov(11), LAST, "48");
        days("between", FRAUD, "fraud", FIRST, oct(27), "48");
        days("between", SEARCH, "search", oct(27), LAST, "48");
        days("earlier", FRAUD, "fraud", FIRST, oct(14), "48");
        days("earlier", SEARCH, "search", oct(14), LAST, "48");
        // twice as much before it left
        days("grown", FRAUD, "fraud", FIRST, nov(4), "48");
        days("grown", FRAUD, "fraud", nov(4), nov(10), "96");
        days("grown", SEARCH, "search", nov(10), LAST, "96");
        trail.event("UpdateEndpointWeightsAndCapacities", "2026-11-03T23:30:00Z")
                .on(endpoint("grown"))
                .record("""
                        {"requestParameters":{"desiredWeightsAndCapacities":[{"desiredInstanceCount":4}]}}
                        """)
                .add();
        days("untagged", FRAUD, "fraud", FIRST, nov(10), "48");
        days("untagged", NOBODY, "", nov(10), LAST, "48");
        days("divided", FRAUD, "fraud", FIRST, nov(10), "48");
        days("divided", SEARCH, "search", nov(10), LAST, "24");
        days("divided", VISION, "vision", nov(10), LAST, "24");
        // none of these moved
        days("renamed", FRAUD, "fraud", FIRST, nov(10), "48");
        days("renamed", FRAUD, "risk", nov(10), LAST, "60");
        days("shared", FRAUD, "fraud", FIRST, LAST, "48");
        days("shared", SEARCH, "search", nov(3), LAST, "48");
        days("ended", FRAUD, "fraud", FIRST, nov(2), "48");
        days("ended", SEARCH, "search", nov(20), LAST, "48");
        // without resources: a rule of a tag value, in Cost Explorer, and one of an account, in charge files
        insert(ACCOUNT, "AmazonS3", "", "core", FRAUD, FIRST, nov(10), "10", false);
        insert(ACCOUNT, "AmazonS3", "", "core", SEARCH, nov(10), LAST, "10", false);
        insert(ACCOUNT, "AmazonS3", "", "own", FRAUD, FIRST, nov(10), "7", false);
        insert(ACCOUNT, "AmazonEFS", "", "own", FRAUD, FIRST, nov(10), "7", false);
        insert(ACCOUNT, "AmazonEFS", "", "other", SEARCH, nov(10), LAST, "7", false);
        insert(MOVED_ACCOUNT, "Amazon Bedrock", "", "", FRAUD, FIRST, nov(5), "30", true);
        insert(MOVED_ACCOUNT, "Amazon Bedrock", "", "", SEARCH, nov(5), LAST, "30", true);
        insert(MOVED_ACCOUNT, "Amazon Athena", "", "", FRAUD, FIRST, oct(20), "30", true);
    }

    private static void days(String name, int team, String tag, LocalDate from, LocalDate to, String cost) {
        insert(ACCOUNT, "Amazon SageMaker", endpoint(name), tag, team, from, to, cost, true);
    }

    private static String endpoint(String name) {
        return "arn:aws:sagemaker:eu-central-1:" + ACCOUNT + ":endpoint/" + name;
    }

    private static void insert(
            String account,
            String service,
            String resource,
            String tag,
            int team,
            LocalDate from,
            LocalDate to,
            String cost,
            boolean exported) {
        jdbc.sql("""
                        insert into charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                               billed_cost, effective_cost, unblended_cost, amortized_cost, net_unblended_cost, usage_quantity, usage_unit,
                               export_id, usage_type_id, resource_id)
                        select day::date, :account, :service, :type, :tag, :team, 0, 'USD', :cost, :cost, :cost, :cost, :cost,
                               case when :exported then :cost end, case when :exported then 'Hrs' end, case when :exported then 1 else 0 end,
                               case when :exported then :usage end, :resource
                          from generate_series(cast(:from as date), cast(:to as date) - 1, interval '1 day') day
                        """)
                .param("account", term(1, account))
                .param("service", term(2, service))
                .param("type", term(3, "Usage"))
                .param("tag", term(4, tag))
                .param("team", team)
                .param("cost", new BigDecimal(cost))
                .param("exported", exported)
                .param("usage", term(6, "Host:ml.g5.xlarge"))
                .param("resource", resource.isEmpty() ? null : term(10, resource), java.sql.Types.INTEGER)
                .param("from", from.toString())
                .param("to", to.toString())
                .update();
    }

    private static Integer term(int kind, String text) {
        jdbc.sql("""
                        insert into term (kind, value, hash) values (:kind, :text, sha256(convert_to(:text, 'UTF8')))
                        on conflict do nothing
                        """).param("kind", kind).param("text", text).update();
        return jdbc.sql("select id from term where kind = :kind and value = :text")
                .param("kind", kind)
                .param("text", text)
                .query(Integer.class)
                .single();
    }

    private static LocalDate nov(int day) {
        return LocalDate.of(2026, 11, day);
    }

    private static LocalDate oct(int day) {
        return LocalDate.of(2026, 10, day);
    }

    private static Change change(Visibility visibility, CostFilter... filters) {
        Visible visible = visibility.everything()
                ? ResourceVisibility.EVERYTHING
                : new Visible(
                        false,
                        visibility.spans().stream().map(Visibility.Span::team).collect(Collectors.toSet()),
                        Set.of());
        return Objects.requireNonNull(node.getBean(TransactionTemplate.class)
                .execute(status -> node.getBean(ChangeReading.class)
                        .of(
                                new ChangeQuestion(NOW, BEFORE, CostMetric.EFFECTIVE, List.of(filters)),
                                visibility,
                                visible)));
    }

    private static Visibility lead(Integer... teams) {
        return new Visibility(
                false,
                Arrays.stream(teams)
                        .map(team -> new Visibility.Span(new TeamId(team), FIRST, LocalDate.parse("2100-01-01")))
                        .toList());
    }

    private static CostFilter only(int team) {
        return new CostFilter(Dimension.TEAM, Operator.IS, List.of(String.valueOf(team)));
    }

    private static List<ChangedPart> parts(Change change, int team, String name) {
        return change.currencies().stream()
                .flatMap(of -> of.parts().stream())
                .filter(part -> part.key().team() == team
                        && (part.key().resource().endsWith("/" + name)
                                || part.key().resource().isEmpty()
                                        && part.key().service().equals(name)))
                .toList();
    }

    private static BigDecimal moved(ChangedPart part) {
        return part.amount(ChangeClass.MOVED);
    }

    @ParameterizedTest
    @CsvSource({
        // what, whose lead asks: the day, what moved, and what is left of the change
        "midnight, 1, 2026-11-10, -672, 0, Moved to another team on 10 Nov 2026",
        "midnight, 2, 2026-11-10, 672, 0, Moved from another team on 10 Nov 2026",
        "noon, 1, 2026-11-10, -648, 0, Moved to another team on 10 Nov 2026",
        "noon, 2, 2026-11-10, 648, 0, Moved from another team on 10 Nov 2026",
        "between, 1, 2026-10-27, -1104, 0, Moved to another team on 27 Oct 2026",
        "between, 2, 2026-10-27, 1104, 0, Moved from another team on 27 Oct 2026",
        "earlier, 1, 2026-10-14, -624, 0, Moved to another team on 14 Oct 2026",
        "earlier, 2, 2026-10-14, 624, 0, Moved from another team on 14 Oct 2026",
        "grown, 1, 2026-11-10, -672, 288, Moved to another team on 10 Nov 2026",
        "untagged, 1, 2026-11-10, -672, 0, Moved to Unallocated on 10 Nov 2026",
        "divided, 1, 2026-11-10, -672, 0, Moved to another team on 10 Nov 2026",
        "divided, 2, 2026-11-10, 336, 0, Moved from another team on 10 Nov 2026",
        "AmazonS3, 2, 2026-11-10, 140, 0, Moved from another team on 10 Nov 2026",
        "Amazon Bedrock, 1, 2026-11-05, -570, 0, Moved to another team on 5 Nov 2026",
        "Amazon Bedrock, 2, 2026-11-05, 570, 0, Moved from another team on 5 Nov 2026",
    })
    void aLeadReadsThatItMovedAndNotToWhom(
            String what, int team, LocalDate day, BigDecimal amount, BigDecimal rest, String words) {
        Change change = change(lead(team));

        assertThat(parts(change, team, what)).as(what).singleElement().satisfies(part -> {
            assertThat(moved(part)).isEqualByComparingTo(amount);
            assertThat(part.change().subtract(moved(part))).isEqualByComparingTo(rest);
            assertThat(part.amounts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(part.change());
            assertThat(part.move()).extracting(Move::day).isEqualTo(day);
            assertThat(CauseText.moved(part, change.names())).isEqualTo(words);
        });
    }

    /** What was done before it left isn't a part of the move; its events are the new owner's to see. */
    @Test
    void whatWasDoneBeforeItMovedIsTold() {
        assertThat(parts(change(Visibility.EVERYTHING, only(FRAUD)), FRAUD, "grown"))
                .singleElement()
                .satisfies(part -> {
                    assertThat(part.amount(ChangeClass.EXPLAINED)).isEqualByComparingTo("288");
                    assertThat(part.events()).hasSize(1);
                });
        Change change = change(lead(FRAUD));
        assertThat(parts(change, FRAUD, "grown"))
                .singleElement()
                .satisfies(
                        part -> assertThat(part.amount(ChangeClass.UNEXPLAINED)).isEqualByComparingTo("288"));
        assertThat(change.causes()).isEmpty();
    }

    /** A service of which only a part went: the tag value that didn't is no move. */
    @Test
    void oneValueOfATagMovesAlone() {
        assertThat(parts(change(lead(FRAUD)), FRAUD, "AmazonS3"))
                .singleElement()
                .satisfies(part -> {
                    assertThat(moved(part)).isEqualByComparingTo("-140");
                    assertThat(part.change()).isEqualByComparingTo("-238");
                });
    }

    @ParameterizedTest
    @CsvSource({"renamed", "shared", "ended", "AmazonEFS", "Amazon Athena"})
    void whatIsNotKnownToHaveMovedDidNot(String what) {
        for (int team : List.of(FRAUD, SEARCH)) {
            assertThat(parts(change(lead(team)), team, what)).as(what).allSatisfy(part -> {
                assertThat(part.amounts()).doesNotContainKey(ChangeClass.MOVED);
                assertThat(part.move()).isNull();
            });
        }
    }

    @Test
    void ofTheOtherTeamNothingLeaks() {
        for (int team : List.of(FRAUD, SEARCH, VISION)) {
            Change change = change(lead(team));
            List<ChangedPart> parts = change.currencies().stream()
                    .flatMap(of -> of.parts().stream())
                    .toList();

            assertThat(parts)
                    .isNotEmpty()
                    .allSatisfy(part -> assertThat(part.key().team()).isEqualTo(team));
            assertThat(parts.stream().map(ChangedPart::move).filter(Objects::nonNull))
                    .isNotEmpty()
                    .allSatisfy(move -> assertThat(move.other()).isIn(null, NOBODY));
            assertThat(change.names().teams()).containsOnlyKeys(new TeamId(team));
        }
        for (CostFilter[] of : List.of(new CostFilter[] {only(SEARCH)}, new CostFilter[] {only(NOBODY)})) {
            assertThat(change(lead(FRAUD), of).currencies()).isEmpty();
        }
    }

    /** What their team has on the days before is not theirs to see, so that nothing is said of them. */
    @Test
    void aLeadSinceLaterLearnsNothingOfEarlierDays() {
        var since = new Visibility(
                false, List.of(new Visibility.Span(new TeamId(SEARCH), nov(15), LocalDate.parse("2100-01-01"))));
        assertThat(parts(change(since), SEARCH, "midnight"))
                .singleElement()
                .satisfies(part -> assertThat(part.move()).isNull());
    }

    /** Finance, admins and auditors see everything; who leads both sees these two. */
    @Test
    void whoSeesBothReadsTheName() {
        Map<String, Change> askers = Map.of(
                "all", change(Visibility.EVERYTHING),
                "both", change(lead(FRAUD, SEARCH)),
                "one of all", change(Visibility.EVERYTHING, only(FRAUD)));
        askers.forEach((asker, change) -> {
            for (String what : List.of("midnight", "noon", "between", "earlier")) {
                assertThat(parts(change, FRAUD, what)).as(asker).singleElement().satisfies(part -> {
                    assertThat(moved(part)).isNegative();
                    assertThat(CauseText.moved(part, change.names())).startsWith("Moved to Search on ");
                });
            }
        });
        assertThat(parts(askers.get("both"), SEARCH, "midnight"))
                .singleElement()
                .satisfies(part -> assertThat(
                                CauseText.moved(part, askers.get("both").names()))
                        .isEqualTo("Moved from Fraud on 10 Nov 2026"));
        assertThat(parts(askers.get("all"), FRAUD, "divided"))
                .singleElement()
                .satisfies(part -> assertThat(
                                CauseText.moved(part, askers.get("all").names()))
                        .isEqualTo("Moved to another team on 10 Nov 2026"));
        assertThat(askers.get("all").currencies().getFirst().classes().get(ChangeClass.MOVED))
                .isEqualByComparingTo("0");
    }

    @Test
    void whoLedBothAtAnotherTimeReadsNoName() {
        var once = new Visibility(
                false,
                List.of(
                        new Visibility.Span(new TeamId(FRAUD), FIRST, LocalDate.parse("2100-01-01")),
                        new Visibility.Span(new TeamId(SEARCH), FIRST, oct(1))));
        Change change = change(once);
        assertThat(parts(change, FRAUD, "midnight"))
                .singleElement()
                .satisfies(part -> assertThat(Optional.ofNullable(part.move()).map(Move::other))
                        .isEmpty());
        assertThat(change.names().teams()).containsOnlyKeys(new TeamId(FRAUD));
    }
}
