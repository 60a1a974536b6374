package dev.bursar.admin.people;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.bursar.access.AccessLinks;
import dev.bursar.access.Invitations;
import dev.bursar.access.KnownPerson;
import dev.bursar.access.LinkDelivery;
import dev.bursar.access.LinkPurpose;
import dev.bursar.access.People;
import dev.bursar.access.PersonEditor;
import dev.bursar.access.PersonState;
import dev.bursar.access.SecondFactorRules;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.list.Dimensions;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Setting;
import dev.bursar.notify.MailAddress;
import dev.bursar.notify.MailService;
import dev.bursar.notify.MailTrouble;
import dev.bursar.ui.AddressNotice;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** Who may come in and what they may do: an admin changes it, an auditor sees it. The address says who is open and what is searched. */
@Route(PeopleView.ROUTE)
@PageTitle("People")
@Menu(order = 9.05, title = "People")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class PeopleView extends Div implements AfterNavigationObserver {
    static final String ROUTE = AccessLinks.PEOPLE;

    private final PeopleLoad load;
    private final PersonEditor editor;
    private final Invitations invitations;
    private final SecondFactorRules factors;
    private final People people;
    private final LastPersonChange lastChange;
    private final PersonId me;
    private final Clock clock;
    private final PageWork work;
    private final boolean mayChange;

    private final PageHeader header = new PageHeader("People");
    private final Button invite = Buttons.neutral("New person\u2026", click -> invite());
    private final MailTroubles troubles;
    private final PeopleTable table = new PeopleTable(this::search, this::open);
    private final Div panel = Styled.div("people-panel");
    private final Div columns = new Div(table, panel);
    private final Div content = Styled.stack();
    private final AddressNotice notice = new AddressNotice();
    private ListState state = PeopleList.ADDRESS.usual();

    PeopleView(
            PeopleLoad load,
            PersonEditor editor,
            Invitations invitations,
            SecondFactorRules factors,
            People people,
            LastPersonChange lastChange,
            MailService mails,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.load = load;
        this.clock = clock;
        work = new PageWork(this, workers);
        mayChange = scope.has(Role.ADMIN);
        this.editor = editor;
        this.invitations = invitations;
        this.factors = factors;
        this.people = people;
        this.lastChange = lastChange;
        me = scope.actor().id();
        troubles = new MailTroubles(mails, mayChange, this::reload);
        addClassNames("page", "people");
        columns.addClassNames("columns", "panel", "people-columns");
        if (mayChange) {
            header.actions(invite);
        }
        add(header, new SectionTabs(TabSection.ADMIN, ROUTE), content);
    }

    private void invite() {
        go(state.rows().with(PeopleList.INVITE, true));
    }

    private void close() {
        go(state.rows());
    }

    private void open(PersonId person) {
        go(state.rows().with(PeopleList.OPEN, Optional.of(person)));
    }

    private void search(String words) {
        go(state.with(PeopleList.SEARCH, words)
                .with(PeopleList.OPEN, state.get(PeopleList.OPEN))
                .with(PeopleList.INVITE, state.get(PeopleList.INVITE)));
    }

    private void go(ListState other) {
        getUI().ifPresent(ui -> ui.navigate(PeopleView.class, new QueryParameters(other.parameters())));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        ListAddress.Read read =
                PeopleList.ADDRESS.read(event.getLocation().getQueryParameters().getParameters());
        state = read.state();
        notice.tell(read.ignored());
        if (columns.getParent().isEmpty()) {
            fill(Skeleton.table("Looking up people", 6, false));
        }
        reload();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void reload() {
        work.ask(load::read, this::show, this::failed);
    }

    private void show(PeopleData data) {
        facts(data);
        if (columns.getParent().isEmpty()) {
            fill(troubles, columns);
        }
        troubles.show(data.troubles());
        table.show(data, state.get(PeopleList.SEARCH));
        table.open(state.get(PeopleList.OPEN).orElse(null));
        panel.removeAll();
        panel(data).ifPresent(panel::add);
        var panelIsOpen = panel.getComponentCount() > 0;
        columns.setClassName("with-panel", panelIsOpen);
        // a page has one primary button at a time
        invite.setThemeVariant(ButtonVariant.PRIMARY, !panelIsOpen);
        invite.setClassName("aura-accent-neutral", panelIsOpen);
    }

    private void facts(PeopleData data) {
        var line = new FactLine(Formats.count(data.people().size(), "person", "people"));
        fact(line, data, PersonState.INVITED, "invited");
        fact(line, data, PersonState.DISABLED, "disabled");
        if (data.led().of() > 0) {
            line.fact(Formats.count(data.led().done()) + " of "
                    + Formats.count(data.led().of(), "team has", "teams have") + " a lead");
        }
        if (!data.mailed()) {
            line.fact("no mail server configured");
        }
        header.facts(line);
    }

    private static void fact(FactLine line, PeopleData data, PersonState state, String word) {
        var number =
                data.people().stream().filter(person -> person.state() == state).count();
        if (number > 0) {
            line.fact(Formats.count(number) + " " + word);
        }
    }

    private Optional<Component> panel(PeopleData data) {
        Optional<PersonId> open = state.get(PeopleList.OPEN);
        if (mayChange && open.isEmpty() && state.get(PeopleList.INVITE)) {
            return Optional.of(new InvitePanel(invitations, data, this::open, this::close));
        }
        return open.map(person -> data.person(person)
                .<Component>map(known -> details(data, known))
                .orElseGet(this::nobody));
    }

    private Component details(PeopleData data, KnownPerson person) {
        return mayChange
                ? new PersonPanel(
                        editor,
                        invitations,
                        factors,
                        people,
                        lastChange,
                        me,
                        load::read,
                        this::reload,
                        this::close,
                        data,
                        person)
                : new Section(PlainText.cut(person.displayName(), 60))
                        .status(PersonText.badge(person.state()))
                        .actions(Buttons.icon(Icons.X, "Close", click -> close()))
                        .with(new PersonFacts(person, data, true));
    }

    private Component nobody() {
        return EmptyState.missing("Person not found", "The link may be outdated or mistyped.")
                .actions(Buttons.neutral("Show all people", click -> close()));
    }

    private void fill(Component... parts) {
        content.removeAll();
        content.add(parts);
    }

    private void failed(RuntimeException problem) {
        fill(FailedState.of(
                problem, "The people could not be loaded", "Nothing was lost.", clock.instant(), this::reload));
    }

    /** What can be chosen on the People page. */
    static final class PeopleList {
        static final Setting<String> SEARCH = Setting.search(SearchField.PARAMETER);
        /** Whose panel is open. */
        static final Setting<Optional<PersonId>> OPEN = Setting.optional(
                        AccessLinks.PERSON,
                        text -> text.matches("[0-9]{1,9}")
                                ? Optional.of(new PersonId(Integer.parseInt(text)))
                                : Optional.empty(),
                        person -> String.valueOf(person.value()),
                        "expected the number of a person")
                .opensPanel();
        /** Whether somebody is invited. */
        static final Setting<Boolean> INVITE = Setting.flag("invite").opensPanel();

        static final ListAddress ADDRESS = new ListAddress(AccessLinks.PEOPLE, Dimensions.none(), SEARCH, OPEN, INVITE);

        private PeopleList() {}
    }

    /** Asks for somebody new. */
    static final class InvitePanel extends Composite<Section> {
        private final Invitations invitations;
        private final Consumer<PersonId> invited;
        private final PersonForm form;
        private final boolean mailed;

        InvitePanel(Invitations invitations, PeopleData data, Consumer<PersonId> invited, Runnable closed) {
            this.invitations = invitations;
            this.invited = invited;
            mailed = data.mailed();
            form = new PersonForm(data, true);
            var how = new Paragraph(
                    mailed
                            ? "They receive an e-mail with a link to set a password. The link works once, for "
                                    + LinkPurpose.INVITATION.validFor().toHours() + " hours."
                            : "No mail server is configured, so you get a link to send yourself. The link works once, for "
                                    + LinkPurpose.INVITATION.validFor().toHours() + " hours.");
            how.addClassName("quiet");
            var buttons = Styled.div(
                    "person-buttons", Buttons.primary(mailed ? "Send invitation" : "New link", click -> invite()));
            getContent()
                    .actions(Buttons.icon(Icons.X, "Close", click -> closed.run()))
                    .with(how, form, buttons);
        }

        @Override
        protected Section initContent() {
            return new Section("New person");
        }

        private void invite() {
            var draft = form.readNew(mailed);
            if (draft.isEmpty()) {
                return;
            }
            var person = draft.get().person();
            var edit = draft.get().edit();
            try {
                var done = invitations.invite(person, edit.email(), edit.led());
                switch (done.way()) {
                    case LinkDelivery.ByMail(MailAddress to) ->
                        Notices.success("The invitation is on its way to " + PlainText.cut(to.value(), 80) + ".");
                    case LinkDelivery.OnScreen(var link) -> new LinkDialog(person.displayName(), link).open();
                }
                invited.accept(done.person());
            } catch (RuntimeException problem) {
                if (!form.refuse(problem)) {
                    throw problem;
                }
            }
        }
    }

    /** Mails that did not arrive, why, and what to do. */
    static final class MailTroubles extends Composite<Section> {
        private static final int MOST = 5;

        private final MailService mails;
        private final boolean mayChange;
        private final Runnable changed;
        private final Div rows = Styled.div("mail-troubles");

        MailTroubles(MailService mails, boolean mayChange, Runnable changed) {
            this.mails = mails;
            this.mayChange = mayChange;
            this.changed = changed;
            getContent().flush().with(rows);
        }

        @Override
        protected Section initContent() {
            return new Section("Undelivered e-mails");
        }

        void show(List<MailTrouble> troubles) {
            setVisible(!troubles.isEmpty());
            getContent().note(troubles.size() > MOST ? "the latest " + MOST + " of " + troubles.size() : "");
            rows.removeAll();
            troubles.stream().limit(MOST).forEach(trouble -> rows.add(row(trouble)));
        }

        private Div row(MailTrouble trouble) {
            var subject = Objects.requireNonNullElse(trouble.subject(), "An e-mail");
            var title = new H3(PlainText.cut(subject, 80)
                    + (trouble.recipient() == null ? "" : " to " + PlainText.cut(trouble.recipient(), 80)));
            var what = new Paragraph(trouble.problem().what() + " "
                    + (trouble.givenUpAt() == null
                            ? "Tried " + Formats.count(trouble.attempts(), "time", "times")
                                    + ". Bursar keeps trying for a day."
                            : "Bursar stopped trying on " + Formats.moment(trouble.givenUpAt()) + "."));
            var toDo = new Paragraph(trouble.problem().whatToDo());
            toDo.addClassName("quiet");
            var words = Styled.div("mail-words", title, what, toDo);
            var row = Styled.div("mail-trouble", Icons.TRIANGLE_ALERT.large(), words);
            if (mayChange && trouble.givenUpAt() != null) {
                row.add(Styled.div(
                        "mail-actions",
                        Buttons.neutral("Try again", click -> change(mails::tryAgain, trouble.id())),
                        Buttons.neutral("Dismiss", click -> change(mails::dismiss, trouble.id()))));
            }
            return row;
        }

        private void change(LongConsumer change, long id) {
            try {
                change.accept(id);
            } catch (StaleEdit done) {
                // somebody else has done it: the list shows that
            }
            changed.run();
        }
    }
}
