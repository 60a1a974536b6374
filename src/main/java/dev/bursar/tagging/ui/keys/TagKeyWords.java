package dev.bursar.tagging.ui.keys;

import dev.bursar.changes.text.ItemWords;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes of tag keys in words. */
@Component
class TagKeyWords implements ItemWords {
    private static final int LONGEST = 60;

    @Override
    public WriteKind kind() {
        return WriteKind.TAG_KEYS;
    }

    /** Only a backfill has a month. */
    @Override
    public String what(ChangeItem item) {
        return isMonth(item.wanted())
                ? "Backfill of all tag keys from " + value(item.wanted())
                : value(item.before()) + " \u2192 " + value(item.wanted());
    }

    @Override
    public String value(@Nullable String value) {
        if (value == null) {
            return "no backfill of the last 24 hours";
        }
        return isMonth(value) ? "1 " + Formats.month(YearMonth.parse(value)) : PlainText.cut(value, LONGEST);
    }

    private static boolean isMonth(@Nullable String value) {
        return value != null && value.matches("\\d{4}-(0[1-9]|1[0-2])");
    }

    @Override
    public String waiting() {
        return "AWS accepted it. A key is active within 24 hours; Bursar checks again with each run of Read tag keys.";
    }

    @Override
    public String afterwards() {
        return "An activation can be undone afterwards, a backfill can\u2019t.";
    }
}
