package dev.bursar.access.web;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterListener;
import com.vaadin.flow.router.ListenerPriority;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.auth.AccessCheckDecision;
import com.vaadin.flow.server.auth.NavigationAccessControl;
import dev.bursar.access.Denials;
import org.springframework.stereotype.Component;

/** Writes into the journal which views people were refused: asks Vaadin's own check once more, just before it acts. */
@Component
class NavigationDenials implements VaadinServiceInitListener {
    private final transient NavigationAccessControl control;
    private final transient Denials denials;

    NavigationDenials(NavigationAccessControl control, Denials denials) {
        this.control = control;
        this.denials = denials;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(init -> init.getUI().addBeforeEnterListener(new Listener()));
    }

    /** Before Vaadin's, after whose refusal no further listener is called. */
    @ListenerPriority(Integer.MAX_VALUE)
    private final class Listener implements BeforeEnterListener {
        @Override
        public void beforeEnter(BeforeEnterEvent event) {
            var request = VaadinRequest.getCurrent();
            if (request == null || event.isErrorEvent()) {
                return;
            }
            var path = event.getLocation().getPath();
            var context =
                    control.createNavigationContext(event.getNavigationTarget(), path, request.getService(), request);
            if (control.checkAccess(context, true).decision() == AccessCheckDecision.DENY) {
                denials.record("/" + path);
            }
        }
    }
}
