package dev.bursar.budgets.writes;

import dev.bursar.budgets.aws.AwsBudgetStore;
import dev.bursar.budgets.spi.AwsBudget;
import dev.bursar.budgets.spi.AwsBudgets;
import dev.bursar.sync.run.ManualRequests;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads one of AWS's budgets anew, outside of a transaction, and keeps it. */
@Component
class FreshBudget {
    private final AwsBudgets source;
    private final AwsBudgetStore store;
    private final ManualRequests requests;
    private final TransactionTemplate transaction;

    FreshBudget(AwsBudgets source, AwsBudgetStore store, ManualRequests requests, TransactionTemplate transaction) {
        this.source = source;
        this.store = store;
        this.requests = requests;
        this.transaction = transaction;
    }

    /** @throws dev.bursar.sync.SourceProblem where AWS couldn't be asked */
    void read(String name) {
        Optional<AwsBudget> now = source.named(name, requests.meter());
        transaction.executeWithoutResult(status -> store.seen(name, now));
    }

    /** Does something in a transaction. */
    <T> T within(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
