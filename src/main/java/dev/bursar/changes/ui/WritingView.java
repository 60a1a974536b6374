package dev.bursar.changes.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.changes.write.WriteSettingsService;
import dev.bursar.changes.write.WriteSettingsService.State;
import dev.bursar.changes.write.WriteSettingsStore.Answer;
import dev.bursar.journal.JournalLinks;
import dev.bursar.kernel.Role;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether Bursar writes to AWS, within which bounds and by which role. */
@Route(ChangeLinks.SETTINGS)
@PageTitle("Changes to AWS")
@Menu(order = 9.27, title = "Changes to AWS")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class WritingView extends Div implements AfterNavigationObserver {
    private final WriteSettingsService service;
    private final PageHeader header = new PageHeader("Changes to AWS");
    private final Paragraph working = new Paragraph();
    private final LoadedPart<State> content;
    private final PageWork work;

    WritingView(WriteSettingsService service, Workers workers, Clock clock) {
        this.service = service;
        work = new PageWork(this, workers);
        content = new LoadedPart<>(workers, clock, service::state, this::shown)
                .failure("The settings could not be loaded", "Nothing was lost.");
        addClassNames("page", "reach");
        working.addClassName("step-working");
        working.getElement().setAttribute("role", "status");
        var changes = new Anchor(ChangeLinks.CHANGES);
        changes.getElement().setAttribute("router-link", true);
        header.actions(
                PageHeader.downloadLink(changes, Icons.ARROW_RIGHT, "See changes to AWS"),
                PageHeader.downloadLink(
                        new Anchor(JournalLinks.about(WriteSettingsService.SUBJECT)), Icons.HISTORY, "See history"));
        add(header, new SectionTabs(TabSection.ADMIN, ChangeLinks.SETTINGS), working, content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Loading settings", 6, false));
    }

    private Component shown(State state) {
        WriteSettings tags = state.tags();
        header.facts(new FactLine(tags.enabled() ? "Tags are written" : "Nothing is written").fact(open(state)));
        return Styled.stack(new WritingForm(state, this::save), accounts(state), template(state));
    }

    private static String open(State state) {
        long open = state.answers().values().stream()
                .filter(one -> one.problem() == null)
                .count();
        return state.answers().isEmpty()
                ? "role not tested"
                : "role opens in " + Formats.count(open) + " of "
                        + Formats.count(state.answers().size(), "account", "accounts");
    }

    private Section accounts(State state) {
        var section = new Section("Role in each account");
        if (state.answers().isEmpty()) {
            section.with(Styled.note("The role has not been tested yet. The test writes nothing."));
        } else {
            var rows = new FixedRows();
            state.answers()
                    .forEach((account, answer) -> rows.line(
                            name(state.accounts(), account),
                            "",
                            role(answer),
                            role(answer),
                            Formats.momentWithYear(answer.at())));
            section.flush()
                    .with(new HtmlTable(
                            "Role in each account",
                            List.of(
                                    HtmlTable.Column.name("account", "Account", ""),
                                    HtmlTable.Column.text("role", "Role", 420).onlyWide(),
                                    HtmlTable.Column.text("tested", "Tested", 200)
                                            .onlyWide()),
                            Set.of(),
                            rows));
        }
        if (state.mayChange()) {
            section.with(Styled.div("reach-buttons", Buttons.neutral("Test role in all accounts", click -> test())));
        }
        return section;
    }

    private static String name(Map<String, String> names, String account) {
        String name = names.getOrDefault(account, account);
        return name.equals(account)
                ? Formats.account(account)
                : PlainText.cut(name, 80) + ", " + Formats.account(account);
    }

    private static String role(Answer answer) {
        return answer.problem() == null ? "Opens" : PlainText.cut(answer.problem(), 300);
    }

    private static Section template(State state) {
        var section = new Section("Template for the role");
        @Nullable String payer = state.payer();
        if (payer == null) {
            return section.with(
                    Styled.note(
                            "Bursar doesn\u2019t know the account of its own credentials yet. Test the connection under Set-up first."));
        }
        WriterTemplate template = WriterTemplate.of(state, payer);
        return section.with(
                Styled.note(
                        "The role allows exactly the tagging actions of the chosen types. Create it in every account, the payer\u2019s too:"
                                + " Bursar\u2019s own credentials only read."),
                part("CloudFormation stack set", template.cloudFormation()),
                part("Terraform", template.terraform()),
                part("Policy of Bursar\u2019s own credentials", template.ownPolicy()));
    }

    private static Details part(String title, String text) {
        var shown = new Pre(text);
        shown.addClassNames("mono", "policy");
        shown.getElement().setAttribute("tabindex", "0");
        shown.getElement().setAttribute("role", "group");
        shown.getElement().setAttribute("aria-label", title);
        var details = new Details(title, shown, Buttons.copy("Copy " + title, text));
        details.addClassName("policy-details");
        return details;
    }

    private void save(WriteSettings wanted) {
        boolean saved = UserAction.of(() -> service.change(wanted))
                .stale(
                        () -> Notices.warning(
                                "Someone else changed these settings in the meantime. Your changes were not saved. The page now shows theirs."))
                .denied("Nothing was saved. You no longer have permission to change this.")
                .run();
        if (saved) {
            Notices.success(
                    wanted.enabled()
                            ? "Saved. Tags of approved changes are written."
                            : "Saved. Bursar writes nothing.");
        }
        content.reload();
    }

    private void test() {
        working.setText("Testing the role in all accounts");
        work.ask(
                () -> {
                    service.test();
                    return true;
                },
                done -> {
                    working.setText("Tested. The table shows how each account answered.");
                    content.reload();
                },
                problem -> {
                    working.setText("");
                    UserAction.of(() -> {
                                throw problem;
                            })
                            .run();
                });
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }
}
