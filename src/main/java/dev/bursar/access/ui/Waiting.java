package dev.bursar.access.ui;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import dev.bursar.access.factor.PortalOrigin;
import jakarta.servlet.http.HttpSession;
import module java.base;

/** Finds the browser's session, in which a half-done sign-in waits, and the address that it shows. */
public final class Waiting {
    private Waiting() {}

    public static PortalOrigin origin() {
        return PortalOrigin.of(((VaadinServletRequest) VaadinRequest.getCurrent()).getHttpServletRequest());
    }

    static Optional<HttpSession> session() {
        return VaadinRequest.getCurrent() instanceof VaadinServletRequest request
                ? Optional.ofNullable(request.getHttpServletRequest().getSession(false))
                : Optional.empty();
    }
}
