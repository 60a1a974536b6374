package dev.bursar.org;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What the journal keeps of a change, in order; things as their subjects, {@code department:3}. */
final class Fields {
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    static Fields of(String name, @Nullable Object value) {
        return new Fields().and(name, value);
    }

    Fields and(String name, @Nullable Object value) {
        fields.put(
                name,
                switch (value) {
                    case null -> null;
                    case TeamId team -> subject(team);
                    case DepartmentId department -> subject(department);
                    default -> value;
                });
        return this;
    }

    Map<String, @Nullable Object> map() {
        return fields;
    }

    static String subject(TeamId team) {
        return "team:" + team.value();
    }

    static String subject(DepartmentId department) {
        return "department:" + department.value();
    }
}
