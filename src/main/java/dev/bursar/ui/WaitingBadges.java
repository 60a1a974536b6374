package dev.bursar.ui;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.shared.Registration;
import dev.bursar.ui.WaitingList.Answer;
import module java.base;

/** What a window knows of what waits for its person: the frame looks, the menu and tabs show it until it looks again. */
public final class WaitingBadges {
    private static final String CLASS = "menu-count";

    private WaitingBadges() {}

    /** Empty before the first look has ended. */
    public static Optional<Answer> known(UI window) {
        return Optional.ofNullable(ComponentUtil.getData(window, Answer.class));
    }

    /** Keeps what was seen, and has menu and tabs show it. */
    public static void keep(UI window, Answer seen) {
        ComponentUtil.setData(window, Answer.class, seen);
        ComponentUtil.fireEvent(window, new Looked(window));
    }

    /** Has the frame look again: the person did something. */
    public static void look(UI window) {
        ComponentUtil.fireEvent(window, new Stale(window));
    }

    public static Registration onLooked(UI window, Runnable show) {
        return ComponentUtil.addListener(window, Looked.class, event -> show.run());
    }

    public static Registration onStale(UI window, Runnable look) {
        return ComponentUtil.addListener(window, Stale.class, event -> look.run());
    }

    /** Has a link say what waits on these pages, in place of what it said before. */
    public static void show(Anchor link, Answer seen, Collection<String> pages) {
        link.getChildren().filter(child -> child.hasClassName(CLASS)).toList().forEach(link::remove);
        badge(seen, pages).ifPresent(link::add);
    }

    /** The number of what waits on these pages; empty for none. */
    public static Optional<Span> badge(Answer seen, Collection<String> pages) {
        Map<String, Integer> counts = seen.byPage();
        int count =
                pages.stream().mapToInt(page -> counts.getOrDefault(page, 0)).sum();
        if (count == 0) {
            return Optional.empty();
        }
        var badge = Styled.span(CLASS, Formats.count(count));
        badge.getElement().setAttribute("aria-label", seen.words(pages));
        badge.getElement().setAttribute("role", "img");
        return Optional.of(badge);
    }

    /** Something new is known. */
    public static final class Looked extends ComponentEvent<UI> {
        private Looked(UI source) {
            super(source, false);
        }
    }

    /** What is known may be old. */
    public static final class Stale extends ComponentEvent<UI> {
        private Stale(UI source) {
            super(source, false);
        }
    }
}
