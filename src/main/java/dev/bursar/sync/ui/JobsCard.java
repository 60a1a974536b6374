package dev.bursar.sync.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.control.SyncService.JobRow;
import dev.bursar.sync.settings.Timetable;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Every job with its last result and when it is due next. Rows change in place, so that focus stays. */
final class JobsCard extends Div {
    private final Section section = new Section("Jobs").flush();
    private final Div table = new Div();
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final boolean mayRun;
    private final Consumer<JobRow> runNow;

    JobsCard(boolean mayRun, Consumer<JobRow> runNow) {
        this.mayRun = mayRun;
        this.runNow = runNow;
        table.addClassName("jobs");
        if (mayRun) {
            table.addClassName("with-actions");
        }
        table.getElement().setAttribute("role", "table");
        table.getElement().setAttribute("aria-label", "Jobs");
        table.add(head());
        add(section.with(table));
    }

    private Div head() {
        var head = row("Job", "Last run, UTC", "Next run, UTC");
        head.addClassName("head");
        if (mayRun) {
            var action = new Span("Action");
            action.addClassName("visually-hidden");
            head.add(cell("columnheader", action));
        }
        return head;
    }

    private static Div row(String... words) {
        var row = new Div();
        row.addClassName("job-row");
        row.getElement().setAttribute("role", "row");
        for (String word : words) {
            row.add(cell("columnheader", new Span(word)));
        }
        return row;
    }

    private static Div cell(String role, com.vaadin.flow.component.Component... content) {
        var cell = new Div(content);
        cell.getElement().setAttribute("role", role);
        return cell;
    }

    /** @param counted what the steps of a job are */
    void update(List<JobRow> jobs, Function<String, ProgressUnit> counted, Instant at) {
        Set<String> names = jobs.stream().map(JobRow::name).collect(Collectors.toSet());
        lines.entrySet().removeIf(line -> {
            boolean gone = !names.contains(line.getKey());
            if (gone) {
                line.getValue().row.removeFromParent();
            }
            return gone;
        });
        jobs.forEach(job -> lines.computeIfAbsent(job.name(), name -> {
                    var line = new Line();
                    table.add(line.row);
                    return line;
                })
                .update(job, counted.apply(job.name()), at));
    }

    private final class Line {
        private final Div row = row();
        private final Span title = new Span();
        private final Span every = new Span();
        private final Span fact = new Span();
        private final Div last = cell("cell");
        private final Span far = new Span();
        private final Span next = new Span();
        private final Button run;
        private @Nullable JobRow shown;

        Line() {
            title.addClassName("job-title");
            every.addClassName("note");
            fact.addClassNames("note", "job-fact");
            last.addClassName("job-last");
            far.addClassName("quiet");
            var nextCell = cell("cell", next);
            nextCell.addClassName("job-next");
            row.add(cell("cell", title, every, fact), last, nextCell);
            run = Buttons.neutral("Run now", click -> {
                if (shown != null) {
                    runNow.accept(shown);
                }
            });
            if (mayRun) {
                row.add(cell("cell", run));
            }
        }

        void update(JobRow job, ProgressUnit counted, Instant at) {
            JobRow before = shown;
            shown = job;
            RunRow running = job.running();
            title.setText(job.title());
            every.setText(Timetable.every(job.timetable().everyHours()));
            String words = Objects.requireNonNullElse(job.fact(), "");
            fact.setText(words);
            fact.setVisible(!words.isEmpty());
            next.setText(running != null ? "now" : next(job, at));
            run.setEnabled(running == null && job.waitsFor() == null);
            run.setAriaLabel("Run now: " + job.title());
            if (before == null || !same(before.last(), job.last()) || !same(before.running(), running)) {
                showLast(running == null ? job.last() : running);
            }
            far.setText(running == null ? "" : SyncText.far(running.progress(), counted));
            far.setVisible(running != null);
        }

        private static String next(JobRow job, Instant at) {
            Prerequisite wait = job.waitsFor();
            if (wait != null) {
                return "waits for " + wait.title();
            }
            Instant due = job.next();
            return due == null
                    ? "not scheduled"
                    : !due.isAfter(at) ? "in a moment" : job.triesAgain() ? "tries again " + moment(due) : moment(due);
        }

        private void showLast(@Nullable RunRow run) {
            last.removeAll();
            if (run == null) {
                var never = new Span("never");
                never.addClassName("quiet");
                last.add(never);
                return;
            }
            last.add(SyncText.badge(run), far);
            Instant end = run.endedAt();
            if (end != null) {
                var when = new Span(moment(end));
                when.addClassName("quiet");
                Tooltip.forComponent(when).setText(Formats.momentWithYear(end) + ", took " + SyncText.took(run));
                last.add(when);
            }
        }

        private static boolean same(@Nullable RunRow one, @Nullable RunRow other) {
            return one == null || other == null
                    ? one == other
                    : one.id() == other.id()
                            && one.state() == other.state()
                            && (one.stopAskedBy() == null) == (other.stopAskedBy() == null)
                            && (one.state() == RunState.RUNNING || one.equals(other));
        }
    }

    /** {@code 24 Nov, 06:12}: the column's head says UTC. */
    static String moment(Instant at) {
        return Formats.moment(at).replace(" UTC", "");
    }
}
