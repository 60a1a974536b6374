package dev.bursar.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import dev.bursar.ui.FieldFocus;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Reference;
import dev.bursar.ui.SchemeCookie;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Sets for every session: errors in listeners become a notice with a reference, and slow answers show after 300 ms, and focus finds its field. */
@Component
class ShellSetup implements VaadinServiceInitListener {
    private static final int SHOW_WORK_AFTER = 300;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(SchemeCookie::apply);
        var service = event.getSource();
        service.addSessionInitListener(init -> init.getSession().setErrorHandler(ShellSetup::failed));
        service.addUIInitListener(init -> {
            init.getUI().getLoadingIndicatorConfiguration().setFirstDelay(SHOW_WORK_AFTER);
            FieldFocus.begin(init.getUI());
        });
    }

    static void failed(ErrorEvent event) {
        var problem = event.getThrowable();
        var denied = isDenied(problem);
        var reference = denied ? null : Reference.of(problem);
        var ui = UI.getCurrent();
        if (ui == null) {
            return;
        }
        ui.access(() -> {
            if (reference == null) {
                Notices.warning(
                        "You don\u2019t have permission to do this. Ask an admin of your organisation for access.");
            } else {
                Notices.failure(reference);
            }
        });
    }

    private static boolean isDenied(Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof AccessDeniedException) {
                return true;
            }
        }
        return false;
    }
}
