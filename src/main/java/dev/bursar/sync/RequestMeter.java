package dev.bursar.sync;

import module java.base;

/** Counts every AWS request with its price and stops before a cap is passed. */
public interface RequestMeter {
    /**
     * Sends one request. It is counted as paid before it is sent and given back when AWS refuses it, because AWS charges
     * successful requests only. An answer that was lost or can't be read stays counted: AWS may have charged it.
     *
     * @param api such as "ce:GetCostAndUsage"
     * @param account the account asked
     * @param region the Region asked; empty for APIs without one
     * @param priceUsd zero for free APIs
     * @param refused whether a failure means that AWS answered nothing it charges for
     * @throws CapReached when the price would pass the day's or the month's cap; nothing is sent
     * @throws StopAsked when somebody asked the run to stop; nothing is sent
     */
    <T> T send(
            String api,
            String account,
            String region,
            BigDecimal priceUsd,
            Predicate<RuntimeException> refused,
            Supplier<T> request);

    /**
     * Asks for room before something that is paid when it has ended; nothing is counted.
     *
     * @throws CapReached when so much more would pass the day's or the month's cap
     */
    default void requireRoom(BigDecimal priceUsd) {}

    /**
     * Asked now and then while an answer is waited for.
     *
     * @throws StopAsked when somebody asked the run to stop; the request is given up then, and stays counted
     */
    default void look() {}

    /** Sends one request to an API without Regions. */
    default <T> T send(
            String api, String account, BigDecimal priceUsd, Predicate<RuntimeException> refused, Supplier<T> request) {
        return send(api, account, "", priceUsd, refused, request);
    }
}
