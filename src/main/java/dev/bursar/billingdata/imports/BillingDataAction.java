package dev.bursar.billingdata.imports;

import dev.bursar.billingdata.BillingDataLinks;
import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of imports of charge files. */
@Component
final class BillingDataAction extends JournalActions {
    static final JournalAction IMPORT_CANCEL_ASKED = action("import-cancel-asked", "Import cancellation requested");
    static final JournalAction IMPORT_CANCELLED = action("import-cancelled", "Import cancelled");
    static final JournalAction IMPORT_FAILED = action("import-failed", "Import failed");
    static final JournalAction IMPORT_REFUSED = action("import-refused", "Charge files rejected");
    static final JournalAction IMPORT_STARTED = action("import-started", "Import requested");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Imports by their files. */
    @Bean
    static SubjectNames importNames(ImportStore jobs, Scope scope) {
        return SubjectNames.of(
                "import",
                ids ->
                        jobs
                                .find(ids.stream()
                                        .filter(id -> ID.matcher(id).matches())
                                        .map(UUID::fromString)
                                        .toList())
                                .stream()
                                .collect(Collectors.toMap(
                                        job -> job.id().toString(),
                                        job -> "of "
                                                + String.join(", ", job.run().files()))),
                id -> scope.has(Role.FINANCE) || scope.has(Role.ADMIN) || scope.has(Role.AUDITOR)
                        ? Optional.of(BillingDataLinks.IMPORTS)
                        : Optional.empty());
    }
}
