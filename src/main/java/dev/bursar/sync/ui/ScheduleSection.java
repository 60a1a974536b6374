package dev.bursar.sync.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.bursar.sync.control.SettingsService.JobSetting;
import dev.bursar.sync.settings.Timetable;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import module java.base;
import org.jspecify.annotations.Nullable;

/** When each job is due, and what that costs. */
final class ScheduleSection extends Composite<Section> {
    private final Section section =
            new Section("Schedule").note("hours are UTC").flush();
    private final Div table = new Div();
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Runnable changed;

    ScheduleSection(Runnable changed) {
        this.changed = changed;
        table.addClassName("schedule");
        table.getElement().setAttribute("role", "table");
        table.getElement().setAttribute("aria-label", "Schedule");
        section.with(table);
    }

    @Override
    protected Section initContent() {
        return section;
    }

    void show(List<JobSetting> jobs, Map<String, Timetable> chosen) {
        table.removeAll();
        lines.clear();
        var head = row(
                "columnheader",
                new Span("Job"),
                new Span("Due"),
                new Span("From"),
                new Span("Runs at"),
                cost("Cost in 30 days"));
        head.addClassName("head");
        table.add(head);
        for (JobSetting job : jobs) {
            var line = new Line(job, chosen.get(job.name()));
            lines.put(job.name(), line);
            table.add(line.row);
        }
    }

    /** What differs from how the jobs are due by themselves. */
    Map<String, Timetable> chosen() {
        var chosen = new LinkedHashMap<String, Timetable>();
        lines.forEach((name, line) -> {
            if (!line.timetable().equals(line.job.itself())) {
                chosen.put(name, line.timetable());
            }
        });
        return chosen;
    }

    private static Span cost(String words) {
        var cost = new Span(words);
        cost.addClassName("figure-end");
        return cost;
    }

    private static Div row(String role, Component... cells) {
        var row = new Div();
        row.addClassName("schedule-row");
        row.getElement().setAttribute("role", "row");
        for (Component content : cells) {
            var cell = new Div(content);
            cell.getElement().setAttribute("role", role);
            row.add(cell);
        }
        return row;
    }

    private final class Line {
        private final JobSetting job;
        private final Select<Integer> every = new Select<>();
        private final Select<Integer> from = new Select<>();
        private final Span source = new Span();
        private final Span hours = new Span();
        private final Span cost = cost("");
        private final Div row;

        Line(JobSetting job, @Nullable Timetable chosen) {
            this.job = job;
            Timetable now = chosen == null ? job.itself() : chosen;
            every.setItems(Timetable.INTERVALS);
            every.setItemLabelGenerator(Timetable::every);
            every.setAriaLabel("How often: " + job.title());
            every.setValue(now.everyHours());
            from.setItemLabelGenerator("%02d:00"::formatted);
            from.setAriaLabel("First hour: " + job.title());
            offer(now.everyHours());
            from.setValue(now.firstHour());
            every.addValueChangeListener(change -> {
                int first = from.getValue() % change.getValue();
                offer(change.getValue());
                from.setValue(first);
                tell();
                changed.run();
            });
            from.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    tell();
                    changed.run();
                }
            });
            source.addClassName("note");
            var title = new Span(job.title());
            title.addClassName("job-title");
            row = row("cell", new Div(title, source), every, from, hours, cost);
            tell();
        }

        private void offer(int interval) {
            from.setItems(IntStream.range(0, interval).boxed().toList());
        }

        Timetable timetable() {
            return new Timetable(every.getValue(), from.getValue());
        }

        private void tell() {
            Timetable now = timetable();
            source.setText(
                    now.equals(job.itself())
                            ? "Bursar\u2019s default"
                            : "set here; by default every "
                                    + Formats.count(job.itself().everyHours(), "hour", "hours"));
            hours.setText(
                    now.everyHours() == 1
                            ? "every hour"
                            : now.hours().stream().map("%02d"::formatted).collect(Collectors.joining(", ")));
            cost.setText(job.monthUsd(now).map(SyncText::about).orElse("not known yet"));
        }
    }
}
