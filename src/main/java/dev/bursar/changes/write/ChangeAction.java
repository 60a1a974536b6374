package dev.bursar.changes.write;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of changes to AWS. */
@Component
public final class ChangeAction extends JournalActions {
    public static final JournalAction WRITING_CHANGED = action("aws-writing-changed", "Changes to AWS set");
    public static final JournalAction WRITER_TESTED = action("aws-writer-tested", "Role for changes to AWS tested");
    public static final JournalAction CHANGE_PROPOSED = action("aws-change-proposed", "Change to AWS proposed");
    public static final JournalAction CHANGE_READ_AGAIN = action("aws-change-read-again", "Change to AWS read again");
    public static final JournalAction CHANGE_APPROVED = action("aws-change-approved", "Change to AWS approved");
    public static final JournalAction CHANGE_REJECTED = action("aws-change-rejected", "Change to AWS rejected");
    public static final JournalAction CHANGE_STOPPED = action("aws-change-stopped", "Change to AWS stopped");
    public static final JournalAction CHANGE_ENDED = action("aws-change-ended", "Change to AWS ended");
    public static final JournalAction ITEM_WRITTEN = action("aws-item-written", "Resource in AWS changed");
}
