package dev.bursar.setup.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.setup.reach.PlaceState.State;
import dev.bursar.setup.spi.Place;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.Regions;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Member accounts of the simulated AWS over HTTP: which let Bursar in, which Regions they have, and what is kept of it. */
class ReachSyncTest {
    private static final String REFUSED = MemberRoles.WITHOUT_ROLE;
    private static final String VISION = OrganisationModel.VISION;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Organisation organisation = Organisation.seeded(7, clock);
    private SyncRig rig;
    private Reach reach;
    private ReachService service;

    @BeforeEach
    void start() {
        rig = new SyncRig(
                clock,
                organisation,
                Map.of("bursar.reach.external-id", MemberRoles.EXTERNAL_ID, "bursar.aws.attempts", "2"));
        reach = rig.bean(Reach.class);
        service = rig.bean(ReachService.class);
        rig.run("accounts");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void turnOn(String externalId, List<String> regions) {
        service.change(
                new ReachChoice(true, MemberRoles.NAME, externalId, regions),
                service.state().settings().version());
    }

    private RunRow runOn() {
        turnOn(MemberRoles.EXTERNAL_ID, null);
        return rig.run("reach");
    }

    private Optional<PlaceState> role(String account) {
        return reach.states().stream()
                .filter(state -> state.account().equals(account) && state.api().equals(PlaceState.ROLE))
                .findFirst();
    }

    private Set<String> accounts() {
        return reach.places().stream().map(Place::account).collect(Collectors.toSet());
    }

    private List<String> regions(String account) {
        return reach.places().stream()
                .filter(place -> place.account().equals(account))
                .map(Place::region)
                .toList();
    }

    @Test
    void whileItIsOffOnlyTheOwnAccountIsAsked() {
        RunRow run = rig.run("reach");

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(accounts()).containsExactly(Organisation.PAYER);
        assertThat(reach.places()).allMatch(place -> place.role() == null);
        assertThat(reach.summary().enabled()).isFalse();
        assertThat(reach.summary().answering()).isEqualTo(1);
        assertThat(rig.simulator.requests().count("AssumeRole")).isZero();
    }

    /** It may begin beside the first list of accounts. */
    @Test
    void accountsThatAreListedAfterwardsAreCheckedSoon() {
        turnOn(MemberRoles.EXTERNAL_ID, null);
        rig.only();
        rig.run("reach");
        ReachSync job = rig.bean(ReachSync.class);
        assertThat(accounts()).containsExactly(Organisation.PAYER);
        assertThat(job.pending()).isEmpty();

        rig.run("accounts");
        assertThat(job.pending().orElseThrow()).contains(VISION, REFUSED).doesNotContain(Organisation.PAYER);

        rig.run("reach");
        assertThat(accounts()).contains(VISION);
        assertThat(job.pending()).as("one refuses, and was checked").isEmpty();
    }

    @Test
    void aRefusedRoleIsARowAndTheOthersAreRead() {
        RunRow run = runOn();

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        PlaceState refused = role(REFUSED).orElseThrow();
        assertThat(refused.state()).isEqualTo(State.DENIED);
        assertThat(ProblemText.what(refused.problem())).contains("BursarReader", "1098-7654-3210", "may be missing");
        assertThat(ProblemText.whatToDo(refused.problem())).contains("template");
        assertThat(refused.answeredAt()).isNull();
        assertThat(accounts()).contains(Organisation.PAYER, VISION).doesNotContain(REFUSED);
        assertThat(reach.summary().answering()).isEqualTo(reach.summary().accounts() - 1);
    }

    @Test
    void aSuspendedAccountIsNotAsked() {
        runOn();

        String closed = Organisation.SUSPENDED.id();
        assertThat(role(closed).orElseThrow().state()).isEqualTo(State.SUSPENDED);
        assertThat(reach.summary().suspended()).isEqualTo(1);
        assertThat(accounts()).doesNotContain(closed);
        assertThat(requested(closed)).isEmpty();
    }

    private List<String> requested(String account) {
        return rig.database
                .jdbc()
                .sql("select api || ' ' || region from sync_request where account = :account and requests > 0 order"
                        + " by 1")
                .param("account", account)
                .query(String.class)
                .list();
    }

    @Test
    void everyRequestIsMeteredWithItsAccountAndRegion() {
        runOn();

        assertThat(requested(VISION))
                .containsExactly(
                        "account:ListRegions us-east-1", "sts:AssumeRole us-east-1", "sts:GetCallerIdentity us-east-1");
    }

    @Test
    void anotherExternalIdIsRefusedEverywhere() {
        turnOn("somebody-else", null);
        rig.run("reach");

        assertThat(accounts()).containsExactly(Organisation.PAYER);
        assertThat(ProblemText.what(role(VISION).orElseThrow().problem())).contains("have another external ID");
    }

    @Test
    void aRegionThatIsOffIsNoPlace() {
        runOn();

        assertThat(regions(Regions.ACCOUNT_WITHOUT_OPT_IN))
                .contains("eu-central-1")
                .doesNotContain(Regions.OPT_IN, Regions.OFF, Regions.ENABLING);
        assertThat(regions(VISION)).contains(Regions.OPT_IN);
    }

    @Test
    void chosenRegionsAreReadWhereTheyAreEnabled() {
        turnOn(MemberRoles.EXTERNAL_ID, List.of("eu-central-1", Regions.OPT_IN));
        rig.run("reach");

        assertThat(regions(VISION)).containsExactly("eu-central-1", Regions.OPT_IN);
        assertThat(regions(Regions.ACCOUNT_WITHOUT_OPT_IN)).containsExactly("eu-central-1");
    }

    @Test
    void aListOfRegionsThatIsRefusedLeavesOne() {
        rig.simulator.faults().add(Fault.accessDenied().on("ListRegions").inAccount(VISION));
        RunRow run = runOn();

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(role(VISION).orElseThrow().answers()).isTrue();
        assertThat(regions(VISION)).containsExactly("us-east-1");
        assertThat(reach.states())
                .filteredOn(
                        state -> state.account().equals(VISION) && state.api().equals(PlaceState.REGIONS))
                .singleElement()
                .satisfies(state -> {
                    assertThat(state.state()).isEqualTo(State.DENIED);
                    assertThat(ProblemText.what(state.problem())).contains("account:ListRegions", "BursarReader");
                });
    }

    @Test
    void chosenRegionsAreReadWhereNobodyKnowsWhichAreEnabled() {
        rig.simulator.faults().add(Fault.accessDenied().on("ListRegions").inAccount(VISION));
        turnOn(MemberRoles.EXTERNAL_ID, List.of("eu-central-1", "eu-west-1"));
        rig.run("reach");

        assertThat(regions(VISION)).containsExactly("eu-central-1", "eu-west-1");
    }

    @Test
    void aSlowAccountDoesNotKeepOthersFromBeingChecked() {
        rig.simulator
                .faults()
                .add(Fault.slow(Duration.ofMillis(500)).on("AssumeRole").inAccount(VISION));
        runOn();

        assertThat(role(VISION).orElseThrow().answers()).isTrue();
        assertThat(role(REFUSED)).isPresent();
        assertThat(reach.summary().answering()).isEqualTo(reach.summary().accounts() - 1);
    }

    @Test
    void aRoleThatIsTakenAwayIsRefusedFromThenOn() {
        runOn();
        assertThat(accounts()).contains(VISION);

        clock.forward(Duration.ofHours(8));
        rig.simulator.roles().works(VISION, false);
        rig.run("reach");

        assertThat(accounts()).doesNotContain(VISION);
        PlaceState state = role(VISION).orElseThrow();
        assertThat(state.state()).isEqualTo(State.DENIED);
        assertThat(state.answeredAt()).isEqualTo(Instant.parse("2026-11-24T09:00:00Z"));
    }

    @Test
    void turningItOffForgetsTheMembers() {
        runOn();
        service.change(
                new ReachChoice(false, MemberRoles.NAME, MemberRoles.EXTERNAL_ID, null),
                service.state().settings().version());

        assertThat(accounts()).containsExactly(Organisation.PAYER);
        assertThat(reach.states()).allMatch(state -> state.account().equals(Organisation.PAYER));
    }

    @Test
    void oneAccountIsTestedBeforeItIsTurnedOn() {
        rig.run("reach");
        ReachQuestions questions = rig.bean(ReachQuestions.class);

        assertThat(questions.test(VISION)).isEmpty();
        assertThat(questions.test(REFUSED)).map(SourceProblem::kind).contains(SourceProblem.Kind.ACCESS_DENIED);
        assertThat(role(VISION).orElseThrow().answers()).isTrue();
        assertThat(accounts()).as("not read before it is turned on").doesNotContain(VISION);
        assertThat(rig.database
                        .jdbc()
                        .sql("select action from journal where action like 'account-access%'")
                        .query(String.class)
                        .list())
                .containsExactly("account-access-tested", "account-access-tested");
    }

    @Test
    void aSecondChangeOfOneVersionIsStale() {
        int version = service.state().settings().version();
        service.change(new ReachChoice(true, "Reader", "id-1", null), version);

        assertThatThrownBy(() -> service.change(new ReachChoice(false, "Other", "id-2", null), version))
                .isInstanceOf(StaleEdit.class);
        assertThat(service.state().settings().role().name()).isEqualTo("Reader");
        assertThat(service.state().settings().role().externalId()).isEqualTo("id-1");
    }

    @Test
    void accountsThatAreNoLongerListedLoseTheirRows() {
        runOn();
        rig.database
                .jdbc()
                .sql("update account set listed = false where id = :id")
                .param("id", VISION)
                .update();
        rig.run("reach");

        assertThat(reach.states()).noneMatch(state -> state.account().equals(VISION));
    }
}
