package dev.bursar.sync.ui;

import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What went wrong in the last runs of jobs, and what to do about it. */
final class ProblemCard extends Card {
    /** What is the same for all of them. */
    record Problem(RunState state, String problem, String whatToDo, String reference, String kept) {
        static Problem of(RunRow run) {
            return new Problem(
                    run.state(),
                    Objects.requireNonNullElse(run.problem(), ""),
                    Objects.requireNonNullElse(run.whatToDo(), ""),
                    Objects.requireNonNullElse(run.reference(), ""),
                    ProblemCard.kept(run));
        }
    }

    /** @param run the last of them */
    ProblemCard(List<String> titles, Problem shared, RunRow run) {
        String job = String.join(", ", titles);
        getElement().getClassList().add("problem-card");
        boolean cap = run.state() == RunState.STOPPED_AT_CAP;
        getElement().getClassList().add(run.state() == RunState.FAILED ? "danger" : "warning");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Problem of " + job);
        var icon = (cap ? Icons.CIRCLE_PAUSE : run.state() == RunState.FAILED ? Icons.UNPLUG : Icons.TRIANGLE_ALERT)
                .large();
        var when = new Span(Formats.moment(Objects.requireNonNullElse(run.endedAt(), Instant.EPOCH)));
        when.addClassName("note");
        var head = new Div(new H2(Objects.requireNonNullElse(run.problem(), "")), when);
        head.addClassName("problem-head");
        var what = new Paragraph(job + ": " + shared.kept());
        what.addClassName("quiet");
        var words = new Div(head, what);
        words.addClassName("problem-words");
        if (run.whatToDo() != null) {
            var label = new Span("What to do: ");
            label.addClassName("strong");
            words.add(new Paragraph(label, new Span(run.whatToDo())));
        }
        String reference = run.reference();
        if (reference != null) {
            var actions = new Div(Buttons.copy("Copy reference " + reference, reference));
            actions.addClassName("problem-actions");
            words.add(actions);
        }
        var content = new Div(icon, words);
        content.addClassName("problem");
        add(content);
    }

    private static String kept(RunRow run) {
        int stored = run.progress().slicesDone();
        String kept = stored == 0
                ? "what was stored before is unchanged."
                : Formats.count(stored, "slice was", "slices were") + " stored; the others are as before.";
        return run.state() == RunState.DONE_WITH_FAILURES ? "the other parts went on; " + kept : kept;
    }
}
