package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import module java.base;

/**
 * A part of a page that asks a service: a skeleton while it works, then what was found, or why it could not be loaded. Reloading
 * keeps what is shown until the answer is there. What waits for a job, an {@link EmptyState} of something that was not read, fills itself.
 *
 * @param <T> what the service answers
 */
public final class LoadedPart<T> extends Composite<Div> {
    private static final Duration WHILE_UNREAD = Duration.ofSeconds(5);
    private static final Duration WHILE_READ_IN_PART = Duration.ofSeconds(30);

    private final Div content = new Div();
    private final PageWork work;
    private final Clock clock;
    private final Supplier<T> question;
    private final Function<T, Component> shown;
    private String title = "This page could not be loaded";
    private String kept = "Nothing was lost.";
    private Runnable failed = () -> {};

    /**
     * @param question asked in the person's name, off the page's thread; it may throw what services throw
     * @param shown makes what is shown of the answer, an {@link EmptyState} where there is nothing; called with the page's lock held
     */
    public LoadedPart(Workers workers, Clock clock, Supplier<T> question, Function<T, Component> shown) {
        this.work = new PageWork(content, workers);
        this.clock = clock;
        this.question = question;
        this.shown = shown;
    }

    @Override
    protected Div initContent() {
        return content;
    }

    /** What is said when it can't be loaded: {@code The teams could not be loaded}, {@code Nothing was lost.} */
    public LoadedPart<T> failure(String title, String kept) {
        this.title = title;
        this.kept = kept;
        return this;
    }

    /** Is called before a failure is shown. */
    public LoadedPart<T> onFailure(Runnable failed) {
        this.failed = failed;
        return this;
    }

    /** Shows the skeleton and asks. */
    public void load(Skeleton skeleton) {
        replace(skeleton);
        reload();
    }

    /** Shows an answer that is there already. */
    void answer(T known) {
        work.forget();
        show(shown.apply(known));
    }

    /** Asks again. */
    public void reload() {
        work.ask(question, answer -> show(shown.apply(answer)), problem -> {
            failed.run();
            replace(FailedState.of(problem, title, kept, clock.instant(), this::reload));
        });
    }

    private void show(Component component) {
        replace(component);
        waitFor(component);
    }

    /** Asks until something else is there to show; what fails meanwhile leaves the page as it is. */
    private void waitFor(Component component) {
        EmptyState.waiting(component)
                .ifPresent(state -> work.askAfter(
                        state.isInPart() ? WHILE_READ_IN_PART : WHILE_UNREAD,
                        question,
                        answer -> {
                            Component next = shown.apply(answer);
                            if (EmptyState.waiting(next).filter(state::equals).isPresent()) {
                                waitFor(component);
                            } else {
                                show(next);
                            }
                        },
                        problem -> waitFor(component)));
    }

    private void replace(Component component) {
        content.removeAll();
        content.add(component);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }
}
