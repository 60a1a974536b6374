package dev.bursar.causes.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.ChangedPart.Unknown;
import dev.bursar.causes.kept.ChangeService;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.parts.ClusterPart.Use;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.testing.SyncRig;
import dev.bursar.testing.SyncRig.Has;
import dev.bursar.trail.event.EventReader;
import dev.bursar.trail.event.EventReader.Origin;
import dev.bursar.trail.event.EventReader.Reading;
import dev.bursar.trail.event.TrailEvent;
import dev.bursar.trail.read.EventStore;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From the charge files and records of the simulated AWS to the cause of a change. */
class ChangeReadingTest {
    private static final String[] REGIONS = {"ap-northeast-1", "eu-central-1", "eu-west-1", "us-east-1", "us-west-2"};
    private static final ChangeQuestion QUESTION = new ChangeQuestion(
            new DayRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-23")),
            new DayRange(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-23")),
            CostMetric.EFFECTIVE,
            List.of());
    private static final String ENDPOINT = "fraud-assistant";

    private static SyncRig rig;
    private static JdbcClient jdbc;
    private static TeamId fraud;
    private static TeamId other;

    @BeforeAll
    static void readOneAccountsEvents() {
        rig = SyncRig.that(Has.CHARGES);
        jdbc = rig.database.jdbc();
        var events = new ArrayList<TrailEvent>();
        for (var event : rig.simulator.events().all()) {
            if (event.account().equals(OrganisationModel.FRAUD) && !event.readOnly()) {
                Reading read = EventReader.ofLog(
                        event.record().toString(),
                        new Origin(event.account(), event.region(), event.time(), rig.clock.instant()));
                if (read instanceof Reading.Read(var found)) {
                    events.add(found);
                }
            }
        }
        rig.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> rig.bean(EventStore.class).store(events, EventStore.Way.LOOKUP));
        jdbc.sql("""
                        insert into trail_place (account, region, first_read_at, read_at, run_id, pages, events, behind)
                        select :account, region, :to, :to, 1, 1, 1, false from unnest(:regions) region
                        """)
                .param("account", OrganisationModel.FRAUD)
                .param("to", Has.AT.atOffset(ZoneOffset.UTC))
                .param("regions", REGIONS)
                .update();
        jdbc.sql("""
                        insert into trail_window (account, region, reads, from_time, to_time)
                        select :account, region, false, '2026-09-01T00:00:00Z', :to from unnest(:regions) region
                        """)
                .param("account", OrganisationModel.FRAUD)
                .param("to", Has.AT.atOffset(ZoneOffset.UTC))
                .param("regions", REGIONS)
                .update();
        fraud = team("Fraud");
        other = team("Search");
        // the charges came before their teams
        jdbc.sql("""
                        update charge set team_id = :team
                         where account_id = (select id from term where kind = 1 and value = :account)
                        """)
                .param("team", fraud.value())
                .param("account", OrganisationModel.FRAUD)
                .update();
    }

    private static TeamId team(String name) {
        return new TeamId(jdbc.sql("select id from team where lower(name) = lower(:name)")
                .param("name", name)
                .query(Integer.class)
                .single());
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static Change change(Visibility visibility, Visible visible) {
        return Objects.requireNonNull(rig.bean(TransactionTemplate.class)
                .execute(status -> rig.bean(ChangeReading.class).of(QUESTION, visibility, visible)));
    }

    private static Visibility lead(TeamId team) {
        return new Visibility(
                false,
                List.of(new Visibility.Span(team, LocalDate.parse("2000-01-01"), LocalDate.parse("2100-01-01"))));
    }

    private static Visible own(TeamId team) {
        return new Visible(false, Set.of(team), Set.of());
    }

    private static ChangedPart endpoint(Change change) {
        return change.currencies().stream()
                .flatMap(of -> of.parts().stream())
                .filter(part -> part.key().resource().endsWith("endpoint/" + ENDPOINT))
                .max((one, more) -> one.change().compareTo(more.change()))
                .orElseThrow();
    }

    /** Nodes come and go: each that is seen on one side alone would have begun or ended. */
    @Test
    void partsOfNodesAreComparedByWorkload() {
        var train = new ClusterPart(OrganisationModel.FRAUD + "/us-east-1/ml", "vision", "train", Use.USED);
        Change change =
                Objects.requireNonNull(rig.bean(TransactionTemplate.class).execute(status -> {
                    status.setRollbackOnly();
                    int parted = jdbc.sql("""
                                    update charge set part_id = :part
                                     where account_id = (select id from term where kind = 1 and value = :account)
                                       and resource_id in (select id from term where kind = 10 and value like :endpoint)
                                    """)
                            .param(
                                    "part",
                                    rig.bean(TermDictionary.class)
                                            .ids(Kind.PART, List.of(train.text()))
                                            .get(train.text()))
                            .param("account", OrganisationModel.FRAUD)
                            .param("endpoint", "%endpoint/%")
                            .update();
                    assertThat(parted).isPositive();
                    return rig.bean(ChangeReading.class)
                            .of(QUESTION, Visibility.EVERYTHING, ResourceVisibility.EVERYTHING);
                }));
        List<ChangedPart> parts = change.currencies().stream()
                .flatMap(of -> of.parts().stream())
                .filter(part -> part.key().account().equals(OrganisationModel.FRAUD))
                .toList();
        assertThat(parts)
                .filteredOn(part -> part.key().resource().equals(train.place()))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.events()).isEmpty());
        assertThat(parts)
                .noneMatch(part -> part.key().resource().contains("endpoint/")
                        && part.key().usageType().contains("Host"));
        assertThat(change.names().resources()).containsEntry(train.place(), "vision/train on ml");
    }

    @Test
    void whoMadeTheEndpointExplainsWhatItCosts() {
        Change change = change(Visibility.EVERYTHING, ResourceVisibility.EVERYTHING);
        ChangedPart part = endpoint(change);

        assertThat(part.main()).contains(ChangeClass.EXPLAINED);
        assertThat(part.amount(ChangeClass.EXPLAINED)).isGreaterThan(new BigDecimal("5000"));
        Cause cause = Objects.requireNonNull(change.causes().get(part.events().getFirst()));
        assertThat(cause.name()).isEqualTo("CreateEndpoint");
        assertThat(cause.person()).startsWith("fraud-lead");
        assertThat(change.currencies().getFirst().main(key -> key.team() == fraud.value(), change.causes()))
                .hasValueSatisfying(main -> assertThat(main.cause()).isEqualTo(cause));
    }

    /** The same charges as Cost Explorer tells them: by account and service alone. */
    @Test
    void whereChargesNameNoResourcesWhoMadeTheEndpointStandsFirst() {
        Change change =
                Objects.requireNonNull(rig.bean(TransactionTemplate.class).execute(status -> {
                    status.setRollbackOnly();
                    rig.bean(JdbcClient.class).sql("""
                                    update charge set export_id = 0, resource_id = null, usage_type_id = null, region_id = null,
                                           usage_quantity = null, usage_unit = null, commitment_id = null
                                     where charge_day >= '2026-09-01'
                                    """).update();
                    return rig.bean(ChangeReading.class)
                            .of(QUESTION, Visibility.EVERYTHING, ResourceVisibility.EVERYTHING);
                }));

        OfCurrency of = change.currencies().getFirst();
        assertThat(of.classes()).doesNotContainKey(ChangeClass.EXPLAINED);
        assertThat(of.classes().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(of.change());
        ChangedPart part = of.parts().stream()
                .filter(one ->
                        one.key().team() == fraud.value() && one.key().service().equals("Amazon SageMaker"))
                .findFirst()
                .orElseThrow();
        assertThat(part.main()).contains(ChangeClass.CANDIDATE);
        assertThat(part.amount(ChangeClass.CANDIDATE)).isGreaterThan(new BigDecimal("5000"));
        assertThat(part.events()).hasSizeBetween(1, 3).first().satisfies(event -> {
            Cause cause = Objects.requireNonNull(change.causes().get(event));
            assertThat(cause.name()).isEqualTo("CreateEndpoint");
            assertThat(cause.arn()).endsWith(ENDPOINT);
        });
    }

    @Test
    void amountsAddUpToTheChangeOfEveryTeam() {
        Change change = change(Visibility.EVERYTHING, ResourceVisibility.EVERYTHING);

        OfCurrency of = change.currencies().getFirst();
        record Sum(int team, BigDecimal change) {}
        List<Sum> sums = jdbc.sql("""
                        select team_id, sum(case when charge_day >= '2026-11-01' then effective_cost else -effective_cost end) as change
                          from charge
                         where charge_day >= '2026-10-01' and charge_day < '2026-10-23'
                            or charge_day >= '2026-11-01' and charge_day < '2026-11-23'
                         group by 1
                        """)
                .query((row, number) -> new Sum(row.getInt("team_id"), row.getBigDecimal("change")))
                .list();
        assertThat(sums).hasSizeGreaterThan(5).allSatisfy(sum -> {
            List<ChangedPart> parts = of.parts().stream()
                    .filter(part -> part.key().team() == sum.team())
                    .toList();
            assertThat(parts.stream().map(ChangedPart::change).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(sum.change());
        });
        assertThat(of.parts())
                .allSatisfy(
                        part -> assertThat(part.amounts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                                .isEqualByComparingTo(part.change()));
        assertThat(of.classes().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(of.change());
        assertThat(of.classes().getOrDefault(ChangeClass.MOVED, BigDecimal.ZERO))
                .isEqualByComparingTo("0");
    }

    @Test
    void aLeadSeesTheirOwnAlone() {
        Change own = change(lead(fraud), own(fraud));
        assertThat(endpoint(own).main()).contains(ChangeClass.EXPLAINED);
        assertThat(own.currencies().getFirst().parts())
                .allSatisfy(part -> assertThat(part.key().team()).isEqualTo(fraud.value()));
        assertThat(own.names().teams()).containsOnlyKeys(fraud);

        Change others = change(lead(other), own(other));
        assertThat(others.currencies().getFirst().parts())
                .allSatisfy(part -> assertThat(part.key().team()).isEqualTo(other.value()));
        assertThat(others.causes().values())
                .noneSatisfy(cause -> assertThat(cause.arn()).contains(ENDPOINT));
    }

    /** The endpoint was somebody else's to see: its event is no cause, and nothing says that there is one. */
    @Test
    void anEventThatALeadMayNotSeeIsNoCause() {
        Change change = change(lead(fraud), own(other));

        ChangedPart part = endpoint(change);
        assertThat(part.main()).contains(ChangeClass.UNEXPLAINED);
        assertThat(part.why()).isEqualTo(Unknown.NO_EVENT);
        assertThat(change.causes()).isEmpty();
        assertThat(part.change())
                .isEqualByComparingTo(endpoint(change(lead(fraud), own(fraud))).change());
    }

    /** An answer that is kept doesn't outlast the reading of events: else a first look would say for minutes that they are missing. */
    @Test
    void whatIsReadMeanwhileIsAnsweredAnew() {
        ChangeService service = rig.bean(ChangeService.class);
        assertThat(service.change(QUESTION).events().unread()).containsKey(OrganisationModel.SANDBOX);
        try {
            jdbc.sql("""
                            insert into trail_place (account, region, first_read_at, read_at, run_id, pages, events, behind)
                            select :account, region, :to, :to, 1, 1, 1, false from unnest(:regions) region
                            """)
                    .param("account", OrganisationModel.SANDBOX)
                    .param("to", Has.AT.atOffset(ZoneOffset.UTC))
                    .param("regions", REGIONS)
                    .update();
            jdbc.sql("""
                            insert into trail_window (account, region, reads, from_time, to_time)
                            select :account, region, false, '2026-09-01T00:00:00Z', :to from unnest(:regions) region
                            """)
                    .param("account", OrganisationModel.SANDBOX)
                    .param("to", Has.AT.atOffset(ZoneOffset.UTC))
                    .param("regions", REGIONS)
                    .update();
            assertThat(service.change(QUESTION).events().unread()).doesNotContainKey(OrganisationModel.SANDBOX);
        } finally {
            for (String table : List.of("trail_window", "trail_place")) {
                jdbc.sql("delete from " + table + " where account = :account")
                        .param("account", OrganisationModel.SANDBOX)
                        .update();
            }
        }
    }

    @Test
    void whereEventsWereNotReadNothingIsSaidToBeUnchanged() {
        Change change = change(Visibility.EVERYTHING, ResourceVisibility.EVERYTHING);

        assertThat(change.events().unread()).isNotEmpty().doesNotContainKey(OrganisationModel.FRAUD);
        assertThat(change.currencies().getFirst().parts())
                .filteredOn(
                        part -> change.events().unread().containsKey(part.key().account())
                                && !part.key().resource().isEmpty())
                .isNotEmpty()
                .allSatisfy(part -> {
                    assertThat(part.amounts()).doesNotContainKey(ChangeClass.USAGE);
                    assertThat(part.why()).isIn(Unknown.EVENTS_NOT_READ, null);
                });
    }
}
