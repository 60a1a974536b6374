package dev.bursar.ownership.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.list.AddressReader;
import dev.bursar.ownership.OwnershipEdit;
import dev.bursar.ownership.OwnershipLinks;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.ownership.text.RuleText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StaleChoice;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** One ownership rule, new or stored: what it says, and beside it what that would move, in money, before it is saved. */
@Route(OwnershipLinks.RULES + "/" + RuleView.NEW)
@RouteAlias(OwnershipLinks.RULES + "/:" + RuleView.RULE)
@PageTitle("Ownership rule")
@RolesAllowed(Role.ADMIN_NAME)
class RuleView extends Div implements AfterNavigationObserver {
    static final String RULE = "rule";
    static final String NEW = "new";

    private final OwnershipRuleService service;
    private final Workers workers;
    private final Clock clock;
    private final PageWork work;
    private final PageWork offers;

    private final PageHeader header = new PageHeader("Ownership rule");
    private final Div content = Styled.stack();
    private final Div stale = new Div();
    private final Button end = Buttons.neutral("End rule\u2026", click -> end());
    private final DropDown<RuleMonths> months =
            new DropDown<>("Costs of", List.of(), RuleMonths::label, chosen -> monthsChosen());
    private Optional<Integer> asked = Optional.empty();
    private Consumer<RuleForm> claim = fields -> {};
    private @Nullable RulesLoad load;
    private @Nullable RuleForm form;
    private @Nullable RulePreview preview;
    private @Nullable OwnershipRule rule;

    RuleView(OwnershipRuleService service, Workers workers, Clock clock) {
        this.service = service;
        this.workers = workers;
        this.clock = clock;
        work = new PageWork(this, workers);
        offers = new PageWork(this, workers);
        addClassNames("page", "rules");
        add(header.actions(end), new SectionTabs(TabSection.ADMIN, OwnershipLinks.RULES), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Optional<String> wanted = event.getRouteParameters().get(RULE);
        asked = wanted.map(text -> text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0);
        var address = new AddressReader(
                event.getLocation().getQueryParameters().getParameters(),
                List.of(OwnershipLinks.TAG_VALUE, OwnershipLinks.ACCOUNT, OwnershipLinks.SERVICE));
        claim = fields -> fields.claim(
                address.single(OwnershipLinks.TAG_VALUE),
                address.single(OwnershipLinks.ACCOUNT).filter(id -> id.matches("\\d{12}")),
                address.single(OwnershipLinks.SERVICE));
        header.title(wanted.isPresent() ? "Ownership rule" : "New rule");
        end.setVisible(false);
        read();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
        offers.forget();
    }

    private record Opened(RulesLoad load, List<TeamId> teams) {}

    private void read() {
        content.removeAll();
        content.add(Skeleton.table("Looking up the rule", 6, false));
        work.ask(
                () -> new Opened(
                        RulesLoad.read(service), List.copyOf(service.openTeams().keySet())),
                this::show,
                this::failed);
    }

    private void show(Opened opened) {
        RulesLoad now = opened.load();
        load = now;
        rule = asked.flatMap(now.rules()::find).orElse(null);
        content.removeAll();
        if (asked.isPresent() && rule == null) {
            content.add(EmptyState.missing("Rule not found", "It may have been removed in the meantime.")
                    .actions(Buttons.primary("See all rules", click -> back())));
            return;
        }
        header.breadcrumb(List.of(new RouterLink("Ownership rules", RulesView.class)), title());
        header.title(title());
        end.setVisible(rule != null);
        months.setItems(now.months());
        RuleMonths.chosen(now.months(), Optional.empty()).ifPresent(months::setValue);
        months.setVisible(!now.months().isEmpty());
        content.add(columns(opened));
        offer();
        preview();
    }

    private String title() {
        OwnershipRule stored = rule;
        RulesLoad now = load;
        return stored == null || now == null
                ? "New rule"
                : "Rule " + stored.position() + ", " + now.names().team(stored.team());
    }

    private Div columns(Opened opened) {
        RulesLoad now = opened.load();
        var fields = new RuleForm(now.names(), this::preview);
        form = fields;
        OwnershipRule stored = rule;
        if (stored == null) {
            fields.fill(
                    opened.teams(),
                    RulePosition.of(now.rules().all()).stream()
                            .filter(place -> !place.endedBy(Today.of(clock)))
                            .map(place -> place.on(Today.of(clock)))
                            .toList());
            claim.accept(fields);
        } else {
            fields.fill(opened.teams(), stored, Today.of(clock));
        }
        var moves = new RulePreview(service, workers, now.names().teams(), Today.of(clock));
        preview = moves;
        var buttons = Styled.div(
                "form-buttons",
                Buttons.primary("Save rule", click -> save()),
                Buttons.neutral("Cancel", click -> back()));
        buttons.addClassName("form-actions");
        var what = new Section("Conditions and owner").with(stale, fields, buttons);
        var money = new Section("Costs that would move").actions(months).with(moves);
        var columns = new Div(what, money);
        columns.addClassNames("columns", "panel", "rule-columns");
        return columns;
    }

    private void offer() {
        RuleMonths chosen = months.getValue();
        RulesLoad now = load;
        if (chosen == null || now == null || chosen.months().isEmpty()) {
            return; // without costs there is nothing to choose from
        }
        offers.ask(
                () -> service.choices(
                        chosen.months().getLast().atDay(1),
                        chosen.months().getFirst().plusMonths(1).atDay(1)),
                choices -> {
                    if (form != null) {
                        form.offer(choices, now.names().teams());
                    }
                },
                this::trouble);
    }

    private void monthsChosen() {
        offer();
        preview();
    }

    private void preview() {
        RuleForm fields = form;
        RulePreview moves = preview;
        RuleMonths chosen = months.getValue();
        if (fields == null || moves == null) {
            return;
        }
        Optional<String> missing = fields.missing();
        Optional<OwnershipRule> same =
                load == null ? Optional.empty() : fields.claimedBy(load.rules().all());
        if (same.isPresent()) {
            moves.exists(same.get());
        } else if (missing.isPresent()) {
            moves.say(missing.get());
        } else if (chosen == null) {
            moves.say("No costs have been read yet, so nothing moves.");
        } else {
            fields.edit()
                    .ifPresent(edit -> moves.of(edit, chosen, problem -> {
                        if (problem instanceof RuleRefused refused) {
                            moves.say(fields.words(refused));
                        } else {
                            trouble(problem);
                        }
                    }));
        }
    }

    private void save() {
        RuleForm fields = form;
        if (fields == null || !fields.isComplete()) {
            return;
        }
        fields.edit().ifPresent(edit -> {
            try {
                service.save(edit);
            } catch (RuntimeException e) {
                trouble(e);
                return;
            }
            Notices.success("Rule saved.");
            back();
        });
    }

    private void back() {
        UI.getCurrent().navigate(RulesView.class);
    }

    private void end() {
        OwnershipRule stored = rule;
        RulesLoad now = load;
        if (stored == null || now == null) {
            return;
        }
        RuleMonths chosen = Optional.ofNullable(months.getValue()).orElse(new RuleMonths("3", List.of()));
        var moves = new RulePreview(service, workers, now.names().teams(), Today.of(clock));
        var dialog = new EndRuleDialog(stored, now.names(), chosen, Today.of(clock), moves, this::trouble);
        dialog.onSave(edit -> {
            service.save(edit);
            Notices.success("Rule ended.");
            back();
        });
        dialog.open();
    }

    /** What stands in the way of a preview or of saving; the fields keep what is in them. */
    private void trouble(RuntimeException problem) {
        UserAction.of(() -> {
                    throw problem;
                })
                .on(RuleRefused.class, refused -> {
                    if (form != null) {
                        form.refused(refused);
                    }
                })
                .stale(() -> work.ask(() -> RulesLoad.read(service), this::stale, this::failed))
                .run();
    }

    private void stale(RulesLoad now) {
        RuleForm fields = form;
        if (fields == null) {
            return;
        }
        Optional<OwnershipRule> theirs = asked.flatMap(now.rules()::find);
        stale.removeAll();
        stale.add(new StaleChoice(
                "rule",
                theirs.map(one -> RuleText.sentence(
                        one, now.names().team(one.team()), now.names().accounts())),
                fields.rule()
                        .map(one -> RuleText.sentence(
                                one, now.names().team(one.team()), now.names().accounts()))
                        .orElse("Not complete yet"),
                () -> {
                    stale.removeAll();
                    if (theirs.isPresent()) {
                        read();
                    } else {
                        back();
                    }
                },
                () -> {
                    stale.removeAll();
                    load = now;
                    rule = theirs.orElse(null);
                    fields.rebase(rule);
                    end.setVisible(rule != null);
                    preview();
                }));
    }

    private void failed(RuntimeException problem) {
        content.removeAll();
        content.add(FailedState.of(
                problem, "The rule could not be loaded", "Nothing was lost.", clock.instant(), this::read));
    }

    /** Ends a rule after a day, or removes one that should never have been, with what either would move. */
    static final class EndRuleDialog extends Dialog {
        private enum How {
            END("End it on a date"),
            REMOVE("Remove it retroactively, from all its days (correction)");

            private final String words;

            How(String words) {
                this.words = words;
            }
        }

        private final OwnershipRule rule;
        private final RuleNames names;
        private final RuleMonths months;
        private final RulePreview preview;
        private final RadioButtonGroup<How> how = new RadioButtonGroup<>("How to end it");
        private final DatePicker last = new DatePicker("Last day of this rule");
        private final Consumer<RuntimeException> failed;
        private Consumer<OwnershipEdit> save = edit -> {};

        /** @param failed told what this dialog has no words for */
        EndRuleDialog(
                OwnershipRule rule,
                RuleNames names,
                RuleMonths months,
                LocalDate today,
                RulePreview preview,
                Consumer<RuntimeException> failed) {
            this.rule = rule;
            this.names = names;
            this.months = months;
            this.preview = preview;
            this.failed = failed;
            addClassName("end-rule");
            setHeaderTitle("End rule " + rule.position());
            getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
            how.setItems(How.values());
            how.setItemLabelGenerator(one -> one.words);
            how.setValue(How.END);
            last.setI18n(DayFormats.words());
            last.setValue(today);
            last.setRequiredIndicatorVisible(true);
            how.addValueChangeListener(change -> show());
            last.addValueChangeListener(change -> show());
            var content = Styled.div(
                    "end-rule-content",
                    new Paragraph(RuleText.sentence(rule, names.team(rule.team()), names.accounts())),
                    how,
                    last,
                    preview);
            add(content);
            getFooter().add(Buttons.neutral("Cancel", click -> close()), Buttons.primary("End rule", click -> end()));
            addAttachListener(event -> show());
        }

        /** @param stores what stores the change; what it throws is said here */
        void onSave(Consumer<OwnershipEdit> stores) {
            save = stores;
        }

        private void end() {
            Optional<OwnershipEdit> edit = edit();
            if (edit.isEmpty()) {
                invalid("Choose the last day on which the rule applies.");
                return;
            }
            try {
                save.accept(edit.get());
            } catch (RuntimeException e) {
                refused(e);
                return;
            }
            close();
        }

        private Optional<OwnershipEdit> edit() {
            if (how.getValue() == How.REMOVE) {
                return Optional.of(new OwnershipEdit.Remove(rule.id(), rule.version()));
            }
            LocalDate day = last.getValue();
            return day == null || last.isInvalid()
                    ? Optional.empty()
                    : Optional.of(new OwnershipEdit.End(rule.id(), rule.version(), day.plusDays(1)));
        }

        private void show() {
            last.setVisible(how.getValue() != How.REMOVE);
            edit().ifPresentOrElse(
                            edit -> preview.of(edit, months, this::refused),
                            () -> preview.say("Choose a date to see what moves."));
        }

        /** Says at the day what stands in the way; everything else is told on. */
        private void refused(RuntimeException problem) {
            if (problem instanceof RuleRefused refused) {
                String words = refused.reason() == RuleRefused.Reason.ENDS_BEFORE_IT_BEGINS
                        ? "This rule starts later. Choose a later date, or remove the rule."
                        : RuleText.refused(refused, names.teams());
                invalid(words);
                preview.say(words);
            } else {
                close();
                failed.accept(problem);
            }
        }

        private void invalid(String words) {
            FieldErrors.show(last, words);
        }
    }
}
