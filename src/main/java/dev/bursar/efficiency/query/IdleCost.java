package dev.bursar.efficiency.query;

import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** What idles, for pages of other modules; of what the person who asks may see. */
@Service
public class IdleCost {
    private final EfficiencyService workloads;

    IdleCost(EfficiencyService workloads) {
        this.workloads = workloads;
    }

    /**
     * @param cost EffectiveCost of idle hours, by currency
     * @param days that the cost is of
     * @param rateUsd what workloads cost a month at the present rate
     * @param savingUsd a month, of the best open proposal of each workload
     */
    public record Idle(Map<String, BigDecimal> cost, int days, BigDecimal rateUsd, BigDecimal savingUsd) {
        public Idle {
            cost = new TreeMap<>(cost);
        }
    }

    /** Empty while nothing idles or nothing has been judged. */
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public Optional<Idle> idle() {
        EfficiencyService.Page page = workloads.page(WorkloadList.USUAL);
        return page.idle().values().stream().allMatch(amount -> amount.signum() == 0)
                ? Optional.empty()
                : Optional.of(new Idle(
                        page.idle(), page.days(), page.rate().getOrDefault("USD", BigDecimal.ZERO), page.saving()));
    }

    /**
     * How much was judged.
     *
     * @param read accounts that were read as a whole
     * @param accounts of which the person may know
     */
    public record Judged(int read, int accounts) {}

    /** Empty where no workload has been judged. */
    @PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
    public Optional<Judged> judged() {
        return workloads.judged().map(unread -> new Judged(unread.read(), unread.accounts()));
    }
}
