package dev.bursar.budgets.ui;

import dev.bursar.budgets.aws.AwsBudgetLinks;
import dev.bursar.budgets.writes.AwsBudgetWrites;
import dev.bursar.budgets.writes.AwsBudgetWrites.Managed;
import dev.bursar.kernel.Role;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Waiting;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Budgets that Bursar wrote to AWS and that AWS has otherwise now. */
@Component
@Order(58)
class DriftedBudgetsWaiting implements Waiting {
    private final AwsBudgetWrites service;

    DriftedBudgetsWaiting(AwsBudgetWrites service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "budgets-drifted";
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.ADMIN);
    }

    @Override
    public String page() {
        return AwsBudgetLinks.AWS_BUDGETS;
    }

    @Override
    public Optional<Waits> look() {
        return service.drifted().map(DriftedBudgetsWaiting::waits);
    }

    private static Waits waits(List<Managed> drifted) {
        return new Waits(
                drifted.size(),
                Map.of(),
                null,
                drifted.stream().findFirst().map(Managed::team).orElse(""),
                AwsBudgetLinks.DIFFERING);
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "budget differs in AWS", "budgets differ in AWS");
    }

    @Override
    public String lookedAt() {
        return "budgets in AWS";
    }
}
