package dev.bursar.changes.write;

import dev.bursar.changes.ChangeLinks;
import dev.bursar.journal.Journal;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Actor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says in the journal which change to AWS is meant. */
@Component
class ChangeSubjects implements SubjectNames {
    private static final String KIND = "aws-change";

    static String subject(long change) {
        return KIND + ":" + change;
    }

    /** Records that an item was written and seen. */
    static void written(Journal journal, Actor actor, ChangeItem item) {
        journal.recordAs(
                actor,
                ChangeAction.ITEM_WRITTEN,
                subject(item.change()),
                fields(item, item.before()),
                fields(item, item.wanted()));
    }

    private static Map<String, String> fields(ChangeItem item, @Nullable String value) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("resource", item.subject());
        @Nullable String shown = ChangeItem.withoutAddresses(value);
        if (shown != null) {
            fields.put(item.part(), shown);
        }
        return fields;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.stream()
                .filter(id -> id.matches("[0-9]{1,18}"))
                .collect(Collectors.toMap(Function.identity(), id -> "Change " + id));
    }

    @Override
    public Optional<String> address(String id) {
        return Optional.of(ChangeLinks.CHANGES + "/" + id);
    }
}
