package dev.bursar.sync.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.bursar.sync.control.SettingsService.JobSetting;
import dev.bursar.sync.settings.Timetable;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import module java.base;
import org.jspecify.annotations.Nullable;

/** When jobs are due, and what that costs: by groups of jobs that are due alike, and job by job under Advanced. */
final class ScheduleSection extends Composite<Section> {
    /** Of a day that are listed. */
    private static final int MOST_HOURS = 6;

    /** Jobs of a group that are named in its row; more are folded. */
    private static final int FEW = 2;

    private final Section section =
            new Section("Schedule").note("hours are UTC").flush();
    private final Div groups = table("Schedule by group");
    private final Div table = table("Schedule of each job");
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Runnable changed;

    ScheduleSection(Runnable changed) {
        this.changed = changed;
        var each = new NativeDetails("Advanced: the times of each job", table);
        each.addClassName("schedule-each");
        section.with(groups, each);
    }

    @Override
    protected Section initContent() {
        return section;
    }

    private static Div table(String name) {
        var table = new Div();
        table.addClassName("schedule");
        table.getElement().setAttribute("role", "table");
        table.getElement().setAttribute("aria-label", name);
        return table;
    }

    void show(List<JobSetting> jobs, Map<String, Timetable> chosen) {
        table.removeAll();
        lines.clear();
        var head = row(
                "columnheader",
                new Span("Job"),
                new Span("How often"),
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
        showGroups();
    }

    /** Jobs that are due alike now, the largest group first; what is chosen for a group is chosen for each of its jobs. */
    private void showGroups() {
        groups.removeAll();
        var head = row(
                "columnheader",
                new Span("Jobs"),
                new Span("How often"),
                new Span("From"),
                new Span("Runs at"),
                cost("Cost in 30 days"));
        head.addClassName("head");
        groups.add(head);
        var alike = new LinkedHashMap<Timetable, List<Line>>();
        lines.values()
                .forEach(line -> alike.computeIfAbsent(line.timetable(), any -> new ArrayList<>())
                        .add(line));
        alike.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                .forEach(entry -> groups.add(new Group(entry.getKey(), entry.getValue()).row));
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

    /** Due alike when the page was opened. */
    private final class Group {
        private final Select<Integer> every = new Select<>();
        private final Select<Integer> from = new Select<>();
        private final Span hours = new Span();
        private final Span cost = cost("");
        private final List<Line> of;
        private final Div row;

        Group(Timetable now, List<Line> of) {
            this.of = of;
            String name = Formats.count(of.size(), "job", "jobs") + " " + Timetable.every(now.everyHours());
            every.setItems(Timetable.INTERVALS);
            every.setItemLabelGenerator(Timetable::every);
            every.setAriaLabel("How often: " + name);
            every.setValue(now.everyHours());
            from.setItemLabelGenerator("%02d:00"::formatted);
            from.setAriaLabel("First hour: " + name);
            offer(from, now.everyHours());
            from.setValue(now.firstHour());
            every.addValueChangeListener(change -> {
                int first = from.getValue() % change.getValue();
                offer(from, change.getValue());
                from.setValue(first);
                choose();
            });
            from.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    choose();
                }
            });
            var title = new Span(Formats.count(of.size(), "job", "jobs"));
            title.addClassName("job-title");
            var titles = new Span(of.stream().map(line -> line.job.title()).collect(Collectors.joining(", ")));
            titles.addClassName("note");
            row = row("cell", of.size() > FEW ? folded(titles) : new Div(title, titles), every, from, hours, cost);
            tell(now);
        }

        private Component folded(Span titles) {
            var folded = new NativeDetails(Formats.count(of.size(), "job", "jobs"), titles);
            folded.addClassName("schedule-jobs");
            return folded;
        }

        /** What is known of its cost is a sum; what isn't is said. */
        private void tell(Timetable timetable) {
            hours.setText(hours(timetable));
            List<BigDecimal> known = of.stream()
                    .flatMap(line -> line.job.monthUsd(timetable).stream())
                    .toList();
            String sum = SyncText.about(known.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
            cost.setText(
                    known.isEmpty()
                            ? "not known yet"
                            : known.size() == of.size()
                                    ? sum
                                    : sum + ", " + Formats.count(of.size() - known.size()) + " not known yet");
        }

        private void choose() {
            var timetable = new Timetable(every.getValue(), from.getValue());
            of.forEach(line -> line.choose(timetable));
            tell(timetable);
            changed.run();
        }
    }

    private static void offer(Select<Integer> from, int interval) {
        from.setItems(IntStream.range(0, interval).boxed().toList());
    }

    private static String hours(Timetable timetable) {
        return timetable.hours().size() > MOST_HOURS
                ? Formats.count(timetable.hours().size()) + " times a day"
                : timetable.hours().stream().map("%02d:00"::formatted).collect(Collectors.joining(", "));
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
            offer(from, now.everyHours());
            from.setValue(now.firstHour());
            every.addValueChangeListener(change -> {
                int first = from.getValue() % change.getValue();
                offer(from, change.getValue());
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

        void choose(Timetable timetable) {
            every.setValue(timetable.everyHours());
            from.setValue(timetable.firstHour());
            tell();
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
            hours.setText(hours(now));
            cost.setText(job.monthUsd(now).map(SyncText::about).orElse("not known yet"));
        }
    }
}
