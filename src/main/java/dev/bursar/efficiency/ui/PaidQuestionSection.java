package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.questions.LogRefused;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Section;
import dev.bursar.ui.Workers;
import module java.base;

/** A question to AWS that a person starts and that costs money: its price first, then the answer. Hidden where nothing can be asked. */
abstract class PaidQuestionSection extends Composite<Section> {
    private final Section section;
    private final PageWork work;
    private final Div controls = new Div();
    private final Paragraph status = new Paragraph();

    PaidQuestionSection(String title, String note, Workers workers) {
        section = new Section(title);
        work = new PageWork(section, workers);
        controls.addClassName("form-buttons");
        status.getElement().setAttribute("role", "status");
        section.note(note).setVisible(false);
    }

    /** Whether there is anything that the person may ask; not on the page's thread. */
    abstract boolean offered();

    final Section section() {
        return section;
    }

    final Div controls() {
        return controls;
    }

    final Paragraph status() {
        return status;
    }

    @Override
    protected final Section initContent() {
        return section;
    }

    @Override
    protected final void onAttach(AttachEvent event) {
        if (event.isInitialAttach()) {
            work.ask(this::offered, section::setVisible, this::failed);
        }
    }

    @Override
    protected final void onDetach(DetachEvent event) {
        work.forget();
    }

    /** Asks with the controls off. */
    final <T> void ask(String doing, Supplier<Optional<T>> question, Consumer<T> told) {
        enable(false);
        status.setText(doing);
        work.ask(
                question,
                found -> {
                    enable(true);
                    found.ifPresentOrElse(
                            told, () -> status.setText("You can\u2019t see this workload any more. Reload the page."));
                },
                this::failed);
    }

    private void enable(boolean enabled) {
        controls.getChildren()
                .filter(HasEnabled.class::isInstance)
                .map(HasEnabled.class::cast)
                .forEach(control -> control.setEnabled(enabled));
    }

    private void failed(RuntimeException problem) {
        enable(true);
        switch (problem) {
            case LogRefused refused -> status.setText(LogText.refused(refused.why()));
            case CapReached cap -> status.setText(LogText.cap(cap));
            case SourceProblem source -> status.setText(ProblemText.both(source.problem()));
            default -> {
                status.setText("");
                if (FailedState.isDenied(problem)) {
                    section.setVisible(false);
                } else {
                    Notices.failure(Reference.of(problem));
                }
            }
        }
    }
}
