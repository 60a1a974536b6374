package dev.bursar.charges.store;

import dev.bursar.charges.terms.TermDictionary;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Numbers of texts that come again and again in a delivery, so that each is asked for about once. Bounded in memory. */
final class KnownTexts {
    private static final int MOST = 50_000;
    private static final int MOST_CHARACTERS = 4 << 20;
    private static final int LONGEST = 500;

    private final Map<TermDictionary.Kind, OfKind> kinds = new EnumMap<>(TermDictionary.Kind.class);

    /** A text's number. */
    private static final class Known {
        private final String text;
        private final int number;
        /** What came after it the last time. */
        private @Nullable Known next;

        Known(String text, int number) {
            this.text = text;
            this.number = number;
        }
    }

    private static final class OfKind {
        private final Map<String, Known> texts = new HashMap<>();
        private int characters;
        /** The last charge's: the next one often has the same, or what followed it on the day before. */
        private @Nullable Known last;

        int number(String text) {
            Known before = last;
            if (before != null && before.text.equals(text)) {
                return before.number;
            }
            Known next = before == null ? null : before.next;
            Known found = next != null && next.text.equals(text) ? next : texts.get(text);
            if (found == null) {
                return 0;
            }
            last = found;
            if (before != null) {
                before.next = found;
            }
            return found.number;
        }

        void keep(String text, int number) {
            if (texts.size() >= MOST || characters + text.length() > MOST_CHARACTERS) {
                texts.clear();
                characters = 0;
            }
            texts.put(text, new Known(text, number));
            characters += text.length();
        }
    }

    /** The text's number; 0 where it has to be asked for. */
    int number(TermDictionary.Kind kind, String text) {
        OfKind known = kinds.get(kind);
        return known == null ? 0 : known.number(text);
    }

    /** Keeps numbers that were asked for, but those of long texts. */
    void keep(TermDictionary.Kind kind, Map<String, Integer> numbers) {
        OfKind known = kinds.computeIfAbsent(kind, any -> new OfKind());
        numbers.forEach((text, number) -> {
            if (text.length() <= LONGEST) {
                known.keep(text, number);
            }
        });
    }
}
