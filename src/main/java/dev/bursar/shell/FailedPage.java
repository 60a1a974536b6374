package dev.bursar.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Reference;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;

/** A page could not be built: logged once, and only the reference is shown. */
@ParentLayout(MainLayout.class)
@PageTitle("Something went wrong")
@AnonymousAllowed
class FailedPage extends Div implements HasErrorParameter<Exception> {
    private final Clock clock;

    FailedPage(ObjectProvider<Clock> clock) {
        this.clock = clock.getIfAvailable(Clock::systemUTC);
        addClassName("page");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var reference = Reference.of(parameter.getCaughtException());
        add(
                new PageHeader("Something went wrong"),
                new FailedState(
                        "This page could not be loaded",
                        "Nothing was lost.",
                        reference,
                        clock.instant(),
                        () -> getUI().ifPresent(ui -> ui.getPage().reload())));
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
