package dev.bursar.chargeback.month;

import dev.bursar.journal.SubjectNames;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says in the journal what is meant. */
@Component
class CalendarSubjects implements SubjectNames {
    private static final String KIND = "closing-calendar";
    private static final String ALL = "all";
    static final String SUBJECT = KIND + ":" + ALL;

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return ids.contains(ALL) ? Map.of(ALL, "Closing calendar") : Map.of();
    }
}
