package dev.bursar.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.journal.JournalService;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.MailAddress;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@BursarTest
class PersonEditorTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

    @Autowired
    PersonEditor editor;

    @Autowired
    Directory directory;

    @Autowired
    Recipients addresses;

    @Autowired
    JournalService journal;

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    Scope scope;

    @Autowired
    TestDatabase database;

    private PersonId someone(Role... roles) {
        return background(
                () -> people.create(new NewPerson("edited" + COUNTER.incrementAndGet(), "Some One", Set.of(roles))));
    }

    private <T> T background(java.util.function.Supplier<T> work) {
        return scope.roles().contains(Role.ADMIN) ? work.get() : background.call(work);
    }

    /** So that others are not the last. */
    private void anotherAdmin() {
        background(() -> {
            var admin = people.create(
                    new NewPerson("admin" + COUNTER.incrementAndGet(), "Another Admin", Set.of(Role.ADMIN)));
            people.setPassword(admin, "a long enough sentence");
            return admin;
        });
    }

    private TeamId team() {
        return new TeamId(database.jdbc()
                .sql("insert into team (name) values (?) returning id")
                .param("Edited " + COUNTER.incrementAndGet())
                .query(Integer.class)
                .single());
    }

    private KnownPerson known(PersonId person) {
        return directory.person(person).orElseThrow();
    }

    private List<String> journal(PersonId person) {
        return database.jdbc()
                .sql("select action from journal where subject = ? order by id")
                .param("person:" + person.value())
                .query(String.class)
                .list();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void oneSaveChangesNameAddressRolesAndTeams() {
        var person = someone(Role.FINANCE);
        var one = team();
        var two = team();
        var address = "edited" + COUNTER.incrementAndGet() + "@example.org";
        editor.save(
                person,
                new PersonEdit(
                        "Maya Dahl",
                        new MailAddress(address),
                        Set.of(Role.LEAD),
                        List.of(new LedTeam(one, MAY, null), new LedTeam(two, MAY, JULY))),
                0);
        assertThat(known(person)).satisfies(now -> {
            assertThat(now.displayName()).isEqualTo("Maya Dahl");
            assertThat(now.email()).isEqualTo(address);
            assertThat(now.roles()).containsExactly(Role.LEAD);
            assertThat(now.ledOn(LocalDate.of(2026, 6, 30)))
                    .extracting(LedTeam::team)
                    .containsExactly(one, two);
            assertThat(now.ledOn(JULY)).extracting(LedTeam::team).containsExactly(one);
            assertThat(now.state()).isEqualTo(PersonState.NO_PASSWORD);
        });
        editor.save(
                person,
                new PersonEdit("Maya Dahl", null, Set.of(Role.LEAD), List.of(new LedTeam(one, MAY, JULY))),
                known(person).version());
        assertThat(known(person).email()).isNull();
        assertThat(known(person).led()).containsExactly(new LedTeam(one, MAY, JULY));
        assertThat(journal(person))
                .containsExactly(
                        "person-created",
                        "person-renamed",
                        "address-changed",
                        "lead-assigned",
                        "lead-assigned",
                        "roles-changed",
                        "address-changed",
                        "lead-ended",
                        "lead-ended",
                        "lead-assigned");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoeverIsSlowerChangesNothingWhateverTheOtherChanged() {
        var person = someone(Role.LEAD);
        var shown = known(person);
        var team = team();
        editor.save(
                person,
                new PersonEdit("Some One", null, Set.of(Role.LEAD), List.of(new LedTeam(team, MAY, null))),
                shown.version());
        assertThatThrownBy(() -> editor.save(
                        person, new PersonEdit("Other", null, Set.of(Role.ADMIN), List.of()), shown.version()))
                .isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> editor.save(
                        person, new PersonEdit("Other", null, Set.of(Role.LEAD), List.of()), shown.version()))
                .isInstanceOf(StaleEdit.class);
        assertThat(known(person)).satisfies(now -> {
            assertThat(now.displayName()).isEqualTo("Some One");
            assertThat(now.roles()).containsExactly(Role.LEAD);
            assertThat(now.led()).hasSize(1);
        });
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aRefusedPartRefusesTheWhole() {
        var person = someone(Role.LEAD);
        var team = team();
        for (var led : List.of(
                List.of(new LedTeam(team, MAY, null), new LedTeam(team, JULY, null)),
                List.of(new LedTeam(team, MAY, null), new LedTeam(team, MAY, null)))) {
            assertThatThrownBy(() -> editor.save(person, new PersonEdit("Other", null, Set.of(), led), 0))
                    .isInstanceOf(LeadOverlap.class);
        }
        var taken = someone();
        editor.save(taken, new PersonEdit("T", new MailAddress("taken@example.org"), Set.of(), List.of()), 0);
        assertThatThrownBy(() -> editor.save(
                        person, new PersonEdit("Other", new MailAddress("Taken@Example.org"), Set.of(), List.of()), 0))
                .isInstanceOf(AddressTaken.class);
        assertThat(known(person).displayName()).isEqualTo("Some One");
        assertThat(known(person).roles()).containsExactly(Role.LEAD);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void nobodyDisablesThemselvesAndTheLastAdminStays() {
        var me = scope.actor().id();
        assertThatThrownBy(() -> editor.disable(me, known(me).version())).isInstanceOf(OwnAccountRefused.class);
        database.jdbc()
                .sql(
                        "update person set enabled = false where id in (select person_id from person_role where role = 'ADMIN') and id <> ?")
                .param(me.value())
                .update();
        assertThatThrownBy(() -> editor.save(
                        me,
                        new PersonEdit("Me", null, Set.of(Role.FINANCE), List.of()),
                        known(me).version()))
                .isInstanceOf(LastAdmin.class);
        assertThat(known(me).roles()).containsExactly(Role.ADMIN);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aDisabledPersonIsShownAsSuchAndGetsNoMailFromBursar() {
        anotherAdmin();
        var person = someone(Role.ADMIN);
        var address = new MailAddress("watcher@example.org");
        editor.save(person, new PersonEdit("W", address, Set.of(Role.ADMIN), List.of()), 0);
        editor.disable(person, known(person).version());
        assertThat(known(person).state()).isEqualTo(PersonState.DISABLED);
        editor.enable(person, known(person).version());
        assertThat(known(person).state()).isEqualTo(PersonState.NO_PASSWORD);
        assertThatThrownBy(() -> addresses.of(Role.ADMIN)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void bursarItselfWritesToEnabledPeopleOfARole() {
        var person = background.call(() -> people.create(new NewPerson("mailed", "Mailed", Set.of(Role.ADMIN))));
        database.jdbc()
                .sql("update person set email = 'mailed@example.org' where id = ?")
                .param(person.value())
                .update();
        assertThat(background.call(() -> addresses.of(Role.ADMIN))).contains(new MailAddress("mailed@example.org"));
        assertThat(background.call(() -> addresses.of(Role.LEAD)))
                .doesNotContain(new MailAddress("mailed@example.org"));
        anotherAdmin();
        background.run(() -> people.setEnabled(person, false, 0));
        assertThat(background.call(() -> addresses.of(Role.ADMIN)))
                .doesNotContain(new MailAddress("mailed@example.org"));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void theJournalCallsPeopleByTheirNames() {
        var person = someone();
        assertThat(journal.names(List.of("person:" + person.value(), "person:1 from 192.0.2.1", "person:999999")))
                .containsExactly(Map.entry("person:" + person.value(), "Some One"));
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesPeopleAndChangesNone() {
        assertThat(directory.people()).isNotEmpty();
        assertThatThrownBy(
                        () -> editor.save(new PersonId(1), new PersonEdit("x", null, Set.of(Role.ADMIN), List.of()), 0))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> editor.disable(new PersonId(1), 0)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @SignedInAs({Role.LEAD, Role.FINANCE})
    void othersSeeNobody() {
        assertThatThrownBy(directory::people).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> directory.person(new PersonId(1))).isInstanceOf(AccessDeniedException.class);
    }
}
