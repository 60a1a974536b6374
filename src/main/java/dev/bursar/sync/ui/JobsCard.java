package dev.bursar.sync.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.SyncService.JobRow;
import dev.bursar.sync.settings.Timetable;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Jobs by how they stand, with their last result and when they are due next. Rows change in place, so that focus stays. */
final class JobsCard extends Div {
    private final Section section = new Section("Jobs").flush();
    private final Div table = new Div();
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private Map<Group, List<String>> shown = Map.of();
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
        add(section.with(table));
    }

    private Div head() {
        var job = new Span("Job");
        job.addClassName("job-head");
        var head = row();
        head.add(
                cell("columnheader", job, new Span("Schedule")),
                cell("columnheader", new Span("Last run")),
                cell("columnheader", new Span("Next run")));
        head.addClassName("head");
        if (mayRun) {
            var action = new Span("Actions");
            action.addClassName("visually-hidden");
            head.add(cell("columnheader", action));
        }
        return head;
    }

    private static Div row() {
        var row = new Div();
        row.addClassName("job-row");
        row.getElement().setAttribute("role", "row");
        return row;
    }

    private static Div cell(String role, com.vaadin.flow.component.Component... content) {
        var cell = new Div(content);
        cell.getElement().setAttribute("role", role);
        return cell;
    }

    /** How a job stands, in the order in which a person looks at it. */
    enum Group {
        FAILED("Failed"),
        RUNNING("Running"),
        WAITING("Waiting"),
        UP_TO_DATE("Up to date"),
        NEVER("Not run yet");

        private final String words;

        Group(String words) {
            this.words = words;
        }

        static Group of(JobRow job) {
            return job.running() != null
                    ? RUNNING
                    : job.failed()
                            ? FAILED
                            : job.waitsFor() != null ? WAITING : job.last() == null ? NEVER : UP_TO_DATE;
        }
    }

    /** @param counted what the steps of a job are */
    void update(List<JobRow> jobs, Function<String, ProgressUnit> counted, Instant at) {
        Map<Group, List<JobRow>> groups =
                jobs.stream().collect(Collectors.groupingBy(Group::of, TreeMap::new, Collectors.toList()));
        var order = new TreeMap<Group, List<String>>();
        groups.forEach((group, rows) ->
                order.put(group, rows.stream().map(JobRow::name).toList()));
        jobs.forEach(job ->
                lines.computeIfAbsent(job.name(), name -> new Line()).update(job, counted.apply(job.name()), at));
        if (!order.equals(shown)) {
            shown = order;
            table.removeAll();
            table.add(head());
            order.forEach((group, names) -> {
                table.add(group(group, names.size()));
                names.forEach(name -> table.add(Objects.requireNonNull(lines.get(name)).row));
            });
        }
    }

    private static Div group(Group group, int count) {
        var cell = cell("rowheader", new Span(group.words), new Span(Formats.count(count)));
        var row = new Div(cell);
        row.addClassName("job-group");
        row.getElement().setAttribute("role", "row");
        return row;
    }

    private final class Line {
        private final Div row = row();
        private final Span title = new Span();
        private final Span every = new Span();
        private final Span fact = new Span();
        private final Div last = cell("cell");
        private final Span far = new Span();
        private final Span when = Styled.quiet("");
        private final Span next = new Span();
        private final Tooltip exact = Tooltip.forComponent(when);
        private final Tooltip tooltip = Tooltip.forComponent(next);
        private final Button actions = Buttons.icon(Icons.ELLIPSIS, "Actions", click -> {});
        private @Nullable JobRow job;

        Line() {
            title.addClassName("job-title");
            every.addClassName("note");
            fact.addClassNames("note", "job-fact");
            last.addClassName("job-last");
            far.addClassName("quiet");
            var nextCell = cell("cell", next);
            nextCell.addClassName("job-next");
            row.add(cell("cell", title, every, fact), last, nextCell);
            actions.addThemeName("tertiary");
            actions.addClassName("row-button");
            actions.getElement().setAttribute("aria-haspopup", "menu");
            var menu = new ContextMenu(actions);
            menu.setOpenOnClick(true);
            menu.addItem("Run now", click -> {
                if (job != null) {
                    runNow.accept(job);
                }
            });
            menu.addItem("Edit schedule", click -> actions.getUI().ifPresent(ui -> ui.navigate(SyncLinks.SETTINGS)));
            if (mayRun) {
                row.add(cell("cell", actions));
            }
        }

        void update(JobRow now, ProgressUnit counted, Instant at) {
            JobRow before = job;
            job = now;
            RunRow running = now.running();
            title.setText(now.title());
            every.setText(Timetable.every(now.timetable().everyHours()));
            String words = Objects.requireNonNullElse(now.fact(), "");
            fact.setText(words);
            fact.setVisible(!words.isEmpty());
            next.setText(running != null ? "now" : next(now, at));
            Instant due = now.next();
            tooltip.setText(running == null && due != null ? Formats.momentWithYear(due) : null);
            actions.setEnabled(running == null && now.waitsFor() == null);
            actions.setAriaLabel("Actions of " + now.title());
            if (before == null || !same(before.last(), now.last()) || !same(before.running(), running)) {
                showLast(running == null ? now.last() : running);
            }
            Instant end =
                    running != null || now.last() == null ? null : now.last().endedAt();
            when.setText(end == null ? "" : Formats.ago(end, at));
            far.setText(running == null ? "" : SyncText.far(running.progress(), counted));
            far.setVisible(running != null);
        }

        private static String next(JobRow job, Instant at) {
            Prerequisite wait = job.waitsFor();
            if (wait != null) {
                return "waits for " + wait.title();
            }
            Instant due = job.next();
            return due == null ? "not scheduled" : (job.triesAgain() ? "tries again " : "") + Formats.ahead(due, at);
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
                exact.setText(Formats.momentWithYear(end) + ", took " + SyncText.took(run));
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
