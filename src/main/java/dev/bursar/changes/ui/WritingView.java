package dev.bursar.changes.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.changes.write.WriteSettingsService;
import dev.bursar.changes.write.WriteSettingsService.OfKind;
import dev.bursar.changes.write.WriteSettingsService.State;
import dev.bursar.changes.write.WriteSettingsStore.Answer;
import dev.bursar.journal.JournalLinks;
import dev.bursar.kernel.Role;
import dev.bursar.setup.reach.OwnPrincipal;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FieldErrors;
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
import dev.bursar.ui.Segmented;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Toggle;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Whether Bursar writes to AWS, within which bounds and by which role. */
@Route(ChangeLinks.SETTINGS)
@PageTitle("Writing to AWS")
@Menu(order = 9.27, title = "Writing to AWS")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class WritingView extends Div implements AfterNavigationObserver {
    private final WriteSettingsService service;
    private final PageHeader header = new PageHeader("Writing to AWS");
    private final Paragraph working = new Paragraph();
    private final LoadedPart<State> content;
    private final PageWork work;
    private WriteKind kind = WriteKind.TAGS;

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
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter("kind")
                .flatMap(asked -> Arrays.stream(WriteKind.values())
                        .filter(one -> one.stored().equals(asked))
                        .findFirst())
                .ifPresent(asked -> kind = asked);
        content.load(Skeleton.table("Loading settings", 6, false));
    }

    private Component shown(State state) {
        kind = state.kinds().containsKey(kind) ? kind : WriteKind.TAGS;
        var facts = new FactLine();
        state.kinds().forEach((one, of) -> {
            if (of.settings().enabled()) {
                facts.fact(AwsChangeText.written(one));
            }
        });
        if (state.kinds().values().stream().noneMatch(of -> of.settings().enabled())) {
            facts.fact("Nothing is written");
        }
        header.facts(facts);
        var parts = new Div();
        var choice = new Segmented<>(
                        "Kind of change", List.copyOf(state.kinds().keySet()), AwsChangeText::kind, chosen -> {
                            kind = chosen;
                            show(state, parts);
                        })
                .value(kind);
        show(state, parts);
        return state.kinds().size() == 1 ? parts : Styled.stack(choice, parts);
    }

    private void show(State state, Div parts) {
        OfKind of = state.of(kind);
        parts.removeAll();
        parts.add(Styled.stack(
                new WritingForm(kind, of.settings(), state.mayChange(), this::save),
                accounts(state, of),
                template(state)));
    }

    private static String open(OfKind state) {
        long open = state.answers().values().stream()
                .filter(one -> one.problem() == null)
                .count();
        return "The role opens in " + Formats.count(open) + " of "
                + Formats.count(state.answers().size(), "account", "accounts") + ".";
    }

    private static StatusBadge tested(OfKind of) {
        if (of.answers().isEmpty()) {
            return new StatusBadge(StatusBadge.Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Not checked");
        }
        return of.answers().values().stream().allMatch(one -> one.problem() == null)
                ? new StatusBadge(StatusBadge.Kind.SUCCESS, Icons.CIRCLE_CHECK, "Opens")
                : new StatusBadge(StatusBadge.Kind.WARNING, Icons.TRIANGLE_ALERT, "Doesn\u2019t open everywhere");
    }

    private Section accounts(State state, OfKind of) {
        var section = new Section(kind.isEverywhere() ? "Role in each account" : "Role");
        section.status(tested(of));
        if (of.answers().isEmpty()) {
            section.with(Styled.note("The role has not been tested yet. The test writes nothing."));
        } else {
            var rows = new FixedRows();
            of.answers()
                    .forEach((account, answer) -> rows.line(
                            name(state.accounts(), account),
                            "",
                            role(answer),
                            role(answer),
                            Formats.momentWithYear(answer.at())));
            section.with(Styled.note(open(of)))
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
            section.actions(Buttons.neutral(
                    kind.isEverywhere() ? "Check role in all accounts" : "Check role", click -> test()));
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

    private Section template(State state) {
        var section = new Section("Template for the role");
        @Nullable String payer = state.payer();
        if (payer == null) {
            return section.with(
                    Styled.note(
                            "Bursar doesn\u2019t know the account of its own credentials yet. Check the connection under Set-up first."));
        }
        var parts = new Div();
        OwnPrincipal principal = state.principal();
        show(state, payer, principal, parts);
        section.with(Styled.note(
                WriterTemplate.of(state, kind, payer, null).isEverywhere()
                        ? "The role allows exactly what is turned on and chosen here. Create it in every account, including the"
                                + " payer\u2019s: Bursar\u2019s own credentials only read."
                        : "The role allows exactly what is turned on and chosen here. Create it in the account of Bursar\u2019s own"
                                + " credentials: those only read."));
        if (principal != null) {
            var box = new Toggle(
                    "Trust only Bursar\u2019s own " + principal.kind() + " " + principal.name(),
                    chosen -> show(state, payer, chosen ? principal : null, parts));
            box.setValue(true);
            section.with(box);
        }
        return section.with(parts);
    }

    /** @param only whom the role trusts; null for whoever may assume roles in the payer's account */
    private void show(State state, String payer, @Nullable OwnPrincipal only, Div parts) {
        WriterTemplate template = WriterTemplate.of(state, kind, payer, only);
        parts.removeAll();
        parts.add(
                part(
                        template.isEverywhere() ? "CloudFormation stack set" : "CloudFormation stack",
                        template.cloudFormation()),
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
        boolean saved = UserAction.of(() -> service.change(kind, wanted))
                .stale(
                        () -> Notices.warning(
                                "Someone else changed these settings in the meantime. Your changes were not saved. The page now shows theirs."))
                .denied("Nothing was saved. You no longer have permission to change this.")
                .run();
        if (saved) {
            Notices.success(
                    wanted.enabled()
                            ? "Saved. " + AwsChangeText.written(kind) + " once a change is approved."
                            : "Saved. Bursar writes none of this.");
        }
        content.reload();
    }

    private void test() {
        working.setText(kind.isEverywhere() ? "Checking the role in all accounts" : "Checking the role");
        work.ask(
                () -> {
                    service.test(kind);
                    return true;
                },
                done -> {
                    working.setText("Checked. The table shows how each account answered.");
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

    /** Whether a kind may be written, who approves, and within which bounds. What is wrong is said at its field. */
    static final class WritingForm extends Composite<Section> {
        private static final int LONGEST = 4_000;

        private final Section section;
        private final Checkbox enabled;
        private final Checkbox another = new Checkbox("Proposals need approval by a second admin");
        private final Checkbox stacks = new Checkbox("Include resources managed by CloudFormation");
        private final TextField role = new TextField("Role name");
        private final TextField most = new TextField();
        private final TextField keys = new TextField("Tag keys");
        private final TextField types = new TextField("Resource types");
        private final TextField accounts = new TextField("Accounts");
        private final int version;
        private Runnable opened = () -> {};

        WritingForm(WriteKind kind, WriteSettings settings, boolean mayChange, Consumer<WriteSettings> save) {
            section = new Section(AwsChangeText.kind(kind));
            enabled = new Checkbox(AwsChangeText.writes(kind));
            version = settings.version();
            enabled.setValue(settings.enabled());
            another.setValue(settings.another());
            stacks.setValue(settings.stacks());
            role.setValue(settings.roleName());
            role.setHelperText(
                    kind.isEverywhere()
                            ? "The role has the same name in every account, including the payer\u2019s."
                            : "In the account of Bursar\u2019s own credentials.");
            most.setLabel(kind.isEverywhere() ? "Resources in one change" : "At most in one change");
            most.setValue(String.valueOf(settings.most()));
            most.setHelperText("1 to 10,000");
            keys.setValue(joined(settings.keys()));
            keys.setPlaceholder("All keys of tag policies");
            keys.setHelperText("Separated by commas.");
            types.setValue(joined(settings.types()));
            types.setPlaceholder("All types that can be written");
            types.setHelperText("Such as ec2:instance, sagemaker:endpoint.");
            accounts.setValue(joined(settings.accounts()));
            accounts.setPlaceholder("All accounts");
            accounts.setHelperText("Account ids of twelve digits, separated by commas.");
            section.status(
                    settings.enabled()
                            ? new StatusBadge(StatusBadge.Kind.SUCCESS, Icons.CIRCLE_CHECK, "On")
                            : new StatusBadge(StatusBadge.Kind.NEUTRAL, Icons.SQUARE, "Off"));
            List<TextField> fields = List.of(role, most, keys, types, accounts);
            fields.forEach(field -> {
                field.setMaxLength(LONGEST);
                field.addValueChangeListener(change -> field.setInvalid(false));
            });
            section.with(
                    Styled.note(
                            "Bursar only reads until you turn this on. It then writes what was proposed and approved, through a separate role."
                                    + " It writes nothing else."),
                    Styled.div("writing-switches", enabled, another),
                    Styled.div("field-row", role, most));
            if (kind.isEverywhere()) {
                var limits = new NativeDetails(
                        "Limit to tag keys, types or accounts", Styled.div("field-row", keys, types, accounts));
                limits.addClassName("writing-limits");
                limits.setOpen(Stream.of(keys, types, accounts).anyMatch(field -> !field.isEmpty()));
                opened = () -> limits.setOpen(true);
                section.with(Styled.div("writing-switches", stacks), limits);
            }
            if (mayChange) {
                var button = Buttons.primary("Save", click -> save(save));
                button.setEnabled(false);
                List<HasValue<?, ?>> all = List.of(enabled, another, stacks, role, most, keys, types, accounts);
                List<?> stored = all.stream().map(HasValue::getValue).toList();
                all.forEach(field -> field.addValueChangeListener(change -> button.setEnabled(
                        !all.stream().map(HasValue::getValue).toList().equals(stored))));
                section.with(Styled.div("reach-buttons", button));
            } else {
                List.of(enabled, another, stacks).forEach(box -> box.setReadOnly(true));
                fields.forEach(field -> field.setReadOnly(true));
            }
        }

        @Override
        protected Section initContent() {
            return section;
        }

        private static String joined(@Nullable List<String> texts) {
            return texts == null ? "" : String.join(", ", texts);
        }

        private void save(Consumer<WriteSettings> save) {
            boolean ok = check(
                            role,
                            role.getValue().strip().matches("[A-Za-z0-9+=,.@_-]{1,64}"),
                            "A role name has 1 to 64 letters, digits and + = , . @ _ -.")
                    & check(most, most.getValue().strip().matches("[1-9][0-9]{0,3}|10000"), "Enter 1 to 10,000.")
                    & check(
                            keys,
                            texts(keys).stream()
                                    .allMatch(key -> key.length() <= 128
                                            && !key.toLowerCase(Locale.ROOT).startsWith("aws:")),
                            "A key has at most 128 characters and doesn\u2019t begin with aws:.")
                    & check(
                            types,
                            texts(types).stream()
                                    .allMatch(type -> type.matches("[a-z0-9-]{1,40}:[A-Za-z0-9_/-]{1,80}")),
                            "Enter types as Violations names them, such as ec2:instance.")
                    & check(
                            accounts,
                            texts(accounts).stream().allMatch(account -> account.matches("[0-9]{12}")),
                            "An account has twelve digits.");
            if (Stream.of(keys, types, accounts).anyMatch(TextField::isInvalid)) {
                opened.run();
            }
            if (ok) {
                save.accept(new WriteSettings(
                        enabled.getValue(),
                        another.getValue(),
                        role.getValue().strip(),
                        orAll(keys),
                        orAll(types),
                        orAll(accounts),
                        Integer.parseInt(most.getValue().strip()),
                        stacks.getValue(),
                        version,
                        null,
                        null));
            }
        }

        private static List<String> texts(TextField field) {
            return Arrays.stream(field.getValue().split(","))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .toList();
        }

        private static @Nullable List<String> orAll(TextField field) {
            return Optional.of(texts(field)).filter(some -> !some.isEmpty()).orElse(null);
        }

        private static boolean check(TextField field, boolean ok, String words) {
            if (!ok) {
                FieldErrors.show(field, words);
                field.focus();
            }
            return ok;
        }
    }
}
