package dev.bursar.journal.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.bursar.journal.JournalHead;
import dev.bursar.journal.JournalService;
import dev.bursar.journal.JournalService.ChainState;
import dev.bursar.journal.Verification;
import dev.bursar.journal.Verification.Broken;
import dev.bursar.journal.Verification.Intact;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** Whether the record is as it was written: checks every seal when asked, and gives the head to keep elsewhere. */
final class ChainCard extends Composite<Section> {
    private static final Duration SAY_EVERY = Duration.ofMillis(500);

    private final JournalService service;
    private final Clock clock;
    private final LongFunction<String> address;
    private final PageWork work;
    private final Section section = new Section("Integrity");
    private final Div head = new Div();
    private final Div result = Styled.div("chain-result");
    private final ProgressBar bar = new ProgressBar();
    private final Span progress = new Span();
    private final Div working = new Div(progress, bar);
    private final Button verify = Buttons.neutral(Icons.FILE_CHECK, "Check again", click -> verify());

    /** @param address of an entry's details, by its number */
    ChainCard(JournalService service, Workers workers, Clock clock, LongFunction<String> address) {
        this.service = service;
        this.clock = clock;
        this.address = address;
        work = new PageWork(this, workers);
        section.actions(head, verify);
        head.addClassNames("chain-head", "wide-only");
        result.getElement().setAttribute("role", "status");
        bar.getElement().setAttribute("aria-label", "Checking the seals");
        working.addClassName("chain-working");
        working.setVisible(false);
        section.with(working, result);
    }

    @Override
    protected Section initContent() {
        return section;
    }

    void update(ChainState state) {
        section.note(
                state.waiting() == 0
                        ? "All entries are sealed: " + Formats.count(state.sealed()) + "."
                        : Formats.count(state.sealed(), "entry is sealed", "entries are sealed") + ", "
                                + Formats.count(state.waiting(), "is", "are") + " not sealed yet.");
        head.removeAll();
        state.head()
                .ifPresentOrElse(
                        this::head,
                        () -> head.add(Styled.quiet(
                                "No head has been published yet. The first one is published within a day.")));
    }

    private void head(JournalHead latest) {
        Button copy = Buttons.copy("Copy head", latest.line());
        copy.setTooltipText("Latest published head: position " + Formats.count(latest.position()) + ", "
                + Formats.momentWithYear(latest.at()));
        head.add(copy);
    }

    private record Checked(Verification verification, ChainState state) {}

    private void verify() {
        verify.setEnabled(false);
        result.removeAll();
        bar.setIndeterminate(true);
        progress.setText("Checking the seals");
        working.setVisible(true);
        UI ui = UI.getCurrent();
        work.ask(
                () -> new Checked(service.verify(List.of(), new Telling(ui)), service.chain()),
                checked -> {
                    done();
                    update(checked.state());
                    show(checked.verification());
                },
                problem -> {
                    done();
                    result.add(line(
                            "warning",
                            Icons.CIRCLE_ALERT,
                            "The seals could not be checked",
                            "The activity log was not verified. If it fails again, give your admin reference "
                                    + Reference.of(problem).code() + "."));
                });
    }

    private void done() {
        verify.setEnabled(true);
        working.setVisible(false);
    }

    private void show(Verification verification) {
        String when = Formats.momentWithYear(clock.instant());
        switch (verification) {
            case Intact intact ->
                result.add(line(
                        "success",
                        Icons.CIRCLE_CHECK,
                        "Intact up to position " + Formats.count(intact.entries()) + ", checked " + when,
                        intact.words()));
            case Broken broken -> {
                Div line = line(
                        "danger",
                        Icons.OCTAGON_ALERT,
                        (broken.position() == 0 ? "Broken" : "Broken at position " + Formats.count(broken.position()))
                                + ", checked " + when,
                        broken.words());
                line.getElement().setAttribute("role", "alert");
                var todo = Styled.span("strong", "What to do: ");
                var words = (Div) line.getChildren().toList().getLast();
                words.add(new Paragraph(todo, new Span(broken.whatToDo())));
                if (broken.entry() != null) {
                    words.add(new Anchor(address.apply(broken.entry()), "Show entry " + Formats.count(broken.entry())));
                }
                result.add(line);
            }
        }
    }

    private static Div line(String kind, Icons icon, String title, String body) {
        var head = new Paragraph(title);
        head.addClassName("strong");
        var words = Styled.div("chain-words", head, new Paragraph(body));
        var line = new Div(icon.large(), words);
        line.addClassNames("chain-line", kind);
        return line;
    }

    /** Tells the page how far the check is, from the thread that checks; ends the check when the page is gone. */
    private final class Telling implements Verification.Progress {
        private final UI ui;
        private Instant told = Instant.EPOCH;

        private Telling(UI ui) {
            this.ui = ui;
        }

        @Override
        public void checked(long done, long all) {
            Instant now = clock.instant();
            if (done < all && now.isBefore(told.plus(SAY_EVERY))) {
                return;
            }
            told = now;
            ui.access(() -> {
                bar.setIndeterminate(false);
                bar.setMax(Math.max(1, all));
                bar.setValue(Math.min(done, Math.max(1, all)));
                progress.setText(Formats.count(done) + " of " + Formats.count(all) + " seals checked");
            });
        }
    }
}
