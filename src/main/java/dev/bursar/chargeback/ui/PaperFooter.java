package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.bursar.ui.PlainText;

/** What stands at the foot of each printed page: margins of pages are reached by a style sheet alone. */
@Tag("style")
final class PaperFooter extends Component {
    private static final int LONGEST = 120;

    /** @param words as they come, a name that a person gave included */
    void say(String words) {
        getElement()
                .setText("@page { @bottom-left { content: \"" + escaped(PlainText.cut(words, LONGEST))
                        + "\"; font: 8pt sans-serif; color: #444; } }");
    }

    /** Everything but letters, digits and blanks as its number, so that no name ends the text. */
    private static String escaped(String words) {
        var escaped = new StringBuilder();
        words.codePoints().forEach(one -> {
            if (one == ' ' || one < 128 && Character.isLetterOrDigit(one)) {
                escaped.appendCodePoint(one);
            } else {
                escaped.append('\\').append(Integer.toHexString(one)).append(' ');
            }
        });
        return escaped.toString();
    }
}
