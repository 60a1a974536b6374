package dev.bursar.overview;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.core.context.SecurityContextHolder;

/** A question that is asked while others are, in the name of the same person. */
final class Beside<T> {
    private final FutureTask<T> question;

    private Beside(FutureTask<T> question) {
        this.question = question;
    }

    static <T> Beside<T> ask(Supplier<T> question) {
        var asked = new FutureTask<>(
                new DelegatingSecurityContextCallable<>(question::get, SecurityContextHolder.getContext()));
        Thread.ofVirtual().name("beside").start(asked);
        return new Beside<>(asked);
    }

    /** The answer, or the exception that was thrown instead. */
    T answer() {
        try {
            return question.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException problem -> throw problem;
                case Error problem -> throw problem;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while an answer was awaited", e);
        }
    }
}
