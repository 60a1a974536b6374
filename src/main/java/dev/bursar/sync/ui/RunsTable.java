package dev.bursar.sync.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.sync.RunRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import java.util.List;
import java.util.stream.Collectors;

/** The latest ended runs of all jobs. */
final class RunsTable extends Div {
    private final Grid<RunRow> grid = new Grid<>();
    private final Paragraph none = new Paragraph("Runs appear here once they have finished.");
    private SyncState state;

    RunsTable(SyncState first) {
        state = first;
        addClassName("runs");
        grid.addComponentColumn(run -> Tables.narrowLine(
                        new Span(JobsCard.moment(run.startedAt())), state.title(run.job()) + said(run)))
                .setHeader("Started, UTC")
                .setWidth("130px")
                .setFlexGrow(1);
        Tables.wideOnly(grid.addComponentColumn(run -> state.facts(run).isEmpty()
                        ? new Span(state.title(run.job()))
                        : Tables.twoLines(
                                new Span(state.title(run.job())), said(run).substring(2))))
                .setHeader("Job")
                .setWidth("150px")
                .setFlexGrow(2);
        Tables.wideOnly(Tables.figures(grid.addColumn(run -> SyncText.slices(run.progress()))))
                .setHeader("Parts")
                .setWidth("110px");
        Tables.wideOnly(Tables.figures(grid.addColumn(run -> Formats.count(SyncText.requests(run)))))
                .setHeader("Requests")
                .setWidth("90px");
        Tables.figures(grid.addColumn(run -> Formats.money(run.costUsd(), "USD")))
                .setHeader("Cost")
                .setWidth("76px");
        Tables.wideOnly(Tables.figures(grid.addColumn(SyncText::took)))
                .setHeader("Duration")
                .setWidth("100px");
        grid.addComponentColumn(SyncText::badge)
                .setHeader("Result")
                .setWidth("170px")
                .setFlexGrow(2);
        grid.setAllRowsVisible(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", "Recent runs");
        none.addClassNames("note", "runs-none");
        add(new Section("Recent runs").flush().with(grid, none));
        show(List.of());
        update(first);
    }

    void update(SyncState now) {
        boolean changed = !now.ended().equals(state.ended())
                || !now.facts().equals(state.facts())
                || grid.getListDataView().getItemCount() == 0;
        state = now;
        if (changed) {
            show(now.ended());
        }
    }

    /** {@code ", Athena, 2 of 2, 12 MB, $0.0001"}; "" where there is nothing more to say. */
    private String said(RunRow run) {
        return state.facts(run).stream().map(fact -> ", " + fact.value()).collect(Collectors.joining());
    }

    private void show(List<RunRow> runs) {
        grid.setItems(runs);
        grid.setVisible(!runs.isEmpty());
        none.setVisible(runs.isEmpty());
    }
}
