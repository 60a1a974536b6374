package dev.bursar.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.ChangeRefused.Reason;
import dev.bursar.org.Timeline.Part;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.access.AccessDeniedException;

@BursarTest
class TeamsTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final LocalDate START = LocalDate.of(2026, 1, 1);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @Autowired
    @Qualifier("teamNames")
    SubjectNames subjects;

    @Autowired
    Teams teams;

    @Autowired
    Departments departments;

    @Autowired
    Organisation organisation;

    @Autowired
    Successors successors;

    @Autowired
    TestDatabase database;

    private static String fresh(String word) {
        return word + " " + COUNTER.incrementAndGet();
    }

    private TeamId team() {
        return teams.create(new NewTeam(fresh("Team"), START, null, null));
    }

    private TeamHistory sheet(TeamId team) {
        return teams.find(team).orElseThrow();
    }

    private int version(TeamId team) {
        return sheet(team).version();
    }

    private DepartmentId department() {
        return departments.create(fresh("Department"), START, null);
    }

    private Department department(DepartmentId id) {
        return departments.all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private int version(DepartmentId id) {
        return department(id).version();
    }

    private List<String> journal(String subject) {
        return database.jdbc().sql("""
                        select actor_name || ' ' || action || coalesce(' ' || before::text, '') || coalesce(' ' || after::text, '')
                        from journal where subject = ? order by id
                        """).param(subject).query(String.class).list();
    }

    private static void refused(Reason reason, ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        ChangeRefused.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void nothingIsCalledAsWhatNoTeamOwns() {
        TeamId team = team();
        for (String name : List.of("Unallocated", " unallocated ", "\uFF35nallocated")) {
            refused(Reason.NAME_RESERVED, () -> teams.create(new NewTeam(name, START, null, null)));
            refused(Reason.NAME_RESERVED, () -> teams.rename(team, version(team), name));
            refused(Reason.NAME_RESERVED, () -> departments.create(name, START, null));
        }
        teams.rename(team, version(team), "Unallocated costs");
    }

    @Test
    void teamsOfThatNameFromBeforeAreCalledTeams() {
        try (var old = TestDatabase.empty()) {
            old.migrate("80");
            old.jdbc()
                    .sql(
                            "insert into team (name) values ('Unallocated'), ('UNALLOCATED'), ('Unallocated (team)'), ('Search')")
                    .update();
            old.migrate("latest");
            assertThat(old.jdbc()
                            .sql("select name from team order by id")
                            .query(String.class)
                            .list())
                    .containsExactly("Unallocated (team 1)", "UNALLOCATED (team)", "Unallocated (team)", "Search");
            assertThatThrownBy(() -> old.jdbc()
                            .sql("insert into team (name) values (' unallocated')")
                            .update())
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void departmentAndCostCentreHoldByDate() {
        var first = department();
        var second = department();
        String name = fresh("Vision");
        TeamId team = teams.create(new NewTeam(" " + name + " ", START, first, "4711"));
        teams.move(team, version(team), JULY, second);
        teams.setCostCentre(team, version(team), MAY, " 4712 ");
        teams.setCostCentre(team, version(team), JULY, "");
        TeamHistory sheet = sheet(team);
        assertThat(sheet.name()).isEqualTo(name);
        assertThat(sheet.departments().parts())
                .containsExactly(new Part<>(first, START, JULY), new Part<>(second, JULY, null));
        assertThat(sheet.costCentres().parts())
                .containsExactly(new Part<>("4711", START, MAY), new Part<>("4712", MAY, JULY));
        assertThat(sheet.version()).isEqualTo(3);
        assertThat(organisation.teams()).contains(new Team(team, name));
        String id = String.valueOf(team.value());
        assertThat(subjects.names(Set.of(id, "0", "x"))).isEqualTo(Map.of(id, name));
        assertThat(subjects.address(id)).contains("admin/teams/" + id);
        assertThat(subjects.address("0")).isEmpty();
        assertThat(journal("team:" + team.value()))
                .containsExactly(
                        "test admin team-created {\"from\": \"2026-01-01\", \"name\": \"" + name
                                + "\", \"costCentre\": \"4711\", \"department\": \"department:" + first.value() + "\"}",
                        "test admin team-moved {\"department\": \"department:" + first.value()
                                + "\"} {\"from\": \"2026-07-01\", \"department\": \"department:" + second.value()
                                + "\"}",
                        "test admin cost-centre-set {\"costCentre\": \"4711\"} {\"from\": \"2026-05-01\", \"costCentre\": \"4712\"}",
                        "test admin cost-centre-set {\"costCentre\": \"4712\"} {\"from\": \"2026-07-01\", \"costCentre\": null}");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aPresentNameIsTakenInWhateverCaseAndFreeOnceItsTeamHasEnded() {
        String name = fresh("Straße \uD83D\uDE80");
        TeamId team = teams.create(new NewTeam(name, START, null, null));
        TeamId other = team();
        refused(
                Reason.NAME_TAKEN,
                () -> teams.create(new NewTeam(name.toUpperCase().replace("SS", "ß"), MAY, null, null)));
        refused(Reason.NAME_TAKEN, () -> teams.rename(other, version(other), name));
        teams.rename(team, version(team), name.toUpperCase());
        assertThat(sheet(team).name()).isEqualTo(name.toUpperCase());
        // it ends later than today, so it is still there
        teams.end(team, version(team), TODAY.plusDays(1));
        refused(Reason.NAME_TAKEN, () -> teams.rename(other, version(other), name.toUpperCase()));
        teams.end(team, version(team), TODAY);
        teams.rename(other, version(other), name.toUpperCase());
        assertThat(journal("team:" + other.value()))
                .hasSize(2)
                .last()
                .asString()
                .contains("team-renamed");
        var department = department();
        refused(
                Reason.NAME_TAKEN,
                () -> departments.create(department(department).name().toLowerCase(), START, null));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatCannotBeIsRefusedAndChangesNothing() {
        TeamId team = team();
        refused(Reason.NAME_EMPTY, () -> teams.create(new NewTeam(" ", START, null, null)));
        refused(Reason.NAME_TOO_LONG, () -> teams.rename(team, version(team), "x".repeat(101)));
        refused(Reason.COST_CENTRE_TOO_LONG, () -> teams.setCostCentre(team, version(team), MAY, "1".repeat(51)));
        refused(Reason.COST_CENTRE_NOT_VISIBLE, () -> teams.setCostCentre(team, version(team), MAY, "4\u202E7"));
        refused(Reason.DAY_OUT_OF_RANGE, () -> teams.end(team, version(team), LocalDate.of(2200, 1, 1)));
        refused(Reason.BEFORE_IT_BEGINS, () -> teams.setCostCentre(team, version(team), START.minusDays(1), "1"));
        refused(Reason.ENDS_BEFORE_IT_BEGINS, () -> teams.end(team, version(team), START));
        refused(Reason.INTO_ITSELF, () -> teams.merge(team, version(team), team, MAY));
        refused(Reason.DEPARTMENT_NOT_THERE, () -> teams.move(team, version(team), MAY, new DepartmentId(999_999)));
        assertThat(version(team)).isZero();
        assertThat(journal("team:" + team.value())).hasSize(1);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anEndedTeamKeepsItsPastAndTakesNoChangeAfterIt() {
        var department = department();
        TeamId team = teams.create(new NewTeam(fresh("Team"), START, department, "1"));
        teams.setCostCentre(team, version(team), JULY.plusDays(1), "2");
        teams.end(team, version(team), JULY);
        TeamHistory sheet = sheet(team);
        assertThat(sheet.to()).isEqualTo(JULY);
        assertThat(sheet.isThere(JULY.minusDays(1))).isTrue();
        assertThat(sheet.isThere(JULY)).isFalse();
        assertThat(sheet.departments().parts()).containsExactly(new Part<>(department, START, JULY));
        assertThat(sheet.costCentres().parts()).containsExactly(new Part<>("1", START, JULY));
        refused(Reason.HAS_ENDED, () -> teams.setCostCentre(team, version(team), JULY, "3"));
        refused(Reason.HAS_ENDED, () -> teams.move(team, version(team), JULY, null));
        refused(Reason.HAS_ENDED, () -> teams.end(team, version(team), JULY.plusDays(1)));
        TeamId other = team();
        refused(Reason.TARGET_NOT_THERE, () -> teams.merge(other, version(other), team, MAY));
        // the past may still be put right, and does not outlast the team
        teams.setCostCentre(team, version(team), MAY, "4");
        assertThat(sheet(team).costCentres().parts())
                .containsExactly(new Part<>("1", START, MAY), new Part<>("4", MAY, JULY));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aMergeEndsOneTeamAndASplitMakesOne() {
        TeamId vision = team();
        TeamId research = team();
        teams.merge(vision, version(vision), research, JULY);
        assertThat(sheet(vision).to()).isEqualTo(JULY);
        assertThat(sheet(research).to()).isNull();
        assertThat(journal("team:" + vision.value()))
                .last()
                .asString()
                .contains("team-merged", "\"to\": \"2026-07-01\"", "\"into\": \"team:" + research.value() + "\"");
        TeamId part = teams.split(research, version(research), new NewTeam(fresh("Robotics"), JULY, null, "9"));
        assertThat(sheet(part).from()).isEqualTo(JULY);
        assertThat(sheet(part).costCentres().at(JULY)).contains("9");
        assertThat(journal("team:" + part.value()))
                .singleElement()
                .asString()
                .contains("team-split", "\"outOf\": \"team:" + research.value() + "\"");
        refused(
                Reason.BEFORE_IT_BEGINS,
                () -> teams.split(part, version(part), new NewTeam(fresh("x"), MAY, null, null)));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aMergedTeamKeepsWhoGoesOnInItsPlace() {
        TeamId vision = team();
        TeamId research = team();
        TeamId robotics = team();
        teams.merge(vision, version(vision), research, MAY);
        teams.merge(research, version(research), robotics, JULY);
        assertThat(successors.of(vision, MAY.minusDays(1))).contains(vision);
        assertThat(successors.of(vision, MAY)).contains(research);
        assertThat(successors.of(vision, YearMonth.of(2026, 4))).contains(vision);
        assertThat(successors.of(vision, YearMonth.of(2026, 6))).contains(research);
        assertThat(successors.of(vision, YearMonth.of(2026, 7))).contains(robotics);
        assertThat(successors.of(YearMonth.of(2026, 7)))
                .containsEntry(vision, robotics)
                .containsEntry(research, robotics)
                .containsEntry(robotics, robotics);
        // a part that was split off takes over nothing that was before
        TeamId part = teams.split(robotics, version(robotics), new NewTeam(fresh("Part"), JULY, null, null));
        assertThat(successors.of(robotics, TODAY)).contains(robotics);
        // and nobody goes on for the last one
        teams.end(robotics, version(robotics), TODAY);
        assertThat(successors.of(vision, TODAY)).isEmpty();
        assertThat(successors.of(YearMonth.of(2026, 11)))
                .doesNotContainKeys(vision, research, robotics)
                .containsEntry(part, part);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aTeamHasTheSuccessorOfItsLastEnd() {
        TeamId vision = team();
        TeamId research = team();
        TeamId robotics = team();
        teams.merge(vision, version(vision), research, JULY);
        teams.merge(vision, version(vision), robotics, MAY);
        assertThat(successors.of(vision, MAY)).contains(robotics);
        teams.end(vision, version(vision), MAY.minusDays(1));
        assertThat(successors.of(vision, TODAY)).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aTeamThatTurnsOutToBeAnotherHasItsSuccessorFromBeforeThatOneIsThere() {
        TeamId found = team();
        TeamId vision = teams.create(new NewTeam(fresh("Vision"), JULY, null, null));
        refused(Reason.INTO_ITSELF, () -> teams.join(found, version(found), found, START.plusDays(1)));
        teams.join(found, version(found), vision, START.plusDays(1));
        assertThat(successors.of(found, MAY)).contains(vision);
        assertThat(journal("team:" + found.value()))
                .last()
                .asString()
                .contains("team-merged", "\"into\": \"team:" + vision.value() + "\"");
    }

    @Test
    void mergesOfBeforeAreKnownFromTheJournal() {
        try (var old = TestDatabase.empty()) {
            old.migrate("149");
            old.jdbc().sql("""
                            insert into team (name, valid_from, valid_to) values
                              ('Vision', '2026-01-01', '2026-05-01'), ('Research', '2026-01-01', null),
                              ('Ended anew', '2026-01-01', '2026-04-01'), ('Ended', '2026-01-01', '2026-05-01'),
                              ('Merged twice', '2026-01-01', '2026-03-01')
                            """).update();
            old.jdbc().sql("""
                            insert into journal (at, actor_id, actor_name, action, subject, after) values
                              (now(), 1, 'admin', 'team-merged', 'team:1', '{"to": "2026-05-01", "into": "team:2"}'),
                              (now(), 1, 'admin', 'team-renamed', 'team:1', '{"name": "Vision"}'),
                              (now(), 1, 'admin', 'team-merged', 'team:3', '{"to": "2026-05-01", "into": "team:2"}'),
                              (now(), 1, 'admin', 'team-ended', 'team:3', '{"to": "2026-04-01"}'),
                              (now(), 1, 'admin', 'team-ended', 'team:4', '{"to": "2026-05-01"}'),
                              (now(), 1, 'admin', 'team-merged', 'team:5', '{"to": "2026-05-01", "into": "team:1"}'),
                              (now(), 1, 'admin', 'team-merged', 'team:5', '{"to": "2026-03-01", "into": "team:2"}'),
                              (now(), 1, 'admin', 'team-merged', 'team:2', '{"to": "2026-05-01", "into": "team:999"}')
                            """).update();
            old.migrate("latest");
            assertThat(old.jdbc().sql("""
                                    select team_id || ' ' || successor_id || ' ' || since from team_successor
                                    order by team_id
                                    """).query(String.class).list())
                    .containsExactly("1 2 2026-05-01", "5 2 2026-03-01");
        }
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void ofTwoChangesOfWhatWasSeenAtOnceTheSecondIsStale() {
        TeamId team = team();
        int seen = version(team);
        teams.rename(team, seen, fresh("First"));
        assertThatThrownBy(() -> teams.setCostCentre(team, seen, MAY, "1")).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> teams.end(team, seen, MAY)).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> teams.end(new TeamId(999_999), 0, MAY)).isInstanceOf(StaleEdit.class);
        assertThat(sheet(team).costCentres().parts()).isEmpty();
        var department = department();
        int before = version(department);
        departments.rename(department, before, fresh("First"));
        assertThatThrownBy(() -> departments.end(department, before, MAY)).isInstanceOf(StaleEdit.class);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void noDepartmentLiesInItself() {
        var a = department();
        var b = departments.create(fresh("Department"), START, a);
        var c = departments.create(fresh("Department"), START, b);
        refused(Reason.LIES_IN_ITSELF, () -> departments.move(a, version(a), MAY, a));
        refused(Reason.LIES_IN_ITSELF, () -> departments.move(a, version(a), MAY, c));
        // from July on c lies elsewhere, so that a may lie in it then, but not a day before
        departments.move(c, version(c), JULY, null);
        refused(Reason.LIES_IN_ITSELF, () -> departments.move(a, version(a), JULY.minusDays(1), c));
        departments.move(a, version(a), JULY, c);
        refused(Reason.LIES_IN_ITSELF, () -> departments.move(c, version(c), MAY, b));
        assertThat(department(a).parents().parts()).containsExactly(new Part<>(c, JULY, null));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theDatabaseRefusesACycleToo() {
        var a = department();
        var b = departments.create(fresh("Department"), START, a);
        var c = departments.create(fresh("Department"), START, b);
        assertThatThrownBy(() -> lie(a, c, "2026-07-01", null)).isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> lie(a, a, "2026-07-01", null)).isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> lie(b, a, "2026-07-01", null))
                .as("two parents at once")
                .isInstanceOf(DataIntegrityViolationException.class);
        departments.move(c, version(c), JULY, null);
        assertThatCode(() -> lie(a, c, "2026-07-01", null)).doesNotThrowAnyException();
        assertThat(department(a).parents().at(JULY)).contains(c);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void twoChangesThatOnlyTogetherMakeACycleDoNotBothPass() {
        var a = department();
        var b = department();
        // the other one is written and done while this one is written and not done: each would pass alone
        assertThatThrownBy(() -> database.transactions().executeWithoutResult(status -> {
                    write(a, b, "2026-05-01", null);
                    CompletableFuture.runAsync(() -> lie(b, a, "2026-05-01", null))
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join();
                }))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(department(a).parents().parts()).isEmpty();
        assertThat(department(b).parents().parts()).hasSize(1);
    }

    private void lie(DepartmentId department, DepartmentId parent, String from, String to) {
        database.transactions().executeWithoutResult(status -> write(department, parent, from, to));
    }

    private void write(DepartmentId department, DepartmentId parent, String from, String to) {
        database.jdbc()
                .sql("""
                        insert into department_parent (department_id, parent_id, valid_from, valid_to)
                        values (:department, :parent, cast(:from as date), cast(:to as date))
                        """)
                .param("department", department.value())
                .param("parent", parent.value())
                .param("from", from)
                .param("to", to)
                .update();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aDepartmentEndsOnceNothingLiesInIt() {
        var department = department();
        var inner = departments.create(fresh("Department"), START, department);
        TeamId team = teams.create(new NewTeam(fresh("Team"), START, inner, null));
        refused(Reason.NOT_EMPTY, () -> departments.end(inner, version(inner), JULY));
        refused(Reason.NOT_EMPTY, () -> departments.end(department, version(department), JULY));
        teams.move(team, version(team), JULY, null);
        refused(Reason.NOT_EMPTY, () -> departments.end(inner, version(inner), JULY.minusDays(1)));
        departments.end(inner, version(inner), JULY);
        assertThat(department(inner).parents().parts()).containsExactly(new Part<>(department, START, JULY));
        departments.end(department, version(department), JULY);
        refused(Reason.DEPARTMENT_NOT_THERE, () -> teams.move(team, version(team), JULY, inner));
        refused(Reason.DEPARTMENT_NOT_THERE, () -> teams.move(team, version(team), MAY, inner));
        assertThat(journal("department:" + inner.value()))
                .hasSize(2)
                .last()
                .asString()
                .contains("department-ended");
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSeesTeamsAndChangesNone() {
        seesAndChangesNone();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesTeamsAndChangesNone() {
        seesAndChangesNone();
    }

    private void seesAndChangesNone() {
        assertThatCode(() -> teams.all()).doesNotThrowAnyException();
        assertThatCode(() -> departments.all()).doesNotThrowAnyException();
        changesNone();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Led")
    void aLeadNeitherSeesNorChangesTeams() {
        assertThatThrownBy(() -> teams.all()).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> teams.find(new TeamId(1))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> departments.all()).isInstanceOf(AccessDeniedException.class);
        changesNone();
    }

    private void changesNone() {
        var team = new TeamId(1);
        var department = new DepartmentId(1);
        for (ThrowingCallable change : List.<ThrowingCallable>of(
                () -> teams.create(new NewTeam(fresh("Team"), START, null, null)),
                () -> teams.rename(team, 0, "x"),
                () -> teams.move(team, 0, MAY, null),
                () -> teams.setCostCentre(team, 0, MAY, "1"),
                () -> teams.end(team, 0, MAY),
                () -> teams.merge(team, 0, new TeamId(2), MAY),
                () -> teams.join(team, 0, new TeamId(2), MAY),
                () -> teams.split(team, 0, new NewTeam("x", MAY, null, null)),
                () -> departments.create("x", START, null),
                () -> departments.rename(department, 0, "x"),
                () -> departments.move(department, 0, MAY, null),
                () -> departments.end(department, 0, MAY))) {
            assertThatThrownBy(change).isInstanceOf(AccessDeniedException.class);
        }
    }
}
