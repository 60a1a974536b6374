package dev.bursar.access.ui;

import com.vaadin.flow.server.VaadinSession;
import dev.bursar.access.LinkPurpose;

/** The secret of the link by which this browser came, as long as it works. */
final class LinkInSession {
    private LinkInSession() {}

    static String token(LinkPurpose purpose) {
        return VaadinSession.getCurrent().getSession().getAttribute(purpose.attribute()) instanceof String token
                ? token
                : "";
    }

    static void forget(LinkPurpose purpose) {
        VaadinSession.getCurrent().getSession().removeAttribute(purpose.attribute());
    }
}
