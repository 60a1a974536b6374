package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.logs.LogRefused;
import dev.bursar.efficiency.logs.TraceAnswer;
import dev.bursar.efficiency.logs.TracePath;
import dev.bursar.efficiency.logs.TraceService;
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

/** Asks X-Ray which call on the way to an endpoint is the slowest: the path first, then the slowest traces at a price. */
final class TraceSection extends Composite<Section> {
    private final TraceService service;
    private final long workload;
    private final PageWork work;
    private final Section section = new Section("Traces");
    private final DropDown<Integer> hours = new DropDown<>(
            "Latest", TraceService.HOURS, count -> Formats.count(count, "hour", "hours"), any -> forget());
    private final Button button = Buttons.neutral("", click -> go());
    private final Paragraph says = new Paragraph();
    private final Div path = new Div();
    private final Div answered = new Div();
    private boolean known;

    TraceSection(TraceService service, long workload, Workers workers) {
        this.service = service;
        this.workload = workload;
        work = new PageWork(section, workers);
        hours.setValue(TraceService.HOURS.getFirst());
        says.getElement().setAttribute("role", "status");
        path.addClassName("stack");
        answered.addClassName("stack");
        var controls = new Div(hours, button);
        controls.addClassName("form-buttons");
        section.note("asked only when you do; AWS bills the traces that a search looks at")
                .with(controls, says, path, answered)
                .setVisible(false);
        forget();
    }

    @Override
    protected Section initContent() {
        return section;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (event.isInitialAttach()) {
            work.ask(() -> service.offered(workload), section::setVisible, this::failed);
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void forget() {
        known = false;
        button.setText("Find the slowest call");
        says.setText("");
        path.removeAll();
        answered.removeAll();
    }

    private void go() {
        int latest = hours.getValue();
        if (known) {
            answered.removeAll();
            working("Searching traces \u2026", () -> service.ask(workload, latest), this::showAnswer);
        } else {
            working("Asking X-Ray for the path \u2026", () -> service.path(workload, latest), this::showPath);
        }
    }

    private void showPath(TracePath found) {
        known = true;
        button.setText("Search the slowest traces (about " + LogText.usd(found.usd()) + ")");
        says.setText(TraceText.before(found));
        path.removeAll();
        if (!found.hops().isEmpty()) {
            path.add(new HtmlTable("Calls on the path", TraceText.HOPS, List.of(), TraceText.hops(found)));
        }
    }

    private void showAnswer(TraceAnswer answer) {
        says.setText(TraceText.after(answer));
        if (!answer.places().isEmpty()) {
            answered.add(
                    new HtmlTable("Where slow traces waited", TraceText.PLACES, List.of(), TraceText.places(answer)));
        }
    }

    private <T> void working(String doing, Supplier<Optional<T>> asked, Consumer<T> told) {
        enable(false);
        says.setText(doing);
        work.ask(
                asked,
                found -> {
                    enable(true);
                    found.ifPresentOrElse(
                            told, () -> says.setText("You can\u2019t see this workload any more. Reload the page."));
                },
                this::failed);
    }

    private void enable(boolean enabled) {
        hours.setEnabled(enabled);
        button.setEnabled(enabled);
    }

    private void failed(RuntimeException problem) {
        enable(true);
        switch (problem) {
            case LogRefused refused -> says.setText(refused.sentence());
            case CapReached cap -> says.setText(LogText.cap(cap));
            case SourceProblem source -> says.setText(source.what() + " " + source.whatToDo());
            default -> {
                says.setText("");
                if (FailedState.isDenied(problem)) {
                    section.setVisible(false);
                } else {
                    Notices.failure(Reference.of(problem));
                }
            }
        }
    }
}
