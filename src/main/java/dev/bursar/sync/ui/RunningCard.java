package dev.bursar.sync.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.Progress;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.control.SyncService.RunFacts.Fact;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import module java.base;
import org.jspecify.annotations.Nullable;

/** One job while it runs: how far it is, what it does now, what it has cost. Changes in place, so that focus stays. */
final class RunningCard extends Div {
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);
    private final String title;
    private final ProgressUnit counted;
    private final Section section;
    private final Span started = new Span();
    private final Button stop;
    private final Span figure = new Span();
    private final Span words = new Span();
    private final Span elapsed = new Span();
    private final ProgressBar bar = new ProgressBar();
    private final Span now = new Span();
    private final Span requests = new Span();
    private final Span cost = new Span();
    private final Span slices = new Span();
    private final Span rows = new Span();
    private final Div more = new Div();
    private final Paragraph first = new Paragraph();
    private final Span said = new Span();
    private @Nullable Instant saidAt;
    private List<Fact> shown = List.of();

    RunningCard(String title, ProgressUnit counted, RunRow run, boolean mayStop, Consumer<RunRow> stopRun) {
        this.title = title;
        this.counted = counted;
        addClassName("running");
        stop = Buttons.neutral(Icons.SQUARE, "Stop", click -> stopRun.accept(run));
        stop.setDisableOnClick(true);
        stop.setVisible(mayStop);
        started.addClassName("note");
        section = new Section(title).actions(started, stop);
        figure.addClassName("progress-figure");
        words.addClassName("quiet");
        elapsed.addClassNames("quiet", "progress-end");
        var line = new Div(figure, words, elapsed);
        line.addClassName("progress-line");
        bar.getElement().setAttribute("aria-label", title);
        var facts = new Div(
                fact("Now", now),
                fact(counted.slices(), slices),
                fact("Requests", requests),
                fact("Cost of requests", cost),
                fact(counted.rows(), rows));
        facts.addClassName("progress-facts");
        said.addClassName("visually-hidden");
        said.getElement().setAttribute("role", "status");
        var badge = new StatusBadge(StatusBadge.Kind.INFO, Icons.REFRESH_CW, "Running");
        first.addClassNames("note", "progress-first");
        first.setVisible(false);
        more.addClassName("progress-facts");
        more.setVisible(false);
        section.with(line, bar, facts, more, first, said);
        section.status(badge);
        add(section);
    }

    /** What was foreseen for the first run. */
    void expect(Estimate estimate) {
        first.setText("The first run makes " + SyncText.estimate(estimate) + ".");
        first.setVisible(true);
    }

    /** What the run's feature says of it. */
    void say(List<Fact> all) {
        if (!all.equals(shown)) {
            shown = all;
            more.removeAll();
            all.forEach(one -> more.add(fact(one.name(), new Span(one.value()))));
            more.setVisible(!all.isEmpty());
        }
    }

    void update(RunRow run, Instant at) {
        Progress progress = run.progress();
        started.setText("Started " + Formats.timeWithSeconds(run.startedAt()) + " " + SyncText.startedBy(run));
        String asked = run.stopAskedBy();
        if (asked != null) {
            stop.setEnabled(false);
            stop.setText("Stopping");
        }
        boolean known = progress.stepsAll() > 0;
        figure.setText(
                known ? Formats.count(progress.stepsDone()) + " of " + Formats.count(progress.stepsAll()) : "Working");
        words.setText(known ? counted.steps() : "");
        elapsed.setText("for "
                + Formats.duration(
                        Duration.between(run.startedAt(), at.isBefore(run.startedAt()) ? run.startedAt() : at)));
        bar.setIndeterminate(!known);
        if (known) {
            bar.setMax(progress.stepsAll());
            bar.setValue(Math.clamp(progress.stepsDone(), 0, progress.stepsAll()));
        }
        now.setText(
                asked != null
                        ? "Stopping within seconds, asked by " + PlainText.cut(asked, 40)
                        : PlainText.cut(progress.nowDoing(), 120));
        slices.setText(
                progress.slicesAll() == 0
                        ? "not known yet"
                        : SyncText.slices(progress)
                                + (progress.slicesFailed() > 0
                                        ? ", " + Formats.count(progress.slicesFailed()) + " failed"
                                        : ""));
        requests.setText(Formats.count(SyncText.requests(run))
                + (run.requestsFailed() > 0 ? ", " + Formats.count(run.requestsFailed()) + " failed" : ""));
        cost.setText(Formats.money(run.costUsd(), "USD"));
        rows.setText(Formats.count(progress.rowsChanged()));
        if (saidAt == null || !at.isBefore(saidAt.plus(SAY_EVERY))) {
            saidAt = at;
            said.setText(
                    title + " is running" + (known ? ", " + figure.getText() + " " + counted.steps() + " done" : ""));
        }
    }

    private static Div fact(String name, Span value) {
        var label = new Paragraph(name);
        label.addClassName("note");
        value.addClassName("fact-value");
        var fact = new Div(label, value);
        fact.addClassName("progress-fact");
        return fact;
    }
}
