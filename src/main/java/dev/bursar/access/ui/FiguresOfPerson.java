package dev.bursar.access.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import dev.bursar.access.OwnAccount;
import dev.bursar.ui.NumberStyles;
import org.springframework.stereotype.Component;

/** Writes the figures of each page that is opened in its person's style. */
@Component
class FiguresOfPerson implements VaadinServiceInitListener {
    private final transient OwnAccount account;

    FiguresOfPerson(OwnAccount account) {
        this.account = account;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource()
                .addUIInitListener(init -> account.numberStyle()
                        .ifPresent(style -> NumberStyles.use(init.getUI().getSession(), style)));
    }
}
