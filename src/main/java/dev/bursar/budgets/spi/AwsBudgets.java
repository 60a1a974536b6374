package dev.bursar.budgets.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;

/** Where AWS's own budgets are listed; free requests. Errors: {@link dev.bursar.sync.SourceProblem}. */
public interface AwsBudgets {
    /** The permission that listing them needs. */
    String PERMISSION = "budgets:ViewBudget";

    /** All budgets of the account that the credentials belong to, whole or not at all. */
    List<AwsBudget> all(RequestMeter meter);

    /** One of them, without its notifications; empty where there is none of that name. */
    Optional<AwsBudget> named(String name, RequestMeter meter);
}
