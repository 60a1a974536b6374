package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.pools.MetricService;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolRefused;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.chargeback.pools.PoolService.Choices;
import dev.bursar.chargeback.pools.PoolService.Preview;
import dev.bursar.chargeback.pools.PoolService.Row;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.text.PoolNotes;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Today;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
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
import module java.base;
import org.jspecify.annotations.Nullable;

/** Makes or changes a pool. It is saved after a look at what it changes for each team in a real month. */
@Route(ChargebackLinks.NEW_POOL)
@RouteAlias(ChargebackLinks.POOLS + "/:" + PoolFormView.POOL)
@PageTitle("Shared pool")
@RolesAllowed(Role.FINANCE_NAME)
class PoolFormView extends Div implements AfterNavigationObserver {
    static final String POOL = "pool";
    private static final int LONGEST_TITLE = 60;

    private final PoolService service;
    private final MetricService metrics;
    private final Clock clock;
    private final PageWork previews;
    private final PageHeader header = new PageHeader("New pool");
    private final LoadedPart<Opened> content;
    private final Div preview = Styled.stack();
    private final Button save = Buttons.primary("Save pool", click -> save());
    private final Button look = Buttons.primary("Preview", click -> preview());
    private final Button end = Buttons.neutral("End pool\u2026", click -> end());
    private Optional<Integer> asked = Optional.empty();
    private @Nullable PoolForm form;
    private @Nullable Row row;
    private @Nullable PoolDraft previewed;

    PoolFormView(PoolService service, MetricService metrics, Workers workers, Clock clock) {
        this.service = service;
        this.metrics = metrics;
        this.clock = clock;
        previews = new PageWork(this, workers);
        content = new LoadedPart<>(workers, clock, this::open, this::shown)
                .failure("The pool could not be loaded", "Nothing was lost.");
        addClassNames("page", "chargeback");
        preview.getElement().setAttribute("aria-live", "polite");
        end.setVisible(false);
        header.actions(end);
        add(header, new SectionTabs(TabSection.CHARGEBACK, ChargebackLinks.POOLS), content);
    }

    private record Opened(
            Choices choices, Optional<Row> row, List<Pool> others, Optional<MetricService.Page> numbers) {}

    private Opened open() {
        return new Opened(
                service.choices(),
                asked.flatMap(service::find),
                service.others(YearMonth.from(Today.of(clock)), asked.orElse(0)),
                asked.flatMap(metrics::page));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        asked = event.getRouteParameters()
                .get(POOL)
                .map(text -> text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : 0);
        header.title(asked.isPresent() ? "Edit pool" : "New pool");
        content.load(Skeleton.table("Looking up charges and teams", 8, false));
    }

    private Component shown(Opened opened) {
        row = opened.row().orElse(null);
        header.facts(new FactLine(opened.row()
                .map(one -> "In effect since " + Formats.month(one.from()))
                .orElse("")));
        String title = row == null
                ? asked.isPresent() ? "Edit pool" : "New pool"
                : PlainText.cut(row.pool().name(), LONGEST_TITLE);
        header.title(title);
        header.breadcrumb(List.of(new RouterLink("Shared pools", PoolsView.class)), title);
        end.setVisible(row != null);
        if (asked.isPresent() && row == null) {
            return EmptyState.missing("Pool not found", "It doesn\u2019t exist, or it has ended.")
                    .actions(Buttons.primary("See shared pools", click -> back()));
        }
        if (opened.choices().months().isEmpty()) {
            return EmptyState.notRead(
                    "Costs have not been read yet", "Pools can be added once costs have been read from AWS or a file.");
        }
        var fields = new PoolForm(
                opened.choices(),
                row == null ? null : row.pool(),
                opened.others(),
                months(opened.choices()),
                this::changed);
        form = fields;
        changed();
        taken(fields);
        var buttons = Styled.div("form-buttons", look, save, Buttons.neutral("Cancel", click -> back()));
        var left = new Section("Pool").with(fields, buttons);
        var both = Styled.stack();
        opened.numbers()
                .ifPresent(page -> both.add(
                        new PoolNumbersSection(page, metrics, YearMonth.from(Today.of(clock)), content::reload)));
        both.add(left);
        var columns = new Div(both, preview);
        columns.addClassNames("columns", "halves");
        return columns;
    }

    /** Months that a pool can begin to hold in, the newest first. */
    private List<YearMonth> months(Choices choices) {
        var months = new ArrayList<YearMonth>();
        months.add(YearMonth.from(Today.of(clock)).plusMonths(1));
        choices.months().stream().filter(month -> !months.contains(month)).forEach(months::add);
        return months;
    }

    /** What a pool that exists takes now. */
    private void taken(PoolForm fields) {
        if (row == null) {
            return;
        }
        int id = asked.orElse(0);
        fields.read()
                .ifPresent(draft -> previews.ask(
                        () -> service.preview(id, List.of(draft), Optional.empty()),
                        found -> {
                            preview.removeAll();
                            preview.add(PoolPreviewSection.taken(found));
                        },
                        problem -> {}));
    }

    /** What was previewed is no longer what is entered. */
    private void changed() {
        previews.forget();
        previewed = null;
        save.setVisible(false);
        look.setVisible(true);
        preview.removeAll();
        preview.add(new Section("What it changes")
                .with(new Paragraph(
                        "Preview shows which charges of a month the pool takes and what changes for each team."
                                + " Preview it before you save.")));
    }

    private void preview() {
        PoolForm fields = form;
        if (fields == null) {
            return;
        }
        fields.read().ifPresent(draft -> {
            int id = asked.orElse(0);
            previews.ask(
                    () -> service.preview(id, List.of(draft), Optional.empty()),
                    found -> previewed(draft, found),
                    problem -> UserAction.of(() -> {
                                throw problem;
                            })
                            .on(PoolRefused.class, fields::refused)
                            .run());
        });
    }

    private void previewed(PoolDraft draft, Preview found) {
        previewed = draft;
        save.setVisible(true);
        look.setVisible(false);
        preview.removeAll();
        preview.add(PoolPreviewSection.of(found));
    }

    private void save() {
        PoolForm fields = form;
        PoolDraft draft = previewed;
        if (fields == null || draft == null) {
            return;
        }
        UserAction.of(() -> {
                    Row stored = row;
                    if (stored == null) {
                        service.create(List.of(draft));
                    } else {
                        service.change(stored.pool().id(), stored.version(), draft);
                    }
                    Notices.success("Pool saved.");
                    back(draft.from());
                })
                .on(PoolRefused.class, fields::refused)
                .stale(() -> Notices.warning(
                        "Someone else changed this pool in the meantime. Nothing was saved, and your entries are still"
                                + " here. Open the pool in another tab to compare, or reload to start from theirs."))
                .run();
    }

    private void end() {
        Row stored = row;
        if (stored == null) {
            return;
        }
        YearMonth from = YearMonth.from(Today.of(clock));
        var dialog = new ConfirmDialog();
        dialog.setHeader("End the pool " + stored.pool().name() + "?");
        dialog.setText("From " + Formats.month(from)
                + " on it takes no charges: they are direct or unallocated again. Earlier months stay as they are.");
        dialog.setCancelable(true);
        dialog.setConfirmText("End pool");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> UserAction.of(() -> {
                    service.end(stored.pool().id(), stored.version(), from);
                    Notices.success("Pool ended.");
                    back(from);
                })
                .on(PoolRefused.class, refused -> Notices.warning(PoolNotes.refused(refused.reason())))
                .run());
        dialog.open();
    }

    /** To the pools of the month from which on the change holds, so that it is seen. */
    private void back(YearMonth from) {
        getUI().ifPresent(ui -> ui.navigate(PoolsView.class, PoolsView.of(from)));
    }

    private void back() {
        getUI().ifPresent(ui -> ui.navigate(PoolsView.class));
    }

    @Override
    protected void onDetach(com.vaadin.flow.component.DetachEvent event) {
        previews.forget();
    }
}
