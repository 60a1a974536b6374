package dev.bursar.chargeback.ui.ledger;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.chargeback.ledger.proof.LedgerVerification;
import dev.bursar.chargeback.ledger.proof.ProofService;
import dev.bursar.chargeback.ledger.proof.ProofService.State;
import dev.bursar.chargeback.text.ProofText;
import dev.bursar.chargeback.text.ProofText.Compared;
import dev.bursar.tasks.Work;
import dev.bursar.tasks.WorkState;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** Whether the ledger is as it was posted: what the last verification compared, when, and what it found. */
final class ProofCard extends Composite<Section> {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int MOST_FLAWS = 50;

    private final ProofService service;
    private final PageWork work;
    private final Section section = new Section("Integrity");
    private final Div result = Styled.div("chain-result");
    private final Button verify = Buttons.neutral(Icons.FILE_CHECK, "Check again", click -> verify());

    ProofCard(ProofService service, Workers workers) {
        this.service = service;
        work = new PageWork(this, workers);
        result.getElement().setAttribute("role", "status");
        section.actions(verify);
        section.with(result);
    }

    @Override
    protected Section initContent() {
        return section;
    }

    /** Asks how it stands, and follows what is under way. */
    void load() {
        work.ask(service::state, this::show, this::failed);
    }

    private void verify() {
        verify.setEnabled(false);
        work.ask(
                () -> {
                    service.verify();
                    return service.state();
                },
                this::show,
                this::failed);
    }

    private void failed(RuntimeException problem) {
        verify.setEnabled(true);
        result.removeAll();
        result.add(line(
                "warning",
                Icons.CIRCLE_ALERT,
                "The state of the verification could not be read",
                "Load the page again. If it fails again, give your admin reference "
                        + Reference.of(problem).code() + "."));
    }

    private void show(State state) {
        verify.setEnabled(!state.underWay());
        result.removeAll();
        state.newest().filter(one -> one.ended() == null).ifPresent(one -> result.add(underWay(one)));
        state.newest()
                .filter(one -> one.state() == WorkState.FAILED)
                .ifPresent(one -> result.add(line(
                        "warning",
                        Icons.CIRCLE_ALERT,
                        "The verification of " + Formats.momentWithYear(one.asked()) + " failed",
                        one.problem() + " " + one.whatToDo())));
        state.last().ifPresent(last -> result.add(found(last, state.by())));
        if (state.newest().isEmpty() && state.last().isEmpty()) {
            result.add(
                    Styled.quiet(
                            "Not verified yet. Verifying compares transactions, statements, kept charges, answers,"
                                    + " adjustments, documents and closings with each other and with their seals in the activity log."));
        }
        if (state.underWay()) {
            work.askAfter(LOOK_EVERY, service::state, this::show, this::failed);
        }
    }

    private static Div underWay(Work one) {
        Instant since = one.started() == null ? one.asked() : one.started();
        Long all = one.total();
        String what = one.state() == WorkState.WAITING
                ? "It begins within seconds."
                : all != null && one.done() < all
                        ? Formats.count(one.done()) + " of " + Formats.count(all)
                                + " seals of the activity log checked."
                        : "Comparing the ledger with the activity log.";
        return line(
                "neutral",
                Icons.FILE_CHECK,
                "Verifying since " + Formats.momentWithYear(since) + ", asked for by "
                        + one.by().name(),
                what + " You can leave this page.");
    }

    private static Div found(LedgerVerification last, String by) {
        List<Compared> compared = ProofText.compared(last);
        // a check mark is for a ledger that has something, all of it sealed
        boolean whole = last.proof().since().isEmpty() && last.proof().looked() > 0;
        long flaws = compared.stream().mapToLong(one -> one.flaws().size()).sum();
        String when = ", verified " + Formats.momentWithYear(last.at()) + " by " + by;
        Div line = line(
                last.agrees() ? whole ? "success" : "neutral" : "danger",
                !last.agrees() ? Icons.OCTAGON_ALERT : whole ? Icons.CIRCLE_CHECK : Icons.FILE_CHECK,
                (last.agrees() ? "No difference" : Formats.count(flaws, "difference", "differences")) + when,
                ProofText.conclusion(last));
        var words = (Div) line.getChildren().toList().getLast();
        if (!last.agrees()) {
            line.getElement().setAttribute("role", "alert");
        }
        var list = new UnorderedList();
        int shown = 0;
        for (Compared one : compared) {
            var item = new ListItem(new Span(one.words()));
            if (!one.flaws().isEmpty()) {
                var below = new UnorderedList();
                for (String flaw : one.flaws()) {
                    if (shown++ < MOST_FLAWS) {
                        below.add(new ListItem(flaw));
                    }
                }
                item.add(below);
            }
            list.add(item);
        }
        words.add(list);
        if (shown > MOST_FLAWS) {
            words.add(new Paragraph(
                    "And " + Formats.count(shown - MOST_FLAWS) + " more. bursar ledger verify names all of them."));
        }
        return line;
    }

    private static Div line(String kind, Icons icon, String title, String body) {
        var head = new Paragraph(title);
        head.addClassName("strong");
        var words = Styled.div("chain-words", head, new Paragraph(body));
        var line = new Div(icon.large(), words);
        line.addClassNames("chain-line", kind);
        return line;
    }
}
