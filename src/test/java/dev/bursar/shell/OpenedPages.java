package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.Texts;
import module java.base;
import org.springframework.beans.factory.annotation.Autowired;

/** Opens pages by their address and says which states they show. */
abstract class OpenedPages extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    /** The page's states in the order in which they stand there; empty where it shows none. */
    String states(String address) {
        open(address);
        return within(page())
                .filter(element -> !element.isTextNode() && element.hasAttribute("data-state"))
                .map(element -> element.getAttribute("data-state"))
                .collect(Collectors.joining(" "));
    }

    /** Opens a page and lets it load; no part of it fails. */
    void open(String address) {
        String[] parts = address.split("\\?", 2);
        workers.forget();
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length > 1 ? parts[1] : ""));
        for (int i = 0; i < 4; i++) {
            roundTrip();
            find(Component.class).all(); // what the page was told is run when it is looked at
            workers.run();
        }
        roundTrip();
        find(Component.class).all();
        assertThat(find(Notification.class).all().stream().map(Texts::of))
                .as(address)
                .noneMatch(text -> text.contains("reference"));
    }

    static Element page() {
        return ((Component) UI.getCurrent()
                        .getInternals()
                        .getActiveRouterTargetsChain()
                        .getFirst())
                .getElement();
    }

    static Stream<Element> within(Element element) {
        return !element.isTextNode() && !element.isVisible()
                ? Stream.empty()
                : Stream.concat(Stream.of(element), element.getChildren().flatMap(OpenedPages::within));
    }
}
