package dev.bursar.billingdata.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.bursar.billingdata.imports.ImportRun;
import dev.bursar.billingdata.imports.ImportState;
import dev.bursar.billingdata.read.ImportReport;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ByteSize;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An import while it is under way: how far it is, what it does now, how long it still takes. Changes in place. */
final class ImportingCard extends Div {
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);

    private final UUID id;
    private final Button cancel;
    private final Div badge = new Div();
    private final Span figure = new Span();
    private final Span words = new Span();
    private final Span left = new Span();
    private final ProgressBar bar = new ProgressBar(0, 100);
    private final Span step = new Span();
    private final Span lines = new Span();
    private final Span charges = new Span();
    private final Span files = new Span();
    private final Span size = new Span();
    private final Span said = new Span();
    private @Nullable Instant saidAt;

    ImportingCard(ImportRun run, boolean mayCancel, Consumer<ImportRun> cancelRun) {
        id = run.id();
        addClassName("importing");
        cancel = Buttons.neutral(Icons.SQUARE, "Cancel", click -> cancelRun.accept(run));
        cancel.setAriaLabel("Cancel the import");
        cancel.setVisible(mayCancel);
        figure.addClassName("progress-figure");
        words.addClassName("quiet");
        left.addClassNames("quiet", "progress-end");
        var line = Styled.div("progress-line", figure, words, left);
        bar.getElement().setAttribute("aria-label", "Import");
        var facts = Styled.div(
                "progress-facts",
                fact("Now", step),
                fact("Lines", lines),
                fact("Charges", charges),
                fact("Files", files),
                fact("Size", size));
        said.addClassName("visually-hidden");
        said.getElement().setAttribute("role", "status");
        add(new Section("Importing " + ImportText.files(run))
                .actions(badge, cancel)
                .with(line, bar, facts, said));
    }

    boolean shows(ImportRun run) {
        return id.equals(run.id());
    }

    void update(ImportRun run, Instant at) {
        badge.removeAll();
        badge.add(ImportText.badge(run.state()));
        files.setText(Formats.count(run.files().size()));
        size.setText(ByteSize.of(run.bytes()));
        switch (run.state()) {
            case ImportState.Waiting waiting -> {
                figure.setText("Waiting");
                words.setText(
                        waiting.again()
                                ? "Bursar was stopped; the import restarts within five minutes"
                                : "starts within a few seconds");
                left.setText("");
                bar.setIndeterminate(true);
                step.setText("requested by " + PlainText.cut(run.by(), 40));
                lines.setText("not known yet");
                charges.setText("none yet");
            }
            case ImportState.Running running -> running(run, running, at);
            default -> {}
        }
    }

    private void running(ImportRun run, ImportState.Running running, Instant at) {
        figure.setText(running.percent() + "%");
        words.setText("requested by " + PlainText.cut(run.by(), 40) + ", " + Formats.timeWithSeconds(run.asked())
                + (running.stopping() ? "" : "; continues if you leave this page"));
        left.setText(
                running.stopping() ? "" : running.left(at).map(ImportText::left).orElse(""));
        bar.setIndeterminate(false);
        bar.setValue(running.percent());
        var progress = running.progress();
        step.setText(
                running.stopping()
                        ? "Cancelling: nothing will be stored"
                        : running.isAddingUp()
                                ? "Summing up days, step 4 of 4"
                                : progress.map(ImportingCard::step).orElse("Starting"));
        lines.setText(progress.filter(now -> now.ofRows() > 0)
                .map(now -> Formats.count(Math.min(now.rows(), now.ofRows())) + " of "
                        + (now.step() == ReadProgress.Step.CHECKING ? "about " : "") + Formats.count(now.ofRows()))
                .orElse("not known yet"));
        charges.setText(progress.map(now -> now.charges() == 0 ? "none yet" : Formats.count(now.charges()))
                .orElse("none yet"));
        cancel.setEnabled(!running.stopping());
        progress.filter(now -> now.ofFiles() > 1)
                .ifPresent(now -> files.setText(Formats.count(now.files()) + " of " + Formats.count(now.ofFiles())));
        if (saidAt == null || !at.isBefore(saidAt.plus(SAY_EVERY))) {
            saidAt = at;
            said.setText("The import is at " + running.percent() + "%");
        }
    }

    private static String step(ReadProgress now) {
        return ImportReport.step(now.step()) + ", step " + (now.step().ordinal() + 1) + " of 4";
    }

    private static Div fact(String name, Span value) {
        var label = Styled.note(name);
        value.addClassName("fact-value");
        return Styled.div("progress-fact", label, value);
    }
}
