package dev.bursar.tagging.violations;

import dev.bursar.tagging.Untagged;
import module java.base;
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

    /**
     * How much was held against policies.
     *
     * @param read accounts that were read as a whole
     * @param accounts of which the person may know
     */
    public record Checked(int read, int accounts) {}

    /** Empty where resources have not been held against a policy. */
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public Optional<Checked> checked() {
        return violations.checked().map(unread -> new Checked(unread.read(), unread.accounts()));
    }
}
