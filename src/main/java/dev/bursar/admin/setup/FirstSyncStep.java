package dev.bursar.admin.setup;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.SyncService.MeterState;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import module java.base;

/** What the first sync will ask and pay, the caps beside it, and its start. */
final class FirstSyncStep extends StepCard {

    FirstSyncStep(SetupData data, Runnable start) {
        super(5, "First sync");
        RunRow running = data.costs().running();
        RunRow last = data.costs().last();
        boolean ready = data.state().teamKey().key() != null;
        boolean read = data.state().costsOfAws();
        if (running != null) {
            status(new StatusBadge(Kind.INFO, Icons.REFRESH_CW, "Running"));
        } else if (read) {
            status(SetupText.done("Costs available"));
        } else if (!ready) {
            status(SetupText.open("Waiting for the team key"));
        } else if (last != null) {
            status(new StatusBadge(
                    Kind.WARNING, Icons.TRIANGLE_ALERT, last.state().label()));
        } else {
            status(SetupText.open("Not started"));
        }
        if (!read && data.hasCosts()) {
            section()
                    .with(words(
                            "Costs from imported files are already available. You can stop here, or connect AWS to read costs"
                                    + " that the files don\u2019t contain."));
        }
        Optional<Estimate> estimate = data.estimate();
        if (running == null && read) {
            section().with(words("Costs have been read. Later runs read only what AWS has changed."));
        } else {
            estimate.ifPresent(known -> section().with(figures(known, data.meter()), words(known.basis() + ".")));
            estimate.filter(known -> known.mostUsd().compareTo(data.meter().dailyCap()) > 0)
                    .ifPresent(known -> section()
                            .with(warning("The daily cap of "
                                    + SetupText.usd(data.meter().dailyCap())
                                    + " may stop it before it finishes. It continues after 00:00 UTC and doesn\u2019t pay for"
                                    + " the same data again.")));
            estimate.filter(known -> known.mostUsd().compareTo(data.meter().monthlyCap()) > 0)
                    .ifPresent(known -> section()
                            .with(warning("The monthly cap of "
                                    + SetupText.usd(data.meter().monthlyCap())
                                    + " may stop it before it finishes. It continues in the next month.")));
        }
        if (running == null && last != null && last.problem() != null && !read) {
            section().with(warning(ProblemText.both(last.problem())));
        }
        if (running == null && !read) {
            var begin = Buttons.primary(
                    "Start first sync"
                            + estimate.map(known -> ", " + SetupText.usd(known)).orElse(""),
                    click -> start.run());
            begin.setEnabled(ready);
            section().with(begin);
            if (!ready) {
                section().with(words("Choose the team key in step 3 first. Bursar reads costs by this key."));
            }
        }
        var links = Styled.div(
                "step-links",
                new Anchor(SyncLinks.SYNC, running == null ? "Runs and requests" : "View progress on the Sync page"),
                new Anchor(SyncLinks.SETTINGS, "Schedule and caps"));
        section().with(links);
    }

    private static Div figures(Estimate estimate, MeterState meter) {
        return Styled.div(
                "step-figures",
                new KeyFigure("Paid requests", SetupText.requests(estimate)),
                new KeyFigure("Cost of requests", SetupText.usd(estimate)),
                cap("Daily cap", meter.dailyCap(), meter.today(), "today"),
                cap("Monthly cap", meter.monthlyCap(), meter.month(), "this month"));
    }

    private static KeyFigure cap(String name, BigDecimal cap, BigDecimal spent, String when) {
        return new KeyFigure(name, SetupText.usd(cap)).note(SetupText.usd(spent) + " spent " + when);
    }

    private static Div warning(String words) {
        var line = new Div(Icons.TRIANGLE_ALERT.create(), new Span(words));
        line.addClassNames("step-problem", "warning");
        return line;
    }

    private static Paragraph words(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("quiet");
        return paragraph;
    }
}
