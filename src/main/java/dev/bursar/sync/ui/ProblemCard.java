package dev.bursar.sync.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.sync.Problem;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.control.SyncService.JobRow;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Card;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What went wrong in the last runs of jobs, and what to do about it. */
final class ProblemCard extends Card {
    /**
     * A run that went wrong.
     *
     * @param again when its job is tried again; null where that is as its timetable says
     */
    record Wrong(RunRow run, @Nullable Instant again) {
        static Optional<Wrong> of(JobRow job) {
            RunRow run = job.last();
            return run == null || !run.hasProblem()
                    ? Optional.empty()
                    : Optional.of(new Wrong(run, job.triesAgain() && job.running() == null ? job.next() : null));
        }
    }

    /** What is said of a run. */
    private record Saying(
            RunState state,
            @Nullable Problem problem,
            @Nullable String reference,
            String kept) {
        static Saying of(Wrong wrong) {
            RunRow run = wrong.run();
            return new Saying(run.state(), run.problem(), run.reference(), ProblemCard.kept(run));
        }
    }

    /**
     * One card for all runs of which the same is said.
     *
     * @param title of a job, by its name
     * @param accounts names by id
     */
    static List<ProblemCard> of(List<Wrong> wrong, UnaryOperator<String> title, Map<String, String> accounts) {
        return wrong.stream()
                .collect(Collectors.groupingBy(Saying::of, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(alike -> new ProblemCard(
                        alike.stream().map(one -> title.apply(one.run().job())).collect(Collectors.joining(", ")),
                        alike.stream()
                                .map(Wrong::run)
                                .max(Comparator.comparing(ProblemCard::ended))
                                .orElseThrow(),
                        first(alike),
                        accounts))
                .toList();
    }

    /** When the first of them is tried again. */
    private static @Nullable Instant first(List<Wrong> alike) {
        @Nullable Instant first = null;
        for (Wrong one : alike) {
            Instant again = one.again();
            if (again != null && (first == null || again.isBefore(first))) {
                first = again;
            }
        }
        return first;
    }

    private static Instant ended(RunRow run) {
        return Objects.requireNonNullElse(run.endedAt(), Instant.EPOCH);
    }

    private ProblemCard(String job, RunRow run, @Nullable Instant again, Map<String, String> accounts) {
        super("problem-card");
        boolean cap = run.state() == RunState.STOPPED_AT_CAP;
        addClassName(run.state() == RunState.FAILED ? "danger" : "warning");
        setAriaLabel("Problem of " + job);
        var icon = (cap ? Icons.CIRCLE_PAUSE : run.state() == RunState.FAILED ? Icons.UNPLUG : Icons.TRIANGLE_ALERT)
                .large();
        var head = new Div(new H2(ProblemText.what(run.problem(), accounts)));
        head.addClassName("problem-head");
        var what = new Paragraph(job + ": " + kept(run) + " " + Formats.moment(ended(run))
                + (again == null ? "" : ". Tries again at " + Formats.time(again) + "."));
        what.addClassName("quiet");
        var words = new Div(head, what);
        words.addClassName("problem-words");
        String whatToDo = ProblemText.whatToDo(run.problem());
        if (!whatToDo.isEmpty()) {
            var label = new Span("What to do: ");
            label.addClassName("strong");
            words.add(new Paragraph(label, new Span(whatToDo)));
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
        if (stored == 0) {
            return "stored data is unchanged.";
        }
        return run.state() == RunState.DONE_WITH_FAILURES
                ? "the other " + Formats.count(stored, "part was", "parts were") + " stored."
                : Formats.count(stored, "part was", "parts were") + " stored; the others are unchanged.";
    }
}
