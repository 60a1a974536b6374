package dev.bursar.files.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.files.Export;
import dev.bursar.files.ExportService;
import dev.bursar.files.ExportState;
import dev.bursar.files.FilesLinks;
import dev.bursar.kernel.Role;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ByteSize;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.UserMenuLine;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What the person had exported in the background, how far it is, and the files for as long as they are kept. */
@Route(FilesLinks.EXPORTS)
@PageTitle("Exports")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ExportsView extends Div implements AfterNavigationObserver {
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration CALM = Duration.ofSeconds(10);

    private final ExportService exports;
    private final Clock clock;
    private final PageWork work;
    private final Div content = new Div();
    private @Nullable ExportsList list;
    private List<Export> shown = List.of();

    ExportsView(ExportService exports, Workers workers, Clock clock) {
        this.exports = exports;
        this.clock = clock;
        work = new PageWork(this, workers);
        addClassNames("page", "exports");
        var header = new PageHeader("Exports")
                .facts(new FactLine("Only you can download them")
                        .fact("kept for 24 hours")
                        .fact("times are UTC"));
        add(header, content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        list = null;
        content.removeAll();
        content.add(Skeleton.table("Loading your exports", 3, false));
        look(Duration.ZERO);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void look(Duration pause) {
        work.askAfter(pause, exports::mine, this::show, this::failed);
    }

    private void show(List<Export> found) {
        if (found.isEmpty()) {
            list = null;
            content.removeAll();
            content.add(EmptyState.notSetUp(
                    Icons.DOWNLOAD,
                    "Large exports appear here",
                    "Large exports run in the background. You are told when one is ready. Choose Export on a page such as"
                            + " Spend to begin one."));
        } else {
            ExportsList rows = list;
            if (rows == null) {
                rows = new ExportsList(this::cancel, this::delete);
                list = rows;
                content.removeAll();
                content.add(rows);
            }
            rows.show(found);
        }
        if (!found.equals(shown)) {
            getUI().ifPresent(UserMenuLine::changed);
        }
        shown = found;
        look(found.stream().anyMatch(export -> export.state().underWay()) ? BUSY : CALM);
    }

    private void failed(RuntimeException problem) {
        list = null;
        content.removeAll();
        content.add(FailedState.of(
                problem,
                "Your exports could not be loaded",
                "Exports continue in the background.",
                clock.instant(),
                () -> look(Duration.ZERO)));
    }

    private void cancel(Export export) {
        act(() -> exports.cancel(export.id()));
    }

    private void delete(Export export) {
        act(() -> exports.delete(export.id()));
    }

    private void act(Runnable action) {
        UserAction.of(action).run();
        look(Duration.ZERO);
    }

    /** The person's exports, newest first. Rows change in place, so that focus stays. */
    static final class ExportsList extends Div {
        private final Div rows = Styled.div("exports-list");
        private final Map<UUID, Line> lines = new LinkedHashMap<>();
        private final Consumer<Export> cancel;
        private final Consumer<Export> delete;

        ExportsList(Consumer<Export> cancel, Consumer<Export> delete) {
            this.cancel = cancel;
            this.delete = delete;
            rows.getElement().setAttribute("role", "list");
            rows.getElement().setAttribute("aria-label", "Exports");
            add(new Section("Your exports").flush().with(rows));
        }

        void show(List<Export> exports) {
            List<UUID> there = exports.stream().map(Export::id).toList();
            lines.entrySet().removeIf(entry -> {
                boolean gone = !there.contains(entry.getKey());
                if (gone) {
                    rows.remove(entry.getValue().row);
                }
                return gone;
            });
            for (int i = 0; i < exports.size(); i++) {
                Export export = exports.get(i);
                int at = i;
                lines.computeIfAbsent(export.id(), id -> {
                            var line = new Line();
                            rows.addComponentAtIndex(at, line.row);
                            return line;
                        })
                        .show(export);
            }
        }

        private final class Line {
            private final Div row = new Div();
            private final Div words = new Div();
            private final Div state = new Div();
            private final Div detail = new Div();
            private final ProgressBar bar = new ProgressBar(0, 100);
            private final Div actions = new Div();
            private @Nullable Export shown;

            Line() {
                row.addClassName("export-row");
                row.getElement().setAttribute("role", "listitem");
                words.addClassName("export-words");
                state.addClassName("export-state");
                detail.addClassName("note");
                actions.addClassName("export-actions");
                var how = Styled.div("export-how", state, detail, bar);
                row.add(words, how, actions);
            }

            void show(Export export) {
                Export before = shown;
                shown = export;
                if (before == null) {
                    var title = PlainText.name(export.title());
                    title.addClassName("export-title");
                    var note = new Span(export.format().label() + ", requested " + Formats.moment(export.asked()));
                    note.addClassName("note");
                    words.add(title, note);
                }
                if (before != null && before.state().equals(export.state())) {
                    return;
                }
                state.removeAll();
                state.add(ExportText.badge(export.state()));
                detail.setText(ExportText.detail(export.state()));
                progress(export);
                if (before == null
                        || before.state().getClass() != export.state().getClass()) {
                    actions.removeAll();
                    actions.add(actions(export));
                }
            }

            private void progress(Export export) {
                OptionalLong percent = export.state() instanceof ExportState.Running running
                        ? running.percent()
                        : OptionalLong.empty();
                bar.setVisible(percent.isPresent());
                percent.ifPresent(bar::setValue);
                bar.getElement().setAttribute("aria-label", PlainText.cut(export.title(), 80));
            }
        }

        private Component[] actions(Export export) {
            String name =
                    PlainText.cut(export.title(), 80) + ", " + export.format().label();
            if (export.state().underWay()) {
                var stop = Buttons.neutral("Cancel", click -> cancel.accept(export));
                stop.setAriaLabel("Cancel: " + name);
                return new Component[] {stop};
            }
            var forget = Buttons.icon(Icons.X, "Remove: " + name, click -> delete.accept(export));
            if (!(export.state() instanceof ExportState.Ready)) {
                return new Component[] {forget};
            }
            var link =
                    PageHeader.downloadLink(new Anchor(FilesLinks.file(export.id()), ""), Icons.DOWNLOAD, "Download");
            link.setRouterIgnore(true);
            link.getElement().setAttribute("download", true);
            link.setAriaLabel("Download: " + name);
            return new Component[] {link, forget};
        }

        /** Sentences of the Exports page. */
        static final class ExportText {
            private ExportText() {}

            static StatusBadge badge(ExportState state) {
                return switch (state) {
                    case ExportState.Waiting waiting -> new StatusBadge(Kind.NEUTRAL, Icons.HOURGLASS, "Waiting");
                    case ExportState.Running running ->
                        new StatusBadge(Kind.INFO, Icons.REFRESH_CW, running(running.percent()));
                    case ExportState.Ready ready -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, "Ready");
                    case ExportState.Withdrawn withdrawn -> new StatusBadge(Kind.WARNING, Icons.LOCK, "Withdrawn");
                    case ExportState.Failed failed -> new StatusBadge(Kind.DANGER, Icons.CIRCLE_ALERT, "Failed");
                    case ExportState.Cancelled cancelled -> new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, "Cancelled");
                    case ExportState.Expired expired -> new StatusBadge(Kind.NEUTRAL, Icons.HISTORY, "Expired");
                };
            }

            private static String running(OptionalLong percent) {
                return percent.isPresent() ? "Running, " + percent.getAsLong() + "%" : "Running";
            }

            /** What is beside the badge. */
            static String detail(ExportState state) {
                return switch (state) {
                    case ExportState.Waiting waiting -> "starts within a few seconds";
                    case ExportState.Running running ->
                        running.all().isPresent()
                                ? Formats.count(running.done()) + " of "
                                        + Formats.count(running.all().getAsLong(), "row", "rows")
                                : "adding up";
                    case ExportState.Ready ready ->
                        Formats.count(ready.rows(), "row", "rows") + ", " + ByteSize.of(ready.size()) + ", kept until "
                                + Formats.moment(ready.expires());
                    case ExportState.Withdrawn withdrawn ->
                        "Your access has changed since it was created. Export it again to get the data that you can see now.";
                    case ExportState.Failed failed ->
                        failed.problem()
                                + failed.whatToDo().map(what -> " " + what).orElse("");
                    case ExportState.Cancelled cancelled -> "you cancelled it";
                    case ExportState.Expired expired -> "since " + Formats.moment(expired.at()) + ". Export it again.";
                };
            }
        }
    }
}
