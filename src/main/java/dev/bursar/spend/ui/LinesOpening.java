package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.bursar.spend.spi.LinesOfCharges;
import dev.bursar.spend.spi.LinesOfCharges.Plan;
import dev.bursar.spend.spi.LinesOfCharges.Step;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What opening lines takes, before it is asked for, and how far it is while it runs. */
final class LinesOpening extends Composite<Section> {
    private static final long SAY_EVERY = Duration.ofSeconds(1).toNanos();

    private final Section section;

    private LinesOpening(Section section) {
        this.section = section;
    }

    @Override
    protected Section initContent() {
        return section;
    }

    /** Nothing is read before the button is clicked. */
    static Component offer(Plan.Ready plan, Runnable open) {
        var words = new Paragraph(LinesText.takes(plan));
        words.addClassName("section-text");
        var button = Buttons.primary(LinesText.open(plan), click -> open.run());
        button.setDisableOnClick(true);
        var section = new Section("Lines are not opened yet").with(words, Styled.div("actions", button));
        return new LinesOpening(section);
    }

    /** Somebody cancelled it. */
    static Component cancelled(Plan.Ready plan, Runnable open) {
        var words = new Paragraph("You cancelled it. What was read before that may have cost money.");
        words.addClassName("section-text");
        words.getElement().setAttribute("role", "status");
        var button = Buttons.primary(LinesText.open(plan), click -> open.run());
        button.setDisableOnClick(true);
        return new LinesOpening(new Section("Opening lines was cancelled").with(words, Styled.div("actions", button)));
    }

    /** A look-up that is under way, on its page. */
    static final class Running extends Composite<Section> implements LinesOfCharges.Watch {
        private final AtomicBoolean cancelled = new AtomicBoolean();
        private final AtomicLong said = new AtomicLong();
        private final String engine;
        private final ProgressBar bar = new ProgressBar(0, 100);
        private final Span words = new Span("Looking for the charges");
        private final Section section;
        private volatile @Nullable UI tab;

        Running(String engine, Runnable cancelled) {
            this.engine = engine;
            bar.setIndeterminate(true);
            bar.getElement().setAttribute("aria-label", "Opening lines");
            words.addClassName("quiet");
            words.getElement().setAttribute("role", "status");
            section = new Section("Opening lines")
                    .actions(Buttons.neutral(Icons.SQUARE, "Cancel", click -> {
                        cancel();
                        cancelled.run();
                    }))
                    .with(new Div(words), bar);
            addAttachListener(event -> tab = event.getUI());
        }

        @Override
        protected Section initContent() {
            return section;
        }

        void cancel() {
            cancelled.set(true);
        }

        @Override
        public boolean cancelled() {
            return cancelled.get();
        }

        /** Tells the page about once a second, from the look-up's own thread. */
        @Override
        public void now(Step step, long done, long all) {
            long at = System.nanoTime();
            long before = said.get();
            if (at - before < SAY_EVERY || !said.compareAndSet(before, at)) {
                return;
            }
            UI shown = tab;
            if (shown == null) {
                return;
            }
            try {
                shown.access(() -> {
                    words.setText(LinesText.now(step, done, all, engine));
                    bar.setIndeterminate(all == 0);
                    if (all > 0) {
                        bar.setValue(Math.clamp(100 * done / all, 0, 100));
                    }
                });
            } catch (UIDetachedException e) {
                cancel();
            }
        }
    }
}
