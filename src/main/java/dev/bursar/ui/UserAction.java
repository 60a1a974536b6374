package dev.bursar.ui;

import com.vaadin.flow.component.UI;
import dev.bursar.kernel.StaleEdit;
import module java.base;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/**
 * Something that a person asked for, and what they are told when it can't be done. The first handler that takes the exception is
 * called; without one, a denial says that it is not part of the role, a stale edit that somebody else was faster, and anything else
 * gives a reference under which the log has the exception.
 */
public final class UserAction {
    public static final String DENIED =
            "You don\u2019t have permission to do this. Ask an admin of your organisation for access.";
    private static final String STALE =
            "Someone else changed this in the meantime. Your change was not saved. Reload the page and try again.";

    private final Runnable action;
    private final Map<Class<? extends RuntimeException>, Consumer<RuntimeException>> handlers = new LinkedHashMap<>();
    private String denied = DENIED;

    private UserAction(Runnable action) {
        this.action = action;
    }

    /** @param action may throw what services throw, or what failed elsewhere */
    public static UserAction of(Runnable action) {
        return new UserAction(action);
    }

    /** Handles one kind of exception, a refusal that is said at its field for instance. */
    public <E extends RuntimeException> UserAction on(Class<E> type, Consumer<E> handler) {
        handlers.put(type, problem -> handler.accept(type.cast(problem)));
        return this;
    }

    public UserAction stale(Runnable handler) {
        return on(StaleEdit.class, stale -> handler.run());
    }

    /** Another sentence where the right is missing: {@code Nothing was saved: changing settings is not part of your role any more.} */
    public UserAction denied(String sentence) {
        denied = sentence;
        return this;
    }

    /** Acts; whether it was done. */
    public boolean run() {
        try {
            action.run();
            // what waits may be less now, or more
            Optional.ofNullable(UI.getCurrent()).ifPresent(WaitingBadges::look);
            return true;
        } catch (RuntimeException problem) {
            tell(problem);
            return false;
        }
    }

    private void tell(RuntimeException problem) {
        for (var handler : handlers.entrySet()) {
            if (handler.getKey().isInstance(problem)) {
                handler.getValue().accept(problem);
                return;
            }
        }
        switch (problem) {
            case AccessDeniedException e -> Notices.warning(denied);
            case AuthenticationException e -> Notices.warning(denied);
            case StaleEdit e -> Notices.warning(STALE);
            default -> Notices.failure(Reference.of(problem));
        }
    }
}
