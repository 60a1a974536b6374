package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.questions.LogAnswer;
import dev.bursar.efficiency.questions.LogEstimate;
import dev.bursar.efficiency.questions.LogQuestion;
import dev.bursar.efficiency.questions.LogService;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Asks an endpoint's log in CloudWatch: its price first, then the answer and what it cost. Hidden where there is nothing to ask. */
final class LogQuestionsSection extends PaidQuestionSection {
    private final LogService service;
    private final long workload;
    private final DropDown<LogQuestion> question =
            new DropDown<>("Question", List.of(LogQuestion.values()), LogQuestion::title, any -> chosen());
    private final DropDown<Integer> hours = new DropDown<>(
            "Latest", LogService.HOURS, count -> Formats.count(count, "hour", "hours"), any -> estimateAgain());
    private final Button button = Buttons.neutral("Estimate the price", click -> go());
    private final Paragraph says = new Paragraph();
    private final Div answered = new Div();
    private @Nullable LogEstimate estimate;

    LogQuestionsSection(LogService service, long workload, Workers workers) {
        super("Logs", "AWS bills the data scanned", workers);
        this.service = service;
        this.workload = workload;
        question.setValue(LogQuestion.ERRORS);
        question.addClassName("wide");
        hours.setValue(LogService.HOURS.getFirst());
        says.addClassName("note");
        controls().add(question, hours, button);
        section().with(controls(), says, status(), answered);
        chosen();
    }

    @Override
    boolean offered() {
        return !service.questions(workload).isEmpty();
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
        ask("Asking AWS for the size of the log \u2026", () -> service.estimate(workload, asked), found -> {
            estimate = found;
            button.setText("Ask (about " + LogText.usd(found.usd()) + ")");
            button.setEnabled(found.allowed());
            status().setText(LogText.before(found));
        });
    }

    private void ask() {
        LogQuestion asked = question.getValue();
        int latest = hours.getValue();
        answered.removeAll();
        ask(
                "Asking CloudWatch Logs Insights; this takes up to a minute \u2026",
                () -> service.ask(workload, asked, latest),
                this::show);
    }

    private void show(LogAnswer answer) {
        status().setText(LogText.after(answer));
        if (!answer.answer().rows().isEmpty()) {
            answered.add(new HtmlTable(
                    answer.question().title(), LogText.columns(answer.question()), List.of(), LogText.rows(answer)));
        }
    }
}
