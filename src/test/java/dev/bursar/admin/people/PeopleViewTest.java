package dev.bursar.admin.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.Directory;
import dev.bursar.access.KnownPerson;
import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.PersonEdit;
import dev.bursar.access.PersonEditor;
import dev.bursar.access.PersonState;
import dev.bursar.access.SecondFactorRules;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.people.PeopleView.MailTroubles;
import dev.bursar.admin.people.PersonPanel.PersonConflict;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.MailTasks;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.MailRoom.Letters;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class PeopleViewTest extends SpringBrowserlessTest {
    private static final String RESET = "Reset two-factor authentication\u2026";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    @Autowired
    HandWorkers workers;

    @Autowired
    People people;

    @Autowired
    Directory directory;

    @Autowired
    PersonEditor editor;

    @Autowired
    SecondFactorRules rules;

    @Autowired
    MailTasks mails;

    @Autowired
    Letters letters;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    Scope scope;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void empty() {
        workers.forget();
        letters.forget();
        database.jdbc().sql("delete from outbox").update();
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private String open(String query) {
        UI.getCurrent().navigate(PeopleView.class, QueryParameters.fromString(query));
        return look();
    }

    private String look() {
        roundTrip();
        workers.run();
        roundTrip();
        return Texts.of(find(PeopleView.class).single());
    }

    private PersonId someone(String name, Role... roles) {
        return people.create(new NewPerson("viewed" + COUNTER.incrementAndGet(), name, Set.of(roles)));
    }

    private TeamId team(String name) {
        return new TeamId(database.jdbc()
                .sql("insert into team (name) values (?) returning id")
                .param(name)
                .query(Integer.class)
                .single());
    }

    private KnownPerson known(PersonId person) {
        return directory.person(person).orElseThrow();
    }

    private void click(String words) {
        test(find(Button.class).withCondition(Texts.are(words)).single()).click();
    }

    private TextField name() {
        return find(TextField.class).withLabel("Name").single();
    }

    private EmailField email() {
        return find(EmailField.class).single();
    }

    @SuppressWarnings("unchecked")
    private CheckboxGroup<Role> roles() {
        return find(CheckboxGroup.class).single();
    }

    private static String error(HasValidation field) {
        assertThat(field.isInvalid()).isTrue();
        return field.getErrorMessage();
    }

    private String notice() {
        return Texts.of(find(Notification.class).all().getLast());
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anInvitationLeadsToTheTeamsWhileNoneIsConfirmed() {
        team("New by page");
        database.jdbc().sql("update team set confirmed = false").update();
        try {
            open("");
            click("New person\u2026");
            assertThat(look()).contains("No team is confirmed yet. Confirm your teams first.");
            assertThat(find(Button.class).withText("New team").all()).isEmpty();
        } finally {
            database.jdbc().sql("update team set confirmed = true").update();
        }
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminInvitesALeadWithTheirTeams() throws Exception {
        var team = team("Invited by page");
        var address = "viewed" + COUNTER.incrementAndGet() + "@example.org";
        open("");
        click("New person…");
        assertThat(look()).contains("They receive an e-mail with a link", "72 hours");
        click("Send invitation");
        assertThat(error(name())).isEqualTo("Enter a name");
        assertThat(error(email())).startsWith("Enter an address");
        test(name()).setValue("Maya Dahl");
        test(email()).setValue(address);
        click("New team");
        click("Send invitation");
        assertThat(error(find(ComboBox.class).single())).isEqualTo("Choose a team");
        chooseTeam(team);
        click("Send invitation");
        assertThat(error(roles())).startsWith("Select Lead too");
        roles().setValue(Set.of(Role.LEAD));
        click("Send invitation");
        assertThat(notice()).contains("on its way to " + address);
        var page = look();
        assertThat(page).contains("Maya Dahl", "Invited", "Send invitation again");
        var invited = directory.people().stream()
                .filter(person -> address.equals(person.email()))
                .findFirst()
                .orElseThrow();
        assertThat(invited.userName()).isEqualTo(address);
        assertThat(invited.led()).containsExactly(new LedTeam(team, LocalDate.of(2000, 1, 1), null));
        mails.deliver();
        assertThat(letters.only().getAllRecipients())
                .extracting(Object::toString)
                .containsExactly(address);
        assertThat(open("person=" + invited.id().value())).contains("Invited", "Invitation valid until");
        click("Send invitation again");
        mails.deliver();
        assertThat(letters.all()).hasSize(2);
    }

    @SuppressWarnings("unchecked")
    private void chooseTeam(TeamId team) {
        find(ComboBox.class).single().setValue(team);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whereNoMailCanBeSentTheLinkIsShownOnce() {
        var person = someone("Without Address");
        open("person=" + person.value());
        click("Send invitation");
        var link = find(TextArea.class).withLabel("Link").single().getValue();
        assertThat(link).contains("/welcome?token=");
        click("Done");
        assertThat(find(TextArea.class).all()).isEmpty();
        assertThat(look()).contains("Invited").doesNotContain("token");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aSaveChangesWhatAPersonIsAndRefusalsKeepWhatWasTyped() {
        var taken = someone("Taken");
        editor.save(
                taken,
                new PersonEdit(
                        "Taken",
                        dev.bursar.notify.MailAddress.read("seen@example.org").orElseThrow(),
                        Set.of(),
                        List.of()),
                0);
        var person = someone("Some One", Role.FINANCE);
        open("person=" + person.value());
        test(name()).setValue("Maya Dahl");
        test(email()).setValue("SEEN@example.org");
        roles().setValue(Set.of(Role.FINANCE, Role.AUDITOR));
        click("Save");
        assertThat(error(email())).isEqualTo("Another person already has this address");
        assertThat(name().getValue()).isEqualTo("Maya Dahl");
        test(email()).setValue("not an address");
        click("Save");
        assertThat(error(email())).startsWith("Enter an address");
        test(email()).setValue("maya" + COUNTER.incrementAndGet() + "@example.org");
        click("Save");
        assertThat(notice()).contains("Saved: Maya Dahl");
        assertThat(look()).contains("Maya Dahl");
        assertThat(known(person).roles()).containsExactlyInAnyOrder(Role.FINANCE, Role.AUDITOR);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void twoAdminsWhoSaveTheSamePersonSeeBothVersions() {
        var person = someone("Some One", Role.FINANCE);
        open("person=" + person.value());
        test(name()).setValue("Mine");
        editor.save(person, new PersonEdit("Theirs", null, Set.of(Role.AUDITOR), List.of()), 0);
        click("Save");
        assertThat(Texts.of(find(PersonConflict.class).single()))
                .contains(
                        "test admin changed this person on",
                        "Name, theirs" + "Theirs" + "Yours" + "Mine",
                        "Roles, theirs" + "Auditor" + "Yours" + "Finance");
        assertThat(known(person).displayName()).isEqualTo("Theirs");
        click("Keep yours");
        look();
        assertThat(known(person).displayName()).isEqualTo("Mine");
        assertThat(known(person).roles()).containsExactly(Role.FINANCE);
        test(name()).setValue("Mine again");
        editor.save(
                person,
                new PersonEdit("Theirs again", null, Set.of(), List.of()),
                known(person).version());
        click("Save");
        click("Load theirs");
        look();
        assertThat(name().getValue()).isEqualTo("Theirs again");
        assertThat(find(PersonConflict.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminDisablesOthersAndNeverThemselves() {
        var person = someone("Some One", Role.FINANCE);
        open("person=" + person.value());
        click("Disable");
        assertThat(look()).contains("Disabled");
        assertThat(known(person).state()).isEqualTo(PersonState.DISABLED);
        assertThat(find(Button.class)
                        .withCondition(Texts.are("Send invitation"))
                        .all())
                .isEmpty();
        click("Enable");
        assertThat(look()).contains("No password");
        people.setPassword(person, "a long enough sentence");
        open("person=" + person.value());
        click("End sessions");
        assertThat(notice()).contains("The sessions of Some One have ended");
        open("person=" + scope.actor().id().value());
        assertThat(find(Button.class).withCondition(Texts.are("Disable")).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aLostSecondFactorIsResetAfterAQuestionAndNeverTheOwnOne() {
        var person = someone("Some One", Role.FINANCE);
        people.setPassword(person, "a long enough sentence");
        assertThat(open("person=" + person.value())).contains("Two-factor authentication" + "off");
        assertThat(find(Button.class).withCondition(Texts.are(RESET)).all()).isEmpty();
        for (var id : List.of(person, scope.actor().id())) {
            database.jdbc()
                    .sql("insert into person_totp (person_id, secret, last_step, since) values (?,"
                            + " decode(repeat('00', 30), 'hex'), 0, now())")
                    .param(id.value())
                    .update();
        }
        assertThat(open("person=" + person.value())).contains("Two-factor authentication" + "on");
        click(RESET);
        var question = find(ConfirmDialog.class).single();
        assertThat(question.getElement().getProperty("message")).contains("passkeys", "signed out everywhere");
        test(question).cancel();
        assertThat(rules.withFactor()).contains(person);
        click(RESET);
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(notice()).contains("Two-factor authentication is reset for Some One");
        assertThat(look()).contains("Two-factor authentication" + "off");
        assertThat(rules.withFactor()).doesNotContain(person);
        assertThat(database.jdbc()
                        .sql("select action from journal where subject = ? order by id desc limit 1")
                        .param("person:" + person.value())
                        .query(String.class)
                        .single())
                .isEqualTo("second-factor-reset");
        assertThat(open("person=" + scope.actor().id().value())).contains("Two-factor authentication" + "on");
        assertThat(find(Button.class).withCondition(Texts.are(RESET)).all()).isEmpty();
        database.jdbc().sql("delete from person_totp").update();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void givingUpTheOwnAdminRoleIsAskedTwiceAndRefusedToTheLastOne() {
        var me = scope.actor().id();
        open("person=" + me.value());
        roles().setValue(Set.of(Role.FINANCE));
        click("Save");
        assertThat(known(me).roles()).containsExactly(Role.ADMIN);
        database.jdbc()
                .sql("update person set password_hash = null where id in (select person_id from person_role where"
                        + " role = 'ADMIN')")
                .update();
        test(find(ConfirmDialog.class).single()).confirm();
        assertThat(error(roles())).startsWith("At least one admin must remain");
        assertThat(known(me).roles()).containsExactly(Role.ADMIN);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aSearchFindsByNameAddressRoleAndTeam() {
        var person = someone("Åsa Zebra", Role.LEAD);
        var team = team("Kiosk");
        people.assignLead(person, new LedTeam(team, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 1)));
        for (var words : List.of("åsa", "ZEBRA lead", "kiosk")) {
            open("q=" + words.replace(" ", "+"));
            assertThat(test(table()).size()).as(words).isEqualTo(1);
        }
        open("q=nobody-like-this");
        assertThat(look()).contains("No person matches “nobody-like-this”");
        assertThat(open("person=999999")).contains("Person not found");
        open("person=1%27--&q=%00%3Cb%3E");
        assertThat(find(Notification.class).all().stream().map(Texts::of).toList())
                .as("what can't be read is left out and named")
                .anyMatch(words -> words.contains("person=1'--") && words.contains("q="));
    }

    @SuppressWarnings("unchecked")
    private Grid<KnownPerson> table() {
        return find(Grid.class).single();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void mailsThatDidNotArriveAreSaidWithWhatToDo() {
        var person = someone("Unreached");
        editor.save(
                person,
                new PersonEdit(
                        "Unreached",
                        dev.bursar.notify.MailAddress.read("unreached@example.org")
                                .orElseThrow(),
                        Set.of(),
                        List.of()),
                0);
        open("person=" + person.value());
        click("Send invitation");
        letters.elsewhere(sender, 1, mails::deliver);
        assertThat(open(""))
                .contains(
                        "Undelivered e-mails",
                        "Your invitation to Bursar to unreached@example.org",
                        "The mail server does not answer. Tried 1 time. Bursar keeps trying for a day.",
                        "Check spring.mail.host");
        letters.elsewhere(sender, 1, () -> {
            clock.forward(java.time.Duration.ofDays(1));
            mails.deliver();
        });
        assertThat(open("")).contains("Bursar stopped trying on");
        click("Try again");
        mails.deliver();
        assertThat(letters.all()).hasSize(1);
        assertThat(open("")).doesNotContain("unreached@example.orgThe mail server");
        assertThat(find(MailTroubles.class).all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorReadsAndChangesNothing() {
        var id = database.jdbc()
                .sql("select min(id) from person")
                .query(Integer.class)
                .single();
        assertThat(open("person=" + id + "&invite=true")).contains("User name", "Roles", "Last sign-in");
        assertThat(find(Button.class).all())
                .extracting(Button::getText)
                .doesNotContain(
                        "Save",
                        "Send invitation",
                        "Send invitation again",
                        "Disable",
                        "End sessions",
                        "Send reset link",
                        RESET,
                        "New person…");
        assertThat(find(EmailField.class).all()).isEmpty();
        assertThat(find(DatePicker.class).all()).isEmpty();
    }

    @Test
    @SignedInAs({Role.LEAD, Role.FINANCE})
    void othersAreNotLetIn() {
        assertThatThrownBy(() -> navigate(PeopleView.class)).isInstanceOf(Throwable.class);
        assertThat(find(Component.class).all()).noneMatch(PeopleView.class::isInstance);
    }
}
