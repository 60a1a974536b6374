package dev.bursar.shell;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.jsoup.nodes.DataNode;
import org.springframework.stereotype.Component;

/**
 * Gives people who are signed in their page together with the document that frames it, so that it stands as soon as the scripts
 * run. Visitors who aren't get the document alone: what knocks and goes away again leaves nothing in memory.
 */
@Component
class FirstAnswer implements VaadinServiceInitListener {
    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().setBootstrapInitialPredicate(request -> request.getUserPrincipal() != null);
        event.addIndexHtmlRequestListener(page -> {
            page.getDocument()
                    .select("script[initial]")
                    .forEach(script -> script.dataNodes().forEach(FirstAnswer::inert));
            // until the client has put it in its place: a click before that would be lost, and so would the focus
            page.getDocument().select("[id^=ROOT]").attr("style", "display: none");
        });
    }

    /** The page's texts stand in a script, in strings: no tag among them may end it. */
    private static void inert(DataNode script) {
        script.setWholeData(script.getWholeData().replace("<", "\\u003c"));
    }
}
