package dev.bursar.access.web;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.HandlerHelper;
import com.vaadin.flow.server.HandlerHelper.RequestType;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinRequestInterceptor;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import dev.bursar.access.rights.Rights;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.access.rights.SignedIn;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Closes an open page whose person lost a right since it was loaded, before its next message is read: rows, files and forms that a
 * page keeps would go on answering without a service that is asked. The browser then loads the page again.
 */
@Component
class OpenPages implements VaadinServiceInitListener {
    private final transient RightsOfPeople rights;

    OpenPages(RightsOfPeople rights) {
        this.rights = rights;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addVaadinRequestInterceptor(new BeforeMessages());
    }

    /** Is asked before each message, those over a web socket too. */
    private final class BeforeMessages implements VaadinRequestInterceptor {
        @Override
        public void requestStart(VaadinRequest request, @Nullable VaadinResponse response) {
            if (!HandlerHelper.isRequestType(request, RequestType.UIDL)
                    && !HandlerHelper.isRequestType(request, RequestType.PUSH)) {
                return;
            }
            var session =
                    ((VaadinServletRequest) request).getHttpServletRequest().getSession(false);
            if (session != null) {
                VaadinSession.getAllSessions(session)
                        .forEach(vaadin -> vaadin.accessSynchronously(() -> judge(request, vaadin)));
            }
        }

        @Override
        public void handleException(
                VaadinRequest request,
                @Nullable VaadinResponse response,
                @Nullable VaadinSession session,
                Exception problem) {}

        @Override
        public void requestEnd(
                VaadinRequest request, @Nullable VaadinResponse response, @Nullable VaadinSession session) {}
    }

    private void judge(VaadinRequest request, VaadinSession session) {
        var ui = request.getService().findUI(request);
        if (ui != null && !stays(ui)) {
            ui.close();
            session.removeUI(ui);
        }
    }

    private boolean stays(UI ui) {
        var then = ComponentUtil.getData(ui, Rights.class);
        var person = person();
        var now = person.flatMap(rights::of);
        now.ifPresent(present -> ComponentUtil.setData(ui, Rights.class, present.withoutSessions()));
        return now.map(present -> then == null || present.includes(then)).orElse(person.isEmpty() && then == null);
    }

    private static Optional<SignedIn> person() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .map(Authentication::getPrincipal)
                .filter(SignedIn.class::isInstance)
                .map(SignedIn.class::cast);
    }
}
