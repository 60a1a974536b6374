package dev.bursar.billingdata.imports;

import dev.bursar.billingdata.BillingDataLinks;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Names imports in the journal by their files. */
@Component
class ImportSubjects implements SubjectNames {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ImportStore jobs;
    private final Scope scope;

    ImportSubjects(ImportStore jobs, Scope scope) {
        this.jobs = jobs;
        this.scope = scope;
    }

    @Override
    public String kind() {
        return "import";
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        List<UUID> known = ids.stream()
                .filter(id -> ID.matcher(id).matches())
                .map(UUID::fromString)
                .toList();
        return jobs.find(known).stream()
                .collect(Collectors.toMap(
                        job -> job.id().toString(),
                        job -> "of " + String.join(", ", job.run().files())));
    }

    @Override
    public Optional<String> address(String id) {
        return scope.has(Role.FINANCE) || scope.has(Role.ADMIN) || scope.has(Role.AUDITOR)
                ? Optional.of(BillingDataLinks.IMPORTS)
                : Optional.empty();
    }
}
