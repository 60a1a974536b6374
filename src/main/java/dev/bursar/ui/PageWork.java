package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import module java.base;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Asks services for a page without holding up its other requests: in the name of the person who looks at it, and only the
 * newest question is answered. At most two questions of a page are at the database at once; one that was overtaken while it
 * waited is never asked.
 */
public final class PageWork {
    private static final int AT_ONCE = 2;

    private final Component page;
    private final Workers workers;
    private final AtomicInteger newest = new AtomicInteger();
    private final Semaphore places = new Semaphore(AT_ONCE);

    public PageWork(Component page, Workers workers) {
        this.page = page;
        this.workers = workers;
    }

    /**
     * Has the page load again where the browser has to build it anew because a message was lost: what it was told once, to draw
     * a chart or a table for paper, is gone then.
     */
    public PageWork rebuilt(Runnable load) {
        var built = new AtomicBoolean();
        page.addAttachListener(event -> {
            if (event.isInitialAttach() && built.getAndSet(true)) {
                event.getUI().beforeClientResponse(page, context -> load.run());
            }
        });
        return this;
    }

    /** Forgets what is asked: its answer is no longer told. */
    public void forget() {
        newest.incrementAndGet();
    }

    /**
     * Asks, and tells the answer or the failure with the page's lock held, unless something newer was asked since or the page
     * was left. Call it with the lock held. What is answered soon comes with the request's own response, so that no skeleton
     * flashes up.
     */
    public <T> void ask(Supplier<T> question, Consumer<T> answered, Consumer<RuntimeException> failed) {
        askAfter(Duration.ZERO, question, answered, failed);
    }

    /** The same after a pause. */
    public <T> void askAfter(
            Duration pause, Supplier<T> question, Consumer<T> answered, Consumer<RuntimeException> failed) {
        int mine = newest.incrementAndGet();
        UI ui = page.getUI()
                .or(() -> java.util.Optional.ofNullable(UI.getCurrent()))
                .orElseThrow();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(SecurityContextHolder.getContext().getAuthentication());
        Runnable work = NumberStyles.kept(new DelegatingSecurityContextRunnable(
                () -> {
                    places.acquireUninterruptibly();
                    try {
                        if (newest.get() == mine) {
                            Runnable told = result(question, answered, failed);
                            tell(ui, mine, told);
                        }
                    } finally {
                        places.release();
                    }
                },
                context));
        if (pause.isZero()) {
            workers.start(work, Patience.of(ui, System.nanoTime()));
        } else {
            workers.startAfter(pause, work);
        }
    }

    private static <T> Runnable result(Supplier<T> question, Consumer<T> answered, Consumer<RuntimeException> failed) {
        try {
            T answer = question.get();
            return () -> answered.accept(answer);
        } catch (RuntimeException e) {
            return () -> failed.accept(e);
        }
    }

    private void tell(UI ui, int mine, Runnable told) {
        try {
            ui.access(() -> {
                if (newest.get() == mine && page.isAttached()) {
                    told.run();
                }
            });
        } catch (UIDetachedException e) {
            forget();
        }
    }

    /**
     * How long a page waits for answers before it shows skeletons: all its parts together, once for each message of the browser, so that a
     * page of many parts doesn't leave the page before on the screen.
     *
     * @param message of the browser
     * @param untilNanos when its patience ends
     */
    record Patience(int message, long untilNanos) {
        static final Duration LONGEST = Duration.ofMillis(150);

        /** What is left of it for the message that is being answered. */
        static Duration of(UI ui, long nanos) {
            int message = ui.getInternals().getLastProcessedClientToServerId();
            Patience known = ComponentUtil.getData(ui, Patience.class);
            if (known == null || known.message() != message) {
                ComponentUtil.setData(ui, Patience.class, new Patience(message, nanos + LONGEST.toNanos()));
                return LONGEST;
            }
            return known.left(nanos);
        }

        Duration left(long nanos) {
            return Duration.ofNanos(Math.clamp(untilNanos - nanos, 0, LONGEST.toNanos()));
        }
    }
}
