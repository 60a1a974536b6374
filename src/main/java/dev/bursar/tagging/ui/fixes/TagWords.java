package dev.bursar.tagging.ui.fixes;

import dev.bursar.changes.text.ItemWords;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.ui.PlainText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes of tags in words. */
@Component
class TagWords implements ItemWords {
    private static final int LONGEST = 120;

    @Override
    public WriteKind kind() {
        return WriteKind.TAGS;
    }

    @Override
    public String what(ChangeItem item) {
        return PlainText.cut(item.part(), LONGEST) + ": " + value(item.before()) + " \u2192 "
                + (item.wanted() == null ? "removed" : value(item.wanted()));
    }

    @Override
    public String value(@Nullable String value) {
        if (value == null) {
            return "no tag";
        }
        return value.isEmpty() ? "empty" : PlainText.cut(value, LONGEST);
    }
}
