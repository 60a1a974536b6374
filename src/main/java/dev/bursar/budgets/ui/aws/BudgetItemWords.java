package dev.bursar.budgets.ui.aws;

import dev.bursar.changes.text.ItemWords;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.WriteKind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes of budgets in words. */
@Component
class BudgetItemWords implements ItemWords {
    @Override
    public WriteKind kind() {
        return WriteKind.BUDGETS;
    }

    @Override
    public String what(ChangeItem item) {
        String thing = item.part().startsWith("notification") ? "notification" : "budget";
        if (item.wanted() == null) {
            return "Delete the " + thing + ": " + value(item.before());
        }
        if (item.before() == null) {
            return "Create the " + thing + ": " + value(item.wanted());
        }
        Map<String, String> before = SettingsText.of(item.before());
        return SettingsText.of(item.wanted()).entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(entry -> entry.getKey() + ": " + before.getOrDefault(entry.getKey(), "none") + " \u2192 "
                        + entry.getValue())
                .collect(Collectors.joining(". "));
    }

    @Override
    public String value(@Nullable String value) {
        return value == null
                ? "nothing"
                : SettingsText.of(value).entrySet().stream()
                        .map(entry -> entry.getKey().toLowerCase(Locale.ROOT) + " " + entry.getValue())
                        .collect(Collectors.joining("; "));
    }
}
