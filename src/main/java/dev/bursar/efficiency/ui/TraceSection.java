package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.bursar.efficiency.questions.TraceAnswer;
import dev.bursar.efficiency.questions.TracePath;
import dev.bursar.efficiency.questions.TraceService;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Workers;
import java.util.List;

/** Asks X-Ray which call on the way to an endpoint is the slowest: the path first, then the slowest traces at a price. */
final class TraceSection extends PaidQuestionSection {
    private final TraceService service;
    private final long workload;
    private final DropDown<Integer> hours = new DropDown<>(
            "Latest", TraceService.HOURS, count -> Formats.count(count, "hour", "hours"), any -> forget());
    private final Button button = Buttons.neutral("", click -> go());
    private final Div path = new Div();
    private final Div answered = new Div();
    private boolean known;

    TraceSection(TraceService service, long workload, Workers workers) {
        super("Traces", "runs only when you start it; AWS bills the traces searched", workers);
        this.service = service;
        this.workload = workload;
        hours.setValue(TraceService.HOURS.getFirst());
        path.addClassName("stack");
        answered.addClassName("stack");
        controls().add(hours, button);
        section().with(controls(), status(), path, answered);
        forget();
    }

    @Override
    boolean offered() {
        return service.offered(workload);
    }

    private void forget() {
        known = false;
        button.setText("Find the slowest call");
        status().setText("");
        path.removeAll();
        answered.removeAll();
    }

    private void go() {
        int latest = hours.getValue();
        if (known) {
            answered.removeAll();
            ask("Searching traces \u2026", () -> service.ask(workload, latest), this::showAnswer);
        } else {
            ask("Asking X-Ray for the path \u2026", () -> service.path(workload, latest), this::showPath);
        }
    }

    private void showPath(TracePath found) {
        known = true;
        button.setText("Search the slowest traces (about " + LogText.usd(found.usd()) + ")");
        status().setText(TraceText.before(found));
        path.removeAll();
        if (!found.hops().isEmpty()) {
            path.add(new HtmlTable("Calls on the path", TraceText.HOPS, List.of(), TraceText.hops(found)));
        }
    }

    private void showAnswer(TraceAnswer answer) {
        status().setText(TraceText.after(answer));
        if (!answer.places().isEmpty()) {
            answered.add(
                    new HtmlTable("Where slow traces waited", TraceText.PLACES, List.of(), TraceText.places(answer)));
        }
    }
}
