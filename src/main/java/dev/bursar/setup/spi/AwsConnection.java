package dev.bursar.setup.spi;

import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What AWS says about itself and us. Every request is metered before it is sent.
 *
 * <p>Errors: {@link dev.bursar.sync.SourceProblem} for what AWS refuses or answers badly, {@link dev.bursar.sync.CapReached} before
 * a request that the cap forbids.
 */
public interface AwsConnection {
    /** Where AWS is asked; no request. */
    Place place();

    /** Whose credentials ours are. Free. */
    Identity identity(RequestMeter meter);

    /** All cost allocation tags as AWS lists them; two may have the same key. Free. */
    List<TagKey> tagKeys(RequestMeter meter);

    /** Whether costs may be asked for: the smallest question there is. Paid, one page. */
    void askCosts(YearMonth month, RequestMeter meter);

    /** Whether the forecast may be asked for. Paid, one page. */
    void askForecast(LocalDate from, LocalDate to, RequestMeter meter);

    /** A month's EffectiveCost by value of the tag, untagged as "". Paid, usually one page. */
    List<ValueCost> costs(String tagKey, YearMonth month, RequestMeter meter);

    /**
     * @param endpoint scheme, host and port where it isn't AWS's own
     * @param region that requests are signed for
     */
    record Place(@Nullable String endpoint, String region) {}

    record Identity(String account, String arn) {}

    /**
     * @param userDefined whether people set it, rather than AWS itself
     * @param active whether it is activated for cost allocation: costs carry only those that are
     * @param lastUsed null where AWS doesn't say
     * @param lastUpdated when its status was changed last; null where AWS doesn't say
     */
    record TagKey(
            String key,
            boolean userDefined,
            boolean active,
            @Nullable LocalDate lastUsed,
            @Nullable LocalDate lastUpdated) {}

    record ValueCost(String value, String currency, BigDecimal amount) {}
}
