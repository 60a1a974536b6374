package dev.bursar.chargeback.files;

import java.awt.Color;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Chunk;
import org.openpdf.text.DocumentException;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;

/**
 * Sets texts in the portal's own typeface, whose figures all have one width here, and what it lacks in one with more alphabets. What
 * neither has is set as a replacement character, so that nothing vanishes. For one thread.
 */
final class PdfType {
    private static final int UNKNOWN = 0xFFFD;

    private static final Color BLACK = new Color(0x11, 0x11, 0x11);
    private static final Color QUIET = new Color(0x55, 0x55, 0x55);

    /** How a text looks; sizes in points. */
    enum Style {
        TITLE(20, true, BLACK),
        FIGURE(17, true, BLACK),
        HEADING(11, true, BLACK),
        /** Beside a heading. */
        LARGE(11, false, BLACK),
        STRONG(9.5f, true, BLACK),
        BODY(9.5f, false, BLACK),
        NOTE(8.5f, false, QUIET),
        FOOT(7.5f, false, QUIET);

        private final float size;
        private final boolean heavy;
        private final Color color;

        Style(float size, boolean heavy, Color color) {
            this.size = size;
            this.heavy = heavy;
            this.color = color;
        }

        /** From line to line; one for all sizes of running text. */
        float leading() {
            return Math.max(11.6f, size * 1.22f);
        }
    }

    private final BaseFont regular = read("InstrumentSans-Regular.ttf");
    private final BaseFont heavy = read("InstrumentSans-SemiBold.ttf");
    private @Nullable BaseFont other;

    /** @param text of which no character is hidden or turns the line around */
    Phrase text(String text, Style style) {
        BaseFont first = style.heavy ? heavy : regular;
        var phrase = new Phrase();
        var run = new StringBuilder();
        BaseFont font = first;
        // the typeface has narrow spaces
        String spaced = text.replace(" \u00B7 ", "  \u00B7  ");
        for (int i = 0; i < spaced.length(); ) {
            int c = spaced.codePointAt(i);
            i += Character.charCount(c);
            BaseFont its = c == ' ' ? font : first.charExists(c) ? first : other();
            if (its != font && !run.isEmpty()) {
                phrase.add(chunk(run.toString(), font, style));
                run.setLength(0);
            }
            font = its;
            run.appendCodePoint(its.charExists(c) ? c : UNKNOWN);
        }
        phrase.add(chunk(run.toString(), font, style));
        return phrase;
    }

    private static Chunk chunk(String text, BaseFont font, Style style) {
        return new Chunk(text, new Font(font, style.size, Font.NORMAL, style.color));
    }

    private BaseFont other() {
        BaseFont found = other;
        if (found == null) {
            found = read("DejaVuSans.ttf");
            other = found;
        }
        return found;
    }

    /** Each has fonts of its own: they can't be used by two threads. */
    private static BaseFont read(String name) {
        try (var file = Objects.requireNonNull(PdfType.class.getResourceAsStream(name), name)) {
            return BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, file.readAllBytes(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DocumentException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
