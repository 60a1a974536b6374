package dev.bursar.tagging;

import dev.bursar.tagging.violations.ViolationService;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** What resources without a required tag cost, for pages of other modules; of what the person who asks may see. */
@Service
public class UntaggedCost {
    private final ViolationService violations;

    UntaggedCost(ViolationService violations) {
        this.violations = violations;
    }

    /** Empty while there are none. */
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public Optional<Untagged> untagged() {
        return violations.untagged();
    }

    /** Whether resources have been held against a policy. */
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public boolean isChecked() {
        return violations.isChecked();
    }
}
