package dev.bursar.ui;

import com.vaadin.flow.component.notification.Notification;
import dev.bursar.list.AddressReader;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Says what a page left out of its address, until the address changes. */
public final class AddressNotice {
    private static final int MOST = 3;

    private @Nullable Notification shown;

    /** @param ignored sentences of {@link AddressReader#ignored} */
    public void tell(List<String> ignored) {
        if (shown != null) {
            shown.close();
            shown = null;
        }
        if (!ignored.isEmpty()) {
            int more = ignored.size() - MOST;
            shown = Notices.warning(String.join(" ", ignored.subList(0, Math.min(MOST, ignored.size())))
                    + (more > 0 ? " And " + more + " more." : ""));
        }
    }
}
