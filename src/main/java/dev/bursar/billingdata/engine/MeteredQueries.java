package dev.bursar.billingdata.engine;

import module java.base;

/** What was metered of each query whose bytes are paid: each once, whoever waits for it and whenever a process ends. */
public interface MeteredQueries {
    /**
     * A query was started, or is gone on with.
     *
     * @param run that waits for it, 0 where it is no run's
     */
    void began(String id, long run);

    /**
     * Meters what a query costs by now beyond what was metered of it, both or neither.
     *
     * @param usd all that it costs
     * @param ended whether it costs nothing more
     * @param meter takes what is owed, which is negative where AWS gives back; what it throws leaves all as it was
     */
    void pay(String id, BigDecimal usd, boolean ended, Consumer<BigDecimal> meter);

    /** A query of which nobody can say any more what it cost: what was metered stays. */
    void forget(String id);

    /**
     * Queries that haven't ended as far as is known here, and for which nobody waits: those of runs, and persons' that are older than an
     * hour.
     */
    List<String> left();
}
