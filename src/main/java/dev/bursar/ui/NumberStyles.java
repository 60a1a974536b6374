package dev.bursar.ui;

import com.vaadin.flow.server.VaadinSession;
import dev.bursar.kernel.NumberStyle;

/** In which style figures are written now: that of the person whose page it is; elsewhere {@code 1,234.56}. */
public final class NumberStyles {
    private static final ScopedValue<NumberStyle> KEPT = ScopedValue.newInstance();

    private NumberStyles() {}

    /** Writes the figures of all pages of this session so, as they are drawn. */
    public static void use(VaadinSession session, NumberStyle style) {
        session.setAttribute(NumberStyle.class, style);
    }

    static NumberStyle current() {
        if (KEPT.isBound()) {
            return KEPT.get();
        }
        var session = VaadinSession.getCurrent();
        var chosen = session != null && session.hasLock() ? session.getAttribute(NumberStyle.class) : null;
        return chosen == null ? NumberStyle.COMMA_POINT : chosen;
    }

    /** Writes figures in the usual style, whoever reads them: what is the same for everybody. */
    public static <T, X extends Throwable> T usual(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(KEPT, NumberStyle.COMMA_POINT).call(work);
    }

    /** Work for another thread that writes figures as this one does. */
    static Runnable kept(Runnable work) {
        var style = current();
        return () -> ScopedValue.where(KEPT, style).run(work);
    }
}
