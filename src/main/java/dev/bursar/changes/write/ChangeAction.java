package dev.bursar.changes.write;

import dev.bursar.changes.ChangeLinks;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Actor;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of changes to AWS. */
@Component
public final class ChangeAction extends JournalActions {
    public static final JournalAction WRITING_CHANGED = action("aws-writing-changed", "Writing to AWS set");
    public static final JournalAction WRITER_TESTED = action("aws-writer-tested", "Role for changes to AWS tested");
    public static final JournalAction CHANGE_PROPOSED = action("aws-change-proposed", "Change to AWS proposed");
    public static final JournalAction CHANGE_READ_AGAIN = action("aws-change-read-again", "Change to AWS read again");
    public static final JournalAction CHANGE_APPROVED = action("aws-change-approved", "Change to AWS approved");
    public static final JournalAction CHANGE_REJECTED = action("aws-change-rejected", "Change to AWS rejected");
    public static final JournalAction CHANGE_STOPPED = action("aws-change-stopped", "Change to AWS stopped");
    public static final JournalAction CHANGE_ENDED = action("aws-change-ended", "Change to AWS ended");
    public static final JournalAction ITEM_WRITTEN = action("aws-item-written", "Resource changed by Bursar");

    static String subject(long change) {
        return "aws-change:" + change;
    }

    @Bean
    static SubjectNames changeNames() {
        return SubjectNames.each(
                "aws-change",
                id -> Optional.of("Change " + id + " to AWS").filter(name -> id.matches("[0-9]{1,18}")),
                id -> Optional.of(ChangeLinks.CHANGES + "/" + id));
    }

    /** Records that an item was written and seen. */
    static void written(Journal journal, Actor actor, ChangeItem item) {
        journal.recordAs(
                actor,
                ChangeAction.ITEM_WRITTEN,
                subject(item.change()),
                item.before() == null ? null : value(item, item.before()),
                after(item));
    }

    private static Map<String, String> after(ChangeItem item) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("resource", item.subject());
        fields.putAll(value(item, item.wanted()));
        return fields;
    }

    /** By {@code tag team} where it is a tag, else by what the part is called. */
    private static Map<String, String> value(ChangeItem item, @Nullable String value) {
        @Nullable String shown = ChangeItem.withoutAddresses(value);
        boolean ofTag = !item.type().startsWith("budgets:") && !item.type().startsWith("ce:");
        return shown == null ? Map.of() : Map.of(ofTag ? "tag " + item.part() : item.part(), shown);
    }
}
