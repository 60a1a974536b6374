package dev.bursar.chargeback.ui.adjustments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.AdjustmentDraft;
import dev.bursar.chargeback.adjustments.AdjustmentQuestion;
import dev.bursar.chargeback.adjustments.AdjustmentRefused;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Field;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.adjustments.AdjustmentService.Page;
import dev.bursar.chargeback.month.IssueService;
import dev.bursar.chargeback.month.MonthChanges;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.list.ListState;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeysetPages;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.Looked;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.ReasonDialog;
import dev.bursar.ui.ReasonDialog.Refusal;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Toggle;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.WaitingBadges;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Amounts that finance moved between teams, Unallocated and Internal, and the form of a new one. The address holds filters and form. */
@Route(ChargebackLinks.ADJUSTMENTS)
@PageTitle("Adjustments")
@Menu(order = 3.4, title = "Adjustments")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class AdjustmentsView extends ListPage<Page> implements AdjustmentPanel.Actions {
    private final AdjustmentService service;
    private final AdjustmentExport export;
    private final Supplier<CorrectionNote> corrections;
    private final BiFunction<YearMonth, Map<Integer, String>, EffectNote> effects;
    private final PageHeader header = new PageHeader("Adjustments");
    private final ExportMenu exports;
    private final Button add = Buttons.primary("New adjustment", click -> openForm());
    private final DropDown<Optional<YearMonth>> month =
            choice("Month", AdjustmentList.MONTH, Stream.empty(), Formats::month);
    private final DropDown<Optional<Adjustment.State>> which =
            choice("State", AdjustmentList.STATE, Stream.of(Adjustment.State.values()), AdjustmentText::state);
    private final Toggle toPost = toggle("Waiting for you", AdjustmentList.TO_POST);
    private final Div controls = new Div(month, which, toPost);
    private volatile @Nullable Page current;
    private @Nullable AdjustmentDialog form;

    AdjustmentsView(
            AdjustmentService service,
            AdjustmentExport export,
            MonthChanges changes,
            IssueService issuing,
            ExportService exportService,
            Workers workers,
            Clock clock) {
        super(AdjustmentList.ADDRESS, Skeleton.table("Reading adjustments", 8, true), workers, clock);
        this.service = service;
        this.export = export;
        corrections = () -> new CorrectionNote(changes, workers, clock);
        effects = (open, teams) -> new EffectNote(issuing, open, teams, workers, clock);
        exports = new ExportMenu(exportService);
        whileAsking(exports::withhold);
        content()
                .failure("The adjustments could not be loaded", "Nothing was lost, and your filters are kept.")
                .onFailure(() -> {
                    controls.setVisible(false);
                    add.setVisible(false);
                });
        addClassNames("page", "dense", "adjustments");
        controls.addClassNames("bar", "no-print");
        controls.setVisible(false);
        add.setVisible(false);
        header.actions(exports, add);
        add(
                header,
                new SectionTabs(TabSection.CHARGEBACK, ChargebackLinks.ADJUSTMENTS),
                withDetails(
                        AdjustmentList.OPEN,
                        id -> service.adjustment(id).map(row -> new Opened(row, service.page(AdjustmentQuestion.ALL))),
                        one -> new AdjustmentPanel(one.row(), one.page(), this::address, this, this::close),
                        "Adjustment not found",
                        "There is no adjustment with this number. Check the link.",
                        controls,
                        content()));
    }

    /** An adjustment whose panel is open. */
    private record Opened(Adjustment row, Page page) {}

    private String address(long adjustment) {
        return state().rows().with(AdjustmentList.OPEN, Optional.of(adjustment)).address();
    }

    @Override
    protected void chosen() {
        Page page = current;
        if (page != null && page.choices().isPresent()) {
            showForm(page);
        } else if (page != null && !state().isUsual(AdjustmentList.NEW)) {
            refresh();
        }
    }

    @Override
    protected Page load(ListState asked) {
        return service.page(AdjustmentList.question(asked));
    }

    @Override
    protected Component shown(Page page) {
        current = page;
        header.facts(facts(page));
        toPost.setVisible(page.mayPost() && (page.fourEyes() || !state().isUsual(AdjustmentList.TO_POST)));
        add.setVisible(page.choices().isPresent());
        Component list = list(page);
        Optional<YearMonth> waits =
                page.open().filter(any -> page.mayPost() && page.choices().isEmpty());
        return state().isUsual(AdjustmentList.NEW) || waits.isEmpty() ? list : Styled.stack(later(waits.get()), list);
    }

    /** Instead of the form that the address asks for. While costs are to come it asks again by itself, so that the form opens once it can. */
    private EmptyState later(YearMonth open) {
        if (open.isBefore(YearMonth.from(now().atOffset(ZoneOffset.UTC)))) {
            return EmptyState.notKnown(
                            Formats.month(open)
                                    + " has no charges that are added up, so it can\u2019t take an adjustment",
                            "If it stays without charges, close it. Adjustments then go into the next month.")
                    .actions(Styled.pageLink(ChargebackLinks.month(open), "Open " + Formats.month(open)));
        }
        return EmptyState.notRead(
                "An adjustment can be made once " + Formats.month(open) + " has costs",
                "It goes into the earliest open month, and the costs of " + Formats.month(open)
                        + " have not been read and added up yet. AWS usually lists a month\u2019s first costs on its"
                        + " second day. The form opens here by itself then.");
    }

    private Component list(Page page) {
        ListState list = state();
        boolean any = page.all() > 0;
        controls.setVisible(any);
        exports.setVisible(any);
        offer(page, list);
        showForm(page);
        if (!any) {
            exports.withhold();
            return page.ledger() ? nothing(page) : notBegun();
        }
        exports.offer(
                page.found() == 0
                        ? List.of()
                        : List.of(new ExportMenu.Content("Adjustments", export, list.stored(), page.found())));
        if (page.found() == 0) {
            return EmptyState.noMatch(
                            "No adjustments match these filters",
                            Formats.count(page.all(), "adjustment is", "adjustments are") + " left out.")
                    .actions(Buttons.primary("Clear filters", click -> open(AdjustmentList.all(list))));
        }
        AdjustmentQuestion question = AdjustmentList.question(list);
        var pages = new KeysetPages<Adjustment, Long>(
                (before, skip, limit) -> service.rows(question, before, skip, limit), Adjustment::id);
        return new AdjustmentTable(this, page.teams(), pages::page, page.found());
    }

    private static FactLine facts(Page page) {
        var facts = new FactLine("Move part of a bill to another team; the amount paid to AWS doesn\u2019t change");
        if (page.fourEyes()) {
            facts.fact("a second person approves each");
        }
        return facts.fact("BilledCost");
    }

    private void offer(Page page, ListState list) {
        month.setItems(DropDown.orNone(Stream.concat(page.months().stream(), list.get(AdjustmentList.MONTH).stream())
                .distinct()));
    }

    private Component nothing(Page page) {
        return EmptyState.nothingFound(
                "No adjustments yet",
                Looked.atOwn("all months of the ledger", now()),
                (page.choices().isPresent()
                        ? "A new one moves an amount in "
                                + Formats.month(page.choices().get().month()) + ", the earliest open month."
                        : page.mayPost()
                                ? "One can be made once the open month has costs."
                                : "People with the role Finance make them."));
    }

    private Component notBegun() {
        return EmptyState.notSetUp(
                        Icons.SCROLL_TEXT,
                        "Adjustments are posted to the ledger",
                        "The ledger has no first month yet. From that month on, finance can move amounts between teams,"
                                + " Unallocated and Internal, also of closed months.")
                .note(new Span("People with the role Finance choose the first month."))
                .actions(Buttons.neutral("See ledger", click -> go(ChargebackLinks.LEDGER)));
    }

    private void openForm() {
        Page page = current;
        if (page != null) {
            page.choices()
                    .ifPresent(choices -> open(state().rows().with(AdjustmentList.NEW, Optional.of(choices.month()))));
        }
    }

    /** Opens the form where the address asks for it. */
    private void showForm(Page page) {
        if (state().isUsual(AdjustmentList.NEW) || page.choices().isEmpty() || form != null && form.isOpened()) {
            return;
        }
        var dialog = new AdjustmentDialog(
                page.choices().get(),
                page.teams(),
                state(),
                page.fourEyes(),
                corrections.get(),
                effects.apply(page.choices().get().month(), page.teams()),
                draft -> propose(page, draft));
        dialog.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                close();
            }
        });
        form = dialog;
        dialog.open();
    }

    private void propose(Page page, AdjustmentDraft draft) {
        told(service.propose(draft), page);
        refresh();
    }

    private static void told(Adjustment made, Page page) {
        Notices.success(
                made.state() == Adjustment.State.PROPOSED
                        ? "Proposed: " + AdjustmentText.moved(made, page.teams()) + ". Another person approves it."
                        : "Posted: " + AdjustmentText.moved(made, page.teams()) + ", in " + Formats.month(made.month())
                                + ".");
    }

    @Override
    public void approve(Adjustment row) {
        acted(() -> service.post(row.id()));
    }

    private void acted(Supplier<Adjustment> action) {
        Page page = current;
        UserAction.of(() -> {
                    Adjustment made = action.get();
                    if (page != null) {
                        told(made, page);
                    }
                })
                .on(
                        AdjustmentRefused.class,
                        refused -> refused.problems()
                                .forEach(
                                        (field, why) -> Notices.warning(AdjustmentText.refused(Field.ADJUSTMENT, why))))
                .stale(() -> Notices.warning("Someone else changed it in the meantime. Nothing was changed."))
                .denied("You no longer have permission to decide on adjustments. Nothing was changed.")
                .run();
        decided();
    }

    private void decided() {
        WaitingBadges.look(UI.getCurrent());
        refresh();
    }

    @Override
    public void reject(Adjustment row) {
        Page page = current;
        if (page != null) {
            new ReasonDialog(
                            new ReasonDialog.Words(
                                    "Reject adjustment " + row.id(),
                                    AdjustmentPanel.rejects(row, page),
                                    "Reject",
                                    "You no longer have permission to decide on adjustments. Nothing was changed."),
                            AdjustmentRefused.class,
                            AdjustmentsView::refusal,
                            reason -> {
                                service.reject(row.id(), reason);
                                Notices.success("Adjustment " + row.id() + " was rejected.");
                                decided();
                            },
                            this::refresh)
                    .open();
        }
    }

    @Override
    public void reverse(Adjustment row) {
        Page page = current;
        if (page != null) {
            new ReasonDialog(
                            new ReasonDialog.Words(
                                    "Reverse adjustment " + row.id(),
                                    AdjustmentPanel.reverses(row, page),
                                    page.fourEyes() ? "Propose reversal" : "Reverse",
                                    "You no longer have permission to decide on adjustments. Nothing was changed."),
                            AdjustmentRefused.class,
                            AdjustmentsView::refusal,
                            reason -> {
                                told(service.reverse(row.id(), reason), page);
                                refresh();
                            },
                            this::refresh)
                    .open();
        }
    }

    private static Refusal refusal(AdjustmentRefused refused) {
        var problem = refused.problems().entrySet().iterator().next();
        return new Refusal(
                AdjustmentText.refused(problem.getKey(), problem.getValue()), problem.getKey() == Field.REASON);
    }
}
