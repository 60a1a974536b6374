package dev.bursar.files.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.files.Export;
import dev.bursar.files.ExportService;
import dev.bursar.files.FilesLinks;
import dev.bursar.kernel.Role;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.UserMenuLine;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
                    "Exports that are large or take a long time run in the background. A notice tells you when one is"
                            + " ready."));
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
}
