package dev.bursar.costexplorer.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;

/**
 * A payer's costs, asked by questions. Every request is metered before it is sent.
 *
 * <p>Errors: {@link dev.bursar.sync.SourceProblem} for what the source refuses or answers badly (nothing of the answer is used),
 * {@link dev.bursar.sync.CapReached} before a request that the cap forbids.
 */
public interface CostSource {
    /** Who pays where the source can't tell. */
    String UNKNOWN_PAYER = "unknown";

    /** Names the payer by its account id, or {@link #UNKNOWN_PAYER}. Free. */
    String payer(RequestMeter meter);

    CostResponse ask(CostRequest question, RequestMeter meter);

    /** Empty where the source has too little history. */
    Optional<CostForecast> forecast(LocalDate from, LocalDate to, RequestMeter meter);
}
