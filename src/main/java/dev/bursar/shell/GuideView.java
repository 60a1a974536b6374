package dev.bursar.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.kernel.Role;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Styled;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** The guide of docs/guide, without a network: what each role does, in the order in which they do it. */
@Route(GuideView.ROUTE)
@PageTitle("Guide")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class GuideView extends Div implements AfterNavigationObserver {
    static final String ROUTE = "guide";
    private static final String START = "README";
    private static final List<String> PAGES = List.of(START, "admin", "month-end", "lead", "auditor", "clicks");

    GuideView() {
        addClassNames("page", "guide");
        // without anything to focus on, the keyboard could not scroll
        getElement().setAttribute("tabindex", "0");
    }

    /** A page that there isn't is the first one. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        String name = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("page")
                .filter(PAGES::contains)
                .orElse(START);
        String text = text(name);
        removeAll();
        var words = Styled.div("guide-text");
        words.getElement().setProperty("innerHTML", GuideText.html(text));
        var header = new PageHeader("Guide");
        if (!name.equals(START)) {
            header.breadcrumb(List.of(new RouterLink("Guide", GuideView.class)), GuideText.title(text));
            header.title(GuideText.title(text));
        }
        add(header, words);
    }

    static String text(String name) {
        try (var file = GuideView.class.getResourceAsStream("/guide/" + name + ".md")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
