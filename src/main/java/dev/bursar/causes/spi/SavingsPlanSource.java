package dev.bursar.causes.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;

/** Where Savings Plans are listed, those that have ended too; free requests. Errors: {@link dev.bursar.sync.SourceProblem}. */
public interface SavingsPlanSource {
    /** All plans of the account that the credentials belong to, whole or not at all. */
    List<SavingsPlan> all(RequestMeter meter);
}
