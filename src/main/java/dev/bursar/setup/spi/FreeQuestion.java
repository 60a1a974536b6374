package dev.bursar.setup.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;

/** Whether AWS allows an action: the smallest request of it, and free. Errors as {@link AwsConnection} says. */
public interface FreeQuestion {
    /** As in a policy, such as {@code budgets:ViewBudget}. */
    String action();

    /** @param month the last full one, where AWS wants a month */
    void ask(YearMonth month, RequestMeter meter);
}
