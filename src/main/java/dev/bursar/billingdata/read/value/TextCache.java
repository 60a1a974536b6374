package dev.bursar.billingdata.read.value;

import module java.base;
import org.jspecify.annotations.Nullable;

/** What texts that come again and again were turned into; it begins anew before it grows large. */
public final class TextCache<V> {
    private static final int MOST_TEXTS = 20_000;
    private static final int MOST_CHARACTERS = 4 << 20;

    private final Map<String, V> values = new HashMap<>();
    private int characters;

    /** The text's value, made only if it isn't kept; nulls are not kept. */
    public @Nullable V get(String text, Function<String, @Nullable V> make) {
        V kept = values.get(text);
        if (kept != null) {
            return kept;
        }
        V made = make.apply(text);
        if (made != null) {
            if (values.size() == MOST_TEXTS || characters + text.length() > MOST_CHARACTERS) {
                values.clear();
                characters = 0;
            }
            characters += text.length();
            values.put(text, made);
        }
        return made;
    }
}
