package dev.bursar.changes.write;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of people in what is written, which only admins see. */
final class Addresses {
    private static final Pattern ADDRESS = Pattern.compile("(\"Address\":)\"[^\"]*\"");

    private Addresses() {}

    static @Nullable String hidden(@Nullable String json) {
        return json == null ? null : ADDRESS.matcher(json).replaceAll("$1\"hidden\"");
    }

    static ChangeItem hidden(ChangeItem item) {
        return new ChangeItem(
                item.change(),
                item.number(),
                item.account(),
                item.region(),
                item.subject(),
                item.type(),
                item.name(),
                item.team(),
                item.part(),
                hidden(item.before()),
                hidden(item.wanted()),
                hidden(item.found()),
                item.state(),
                item.why(),
                item.code(),
                item.message(),
                item.caution(),
                item.sentAt(),
                item.readAt(),
                item.currency(),
                item.cost(),
                item.source());
    }
}
