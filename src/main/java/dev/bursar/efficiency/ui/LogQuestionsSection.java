package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.logs.LogAnswer;
import dev.bursar.efficiency.logs.LogEstimate;
import dev.bursar.efficiency.logs.LogQuestion;
import dev.bursar.efficiency.logs.LogRefused;
import dev.bursar.efficiency.logs.LogService;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.SourceProblem;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Section;
import dev.bursar.ui.Workers;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks an endpoint's log in CloudWatch: its price first, then the answer and what it cost. Hidden where there is nothing to ask. */
final class LogQuestionsSection extends Composite<Section> {
    private final LogService service;
    private final long workload;
    private final PageWork work;
    private final Section section = new Section("Logs");
    private final DropDown<LogQuestion> question =
            new DropDown<>("Question", List.of(LogQuestion.values()), LogQuestion::title, any -> chosen());
    private final DropDown<Integer> hours = new DropDown<>(
            "Latest", LogService.HOURS, count -> Formats.count(count, "hour", "hours"), any -> estimateAgain());
    private final Button button = Buttons.neutral("Estimate the price", click -> go());
    private final Paragraph says = new Paragraph();
    private final Paragraph price = new Paragraph();
    private final Div answered = new Div();
    private @Nullable LogEstimate estimate;

    LogQuestionsSection(LogService service, long workload, Workers workers) {
        this.service = service;
        this.workload = workload;
        work = new PageWork(section, workers);
        question.setValue(LogQuestion.ERRORS);
        question.addClassName("wide");
        hours.setValue(LogService.HOURS.getFirst());
        says.addClassName("note");
        price.getElement().setAttribute("role", "status");
        var controls = new Div(question, hours, button);
        controls.addClassName("form-buttons");
        section.note("runs only when you start it; AWS bills the data scanned")
                .with(controls, says, price, answered)
                .setVisible(false);
        chosen();
    }

    @Override
    protected Section initContent() {
        return section;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (event.isInitialAttach()) {
            work.ask(
                    () -> service.questions(workload),
                    questions -> section.setVisible(!questions.isEmpty()),
                    this::failed);
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void chosen() {
        says.setText(question.getValue().sentence());
        answered.removeAll();
    }

    private void estimateAgain() {
        answered.removeAll();
        if (estimate != null) {
            estimate();
        }
    }

    private void go() {
        if (estimate == null) {
            estimate();
        } else {
            ask();
        }
    }

    private void estimate() {
        int asked = hours.getValue();
        working("Asking AWS for the size of the log \u2026", () -> service.estimate(workload, asked), found -> {
            estimate = found;
            button.setText("Ask (about " + LogText.usd(found.usd()) + ")");
            button.setEnabled(found.allowed());
            price.setText(LogText.before(found));
        });
    }

    private void ask() {
        LogQuestion asked = question.getValue();
        int latest = hours.getValue();
        answered.removeAll();
        working(
                "Asking CloudWatch Logs Insights; this takes up to a minute \u2026",
                () -> service.ask(workload, asked, latest),
                this::show);
    }

    private void show(LogAnswer answer) {
        price.setText(LogText.after(answer));
        if (!answer.answer().rows().isEmpty()) {
            answered.add(new HtmlTable(
                    answer.question().title(), LogText.columns(answer.question()), List.of(), LogText.rows(answer)));
        }
    }

    private <T> void working(String doing, Supplier<Optional<T>> asked, Consumer<T> told) {
        enable(false);
        price.setText(doing);
        work.ask(
                asked,
                found -> {
                    enable(true);
                    found.ifPresentOrElse(
                            told, () -> price.setText("You can\u2019t see this workload any more. Reload the page."));
                },
                this::failed);
    }

    private void enable(boolean enabled) {
        question.setEnabled(enabled);
        hours.setEnabled(enabled);
        button.setEnabled(enabled);
    }

    private void failed(RuntimeException problem) {
        enable(true);
        switch (problem) {
            case LogRefused refused -> price.setText(refused.sentence());
            case CapReached cap -> price.setText(LogText.cap(cap));
            case SourceProblem source -> price.setText(source.what() + " " + source.whatToDo());
            default -> {
                price.setText("");
                if (FailedState.isDenied(problem)) {
                    section.setVisible(false);
                } else {
                    Notices.failure(Reference.of(problem));
                }
            }
        }
    }
}
