package dev.bursar.changes.write;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of changes to AWS. */
public enum ChangeAction implements JournalAction {
    WRITING_CHANGED("aws-writing-changed", "Changes to AWS set"),
    WRITER_TESTED("aws-writer-tested", "Role for changes to AWS tested"),
    CHANGE_PROPOSED("aws-change-proposed", "Change to AWS proposed"),
    CHANGE_READ_AGAIN("aws-change-read-again", "Change to AWS read again"),
    CHANGE_APPROVED("aws-change-approved", "Change to AWS approved"),
    CHANGE_REJECTED("aws-change-rejected", "Change to AWS rejected"),
    CHANGE_STOPPED("aws-change-stopped", "Change to AWS stopped"),
    CHANGE_ENDED("aws-change-ended", "Change to AWS ended"),
    ITEM_WRITTEN("aws-item-written", "Resource in AWS changed");

    private final Called called;

    ChangeAction(String code, String label) {
        called = new Called(code, label, false);
    }

    @Override
    public Called called() {
        return called;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered extends JournalActions {
        Offered() {
            super(values());
        }
    }
}
