package dev.bursar.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import dev.bursar.kernel.VisibleText;

/**
 * Text that comes from AWS or from a person, shown as text: what can't be seen is made visible, what would turn the line
 * around is disarmed, and what is long is cut with the whole in a tooltip.
 */
public final class PlainText extends Span {
    private static final int LONGEST = 80;
    /** Of a name that each place has room for. */
    private static final int ALWAYS_FITS = 16;

    private static final int LONGEST_TOOLTIP = 1_000;

    private PlainText(String raw, String shown) {
        addClassName("plain-text");
        setText(shown);
        if (shown.contains("\u2026") || !shown.equals(raw)) {
            Tooltip.forComponent(this).setText(full(raw));
        } else if (VisibleText.length(raw) > ALWAYS_FITS) {
            setTitle(raw); // the page may have less room
        }
    }

    /** A name: cut at its end. */
    public static PlainText name(String raw) {
        return new PlainText(raw, cut(raw, LONGEST));
    }

    /** An id, tag or AWS action: monospaced, cut in its middle. */
    public static PlainText id(String raw) {
        var text = new PlainText(raw, cutMiddle(raw, LONGEST));
        text.addClassName("mono");
        return text;
    }

    /** At most so many characters, with an ellipsis at the end. */
    public static String cut(String raw, int longest) {
        return VisibleText.cut(raw, longest);
    }

    /** At most so many characters, with an ellipsis in the middle. */
    public static String cutMiddle(String raw, int longest) {
        return VisibleText.cutMiddle(raw, longest);
    }

    /** For a tooltip: the whole text, or its first 1,000 characters and how many there are. */
    public static String full(String raw) {
        var length = VisibleText.length(raw);
        return length <= LONGEST_TOOLTIP
                ? clean(raw)
                : VisibleText.clean(raw, LONGEST_TOOLTIP) + "\u2026 (" + Formats.count(length) + " characters)";
    }

    /**
     * One line in which every character can be seen: spaces at the ends as ␣, line breaks as ↵, tabs as ⇥, controls as
     * their pictures, and characters that reorder or hide text as {@code ‹U+202E›}.
     */
    public static String clean(String raw) {
        return VisibleText.clean(raw);
    }
}
