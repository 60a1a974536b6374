package dev.bursar.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.password.PasswordRefused;
import dev.bursar.access.password.PasswordRule;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Visibility.Span;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

@BursarTest
class PeopleTest {
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    Scope scope;

    @Autowired
    Denials denials;

    @Autowired
    TestDatabase database;

    private PersonId someone(Role... roles) {
        return people.create(new NewPerson("someone" + COUNTER.incrementAndGet(), "Some One", Set.of(roles)));
    }

    private TeamId team() {
        return new TeamId(database.jdbc()
                .sql("insert into team (name) values (?) returning id")
                .param("Team " + COUNTER.incrementAndGet())
                .query(Integer.class)
                .single());
    }

    private PersonRow row(PersonId person) {
        return people.find(person).orElseThrow();
    }

    private List<String> journal(PersonId person) {
        return database.jdbc()
                .sql("""
                        select actor_name || ' ' || action || coalesce(' ' || before::text, '') || coalesce(' ' || after::text, '')
                        from journal where subject = ? order by id
                        """)
                .param("person:" + person.value())
                .query(String.class)
                .list();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatAnAdminChangesIsJournalled() {
        var person = someone(Role.LEAD);
        var team = team();
        people.setPassword(person, "a long enough sentence");
        people.setRoles(person, Set.of(Role.AUDITOR), row(person).version());
        people.setEnabled(person, false, row(person).version());
        people.setEnabled(person, true, row(person).version());
        people.endSessions(person);
        people.assignLead(person, new LedTeam(team, MAY, null));
        people.endLead(person, team, MAY, JULY);
        people.endLead(person, team, MAY, MAY);
        assertThat(journal(person))
                .extracting(entry -> entry.replaceAll("^test admin ", ""))
                .satisfiesExactly(
                        created -> assertThat(created)
                                .startsWith("person-created {")
                                .contains("\"LEAD\""),
                        password -> assertThat(password).isEqualTo("password-set"),
                        roles -> assertThat(roles)
                                .isEqualTo("roles-changed {\"roles\": [\"LEAD\"]} {\"roles\": [\"AUDITOR\"]}"),
                        off -> assertThat(off).isEqualTo("person-disabled {\"enabled\": true} {\"enabled\": false}"),
                        on -> assertThat(on).isEqualTo("person-enabled {\"enabled\": false} {\"enabled\": true}"),
                        ended -> assertThat(ended).isEqualTo("sessions-ended"),
                        lead -> assertThat(lead).startsWith("lead-assigned").contains("2026-05-01"),
                        shorter -> assertThat(shorter).startsWith("lead-ended").contains("2026-07-01"),
                        gone -> assertThat(gone).startsWith("lead-ended"));
        assertThat(people.list()).extracting(PersonRow::id).contains(person);
        assertThat(people.led(person)).isEmpty();
    }

    @Test
    @SignedInAs({Role.LEAD, Role.FINANCE, Role.AUDITOR})
    void othersMayNot() {
        assertThatThrownBy(people::list).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> someone(Role.ADMIN)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> people.setRoles(scope.actor().id(), Set.of(Role.ADMIN), 0))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void nobodyMayNot() {
        assertThatThrownBy(people::list).isInstanceOf(AuthenticationCredentialsNotFoundException.class);
        assertThat(scope.visibility()).isEqualTo(Visibility.NOTHING);
        assertThat(scope.roles()).isEmpty();
        assertThat(scope.actor().name()).isEqualTo("nobody");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void userNamesAreUniqueWhateverTheirCase() {
        people.create(new NewPerson("Zoë", "Zoë", Set.of()));
        assertThatThrownBy(() -> people.create(new NewPerson("ZOË", "Another", Set.of())))
                .isInstanceOf(UserNameTaken.class);
        assertThat(people.find("zoë")).isPresent();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anOlderVersionChangesNothing() {
        var person = someone(Role.LEAD);
        var version = row(person).version();
        people.setRoles(person, Set.of(Role.FINANCE), version);
        assertThatThrownBy(() -> people.setRoles(person, Set.of(Role.ADMIN), version))
                .isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> people.setEnabled(person, false, version)).isInstanceOf(StaleEdit.class);
        assertThat(row(person).roles()).containsExactly(Role.FINANCE);
        var unknown = new PersonId(999_999);
        assertThatThrownBy(() -> people.endSessions(unknown)).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> people.setPassword(unknown, "a long enough sentence"))
                .isInstanceOf(StaleEdit.class);
    }

    @Test
    void theLastAdminStays() {
        background.run(() -> {
            var last = someone(Role.ADMIN);
            people.setPassword(last, "a long enough sentence");
            assertThatThrownBy(() -> people.setRoles(last, Set.of(), row(last).version()))
                    .isInstanceOf(LastAdmin.class);
            assertThatThrownBy(() -> people.setEnabled(last, false, row(last).version()))
                    .isInstanceOf(LastAdmin.class);
            assertThat(row(last).enabled()).isTrue();
            assertThat(row(last).roles()).containsExactly(Role.ADMIN);
        });
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void weakPasswordsAreRefused() {
        var person = someone();
        assertThatThrownBy(() -> people.setPassword(person, "password1234"))
                .isInstanceOfSatisfying(
                        PasswordRefused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(PasswordRule.NOT_A_COMMON_ONE));
        assertThat(row(person).hasPassword()).isFalse();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aPersonLeadsATeamOnceAtATime() {
        var person = someone(Role.LEAD);
        var team = team();
        people.assignLead(person, new LedTeam(team, MAY, JULY));
        people.assignLead(person, new LedTeam(team, JULY, null));
        assertThatThrownBy(() -> people.assignLead(person, new LedTeam(team, MAY.plusDays(3), MAY.plusDays(4))))
                .isInstanceOf(LeadOverlap.class);
        assertThatThrownBy(() -> people.endLead(person, team, MAY, JULY.plusDays(1)))
                .isInstanceOf(LeadOverlap.class);
        assertThatThrownBy(() -> people.endLead(person, team, MAY.plusDays(1), JULY))
                .isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> people.assignLead(person, new LedTeam(new TeamId(999_999), MAY, null)))
                .isInstanceOf(StaleEdit.class);
        assertThat(people.led(person)).hasSize(2);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Fraud")
    void aLeadSeesTheTeamsLedByDate() {
        assertThat(scope.visibility().everything()).isFalse();
        assertThat(scope.visibility().spans())
                .singleElement()
                .extracting(Span::from, Span::to)
                .containsExactly(LocalDate.of(2000, 1, 1), LocalDate.of(9999, 12, 31));
        assertThat(scope.has(Role.LEAD)).isTrue();
    }

    @Test
    @SignedInAs(value = Role.AUDITOR, leads = "Fraud")
    void anAuditorSeesEverything() {
        assertThat(scope.visibility()).isEqualTo(Visibility.EVERYTHING);
    }

    @Test
    @SignedInAs(
            value = {},
            leads = "Fraud")
    void leadingATeamWithoutTheRoleShowsNothing() {
        assertThat(scope.visibility()).isEqualTo(Visibility.NOTHING);
    }

    @Test
    void bursarItselfSeesEverythingAndHasNoRole() {
        background.run(() -> {
            assertThat(scope.actor()).isEqualTo(Actor.SYSTEM);
            assertThat(scope.visibility()).isEqualTo(Visibility.EVERYTHING);
            assertThat(scope.roles()).isEmpty();
            assertThatCode(people::list).doesNotThrowAnyException();
        });
        assertThat(scope.actor().name()).isEqualTo("nobody");
    }

    @Test
    @SignedInAs(Role.LEAD)
    void nobodyBecomesBursar() {
        assertThatThrownBy(() -> background.run(() -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void whatAViewRefusesIsJournalled() {
        denials.record("/admin/people");
        assertThat(database.jdbc()
                        .sql(
                                "select count(*) from journal where action = 'denied' and subject = '/admin/people' and actor_id = ?")
                        .param(scope.actor().id().value())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void namesAreOneLineOfVisibleCharacters() {
        for (var wrong : new String[] {"", "  ", "a\nb", "a\u202Eb", "a\0b", "x".repeat(201)}) {
            assertThatThrownBy(() -> new NewPerson(wrong, "Some One", Set.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new NewPerson(" o'neil ", "O'Neil \uD83D\uDE80", Set.of()).userName())
                .isEqualTo("o'neil");
    }
}
