package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import module java.base;

/** Short messages at the bottom end. None may hold the only copy of a fact. */
public final class Notices {
    private static final int FIVE_SECONDS = 5_000;

    private Notices() {}

    /** Fades after five seconds: {@code Export started. The link will be in your menu.} */
    public static Notification success(String words) {
        return show(Icons.CIRCLE_CHECK, words, NotificationVariant.SUCCESS, FIVE_SECONDS);
    }

    /** Something is ready: stays until dismissed, with the way to it. */
    public static Notification lasting(String words, Component... actions) {
        return show(Icons.CIRCLE_CHECK, words, NotificationVariant.SUCCESS, 0, actions);
    }

    /** Stays until dismissed; add what can be done. */
    public static Notification warning(String words, Component... actions) {
        return show(Icons.TRIANGLE_ALERT, words, NotificationVariant.WARNING, 0, actions);
    }

    /** Stays until dismissed, with the way to what stands in the way. */
    public static Notification warning(String words, Optional<NamedLink> link) {
        return warning(
                words,
                link.map(one -> Styled.pageLink(one.address(), one.words())).stream()
                        .toArray(Component[]::new));
    }

    /** Stays until dismissed, and is read out at once. */
    public static Notification error(String words, Component... actions) {
        var notice = show(Icons.CIRCLE_ALERT, words, NotificationVariant.ERROR, 0, actions);
        notice.setAssertive(true);
        return notice;
    }

    /** For what nobody expected: the reference and nothing of the exception. */
    public static Notification failure(Reference reference) {
        return error(
                "That did not work. " + reference.why() + "If it fails again, give your admin reference "
                        + reference.code() + ".",
                Buttons.copy("Copy reference", reference.code()));
    }

    private static Notification show(
            Icons icon, String words, NotificationVariant variant, int duration, Component... actions) {
        var notice = new Notification();
        notice.setPosition(Notification.Position.BOTTOM_END);
        notice.setDuration(duration);
        notice.addThemeVariants(variant);
        var text = Styled.span("words", words);
        var row = Styled.div("notice", icon.create(), text);
        if (duration == 0) {
            row.add(Buttons.icon(Icons.X, "Dismiss", click -> notice.close()));
        }
        if (actions.length > 0) {
            row.add(Styled.div("actions", actions));
        }
        notice.add(row);
        notice.open();
        return notice;
    }
}
