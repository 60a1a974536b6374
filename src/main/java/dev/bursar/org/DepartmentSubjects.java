package dev.bursar.org;

import dev.bursar.journal.SubjectNames;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Says in the journal which department is meant, by its present name. */
@Component
class DepartmentSubjects implements SubjectNames {
    private final Departments departments;

    DepartmentSubjects(Departments departments) {
        this.departments = departments;
    }

    @Override
    public String kind() {
        return "department";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        return departments.all().stream()
                .filter(one -> ids.contains(String.valueOf(one.id().value())))
                .collect(Collectors.toMap(one -> String.valueOf(one.id().value()), Department::name));
    }

    @Override
    public Optional<String> address(String id) {
        return Optional.of(OrgLinks.TEAMS);
    }
}
