package dev.bursar.billingdata.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.bursar.billingdata.delivery.EngineRuns.EngineRun;
import dev.bursar.billingdata.engine.EngineProgress;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.SyncService.RunFacts.Fact;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.List;

/** A delivery whose lines an engine is reducing: how far it is, what it has read, what that cost. Changes in place. */
final class EngineCard extends Div {
    private final String source;
    private final ProgressBar bar = new ProgressBar();
    private final Div facts = Styled.div("progress-facts");

    EngineCard(EngineRun run, boolean mayStop) {
        source = run.source();
        addClassName("importing");
        String title = run.progress().engine().label() + " reduces the delivery of " + run.period();
        bar.getElement().setAttribute("aria-label", title);
        add(new Section(title)
                .actions(new Anchor(SyncLinks.SYNC, mayStop ? "Stop it on Sync" : "Open Sync"))
                .with(bar, facts));
    }

    boolean shows(EngineRun run) {
        return source.equals(run.source());
    }

    void update(EngineRun run) {
        EngineProgress progress = run.progress();
        bar.setMax(Math.max(1, progress.groups()));
        bar.setValue(progress.done());
        facts.removeAll();
        for (Fact fact : EngineText.facts(List.of(progress))) {
            var value = new Span(fact.value());
            value.addClassName("fact-value");
            facts.add(Styled.div("progress-fact", Styled.note(fact.name()), value));
        }
    }
}
