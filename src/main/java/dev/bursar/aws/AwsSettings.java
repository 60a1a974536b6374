package dev.bursar.aws;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How AWS is asked.
 *
 * @param requestsPerSecond pace of paid requests; null for 2, more at the simulated AWS
 * @param attempts how often one request is tried when AWS says that it is asked too often
 * @param backoff the first pause after such an answer; it doubles up to 20 s, with jitter
 * @param timeout for one attempt
 */
@ConfigurationProperties("bursar.aws")
public record AwsSettings(
        @Nullable Integer requestsPerSecond,
        @DefaultValue("14") int attempts,
        @DefaultValue("300ms") Duration backoff,
        @DefaultValue("90s") Duration timeout) {
    static final BigDecimal COST_EXPLORER_PRICE_USD = new BigDecimal("0.01");
}
