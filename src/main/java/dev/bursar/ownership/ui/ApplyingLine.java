package dev.bursar.ownership.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.SyncService;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Workers;
import module java.base;

/** Says that stored costs still have the owners of other rules, until the job that follows a change has given them theirs. */
final class ApplyingLine extends Div {
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private final OwnershipRuleService service;
    private final SyncService sync;
    private final PageWork work;
    private boolean applying;

    ApplyingLine(OwnershipRuleService service, SyncService sync, Workers workers) {
        this.service = service;
        this.sync = sync;
        work = new PageWork(this, workers);
        addClassName("applying");
        getElement().setAttribute("role", "status");
    }

    /** @param running empty while the job waits, or has ended with a problem */
    private record State(boolean applied, Optional<RunRow> running, boolean failed) {}

    /** Looks until all costs have their owners by the present rules. */
    void look() {
        look(Duration.ZERO);
    }

    private void look(Duration pause) {
        work.askAfter(pause, this::state, this::show, problem -> look(AGAIN.multipliedBy(5)));
    }

    private State state() {
        boolean applied = service.rules().applied();
        var job = sync.jobs().stream()
                .filter(row -> row.name().equals(OwnershipRuleService.JOB))
                .findFirst();
        return new State(
                applied,
                job.flatMap(row -> Optional.ofNullable(row.running())),
                job.flatMap(row -> Optional.ofNullable(row.last()))
                        .filter(run -> run.state() == RunState.FAILED)
                        .isPresent());
    }

    private void show(State state) {
        removeAll();
        if (state.applied()) {
            if (applying) {
                add(Icons.CIRCLE_CHECK.create(), new Span("The rules are applied. Spend shows the new owners."));
            }
            getElement().getClassList().set("failed", false);
            applying = false;
            return;
        }
        applying = true;
        boolean failed = state.failed() && state.running().isEmpty();
        getElement().getClassList().set("failed", failed);
        if (failed) {
            var link = new Anchor(SyncLinks.SYNC, "See Sync");
            add(Icons.CIRCLE_ALERT.create(), new Span("The rules could not be applied yet. They are saved."), link);
        } else {
            var spinner = Icons.LOADER.create();
            spinner.addClassName("spin");
            String doing = state.running()
                    .map(run -> run.progress().nowDoing())
                    .filter(words -> !words.isBlank())
                    .orElse("Applying the rules");
            add(spinner, new Span(doing + "\u2026 Until this is done, Spend shows the previous owners."));
        }
        look(AGAIN);
    }
}
