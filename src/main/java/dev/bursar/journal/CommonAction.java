package dev.bursar.journal;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What any module may record, and what the journal records of itself. */
public enum CommonAction implements JournalAction {
    DENIED("denied", "Access denied", true),
    JOURNAL_EXPORTED("journal-exported", "Activity log exported");

    private final String code;
    private final String label;
    private final boolean refusal;

    CommonAction(String code, String label) {
        this(code, label, false);
    }

    CommonAction(String code, String label, boolean refusal) {
        this.code = code;
        this.label = label;
        this.refusal = refusal;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean refusal() {
        return refusal;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered implements JournalActions {
        @Override
        public Collection<CommonAction> actions() {
            return List.of(values());
        }
    }
}
