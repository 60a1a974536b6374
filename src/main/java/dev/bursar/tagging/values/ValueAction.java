package dev.bursar.tagging.values;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.tagging.TagLinks;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of values that look alike; joining them is a change of an ownership rule. */
@Component
final class ValueAction extends JournalActions {
    static final JournalAction MARKED_DISTINCT =
            action("tag-values-marked-distinct", "Tag values marked as not the same");
    static final JournalAction UNMARKED_DISTINCT =
            action("tag-values-unmarked-distinct", "Tag values no longer marked as not the same");

    static String subject(String key) {
        return "tag-values:" + key;
    }

    @Bean
    static SubjectNames valueNames() {
        return SubjectNames.each("tag-values", id -> Optional.of("of tag " + id), id -> Optional.of(TagLinks.VALUES));
    }
}
