package dev.bursar.sync;

import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The caps on paid requests, in USD for each UTC day and calendar month, and whether this process runs due jobs. */
@ConfigurationProperties("bursar.sync")
public record SyncSettings(
        @DefaultValue("25.00") BigDecimal dailyCapUsd,
        @DefaultValue("100.00") BigDecimal monthlyCapUsd,
        @DefaultValue("true") boolean scheduled) {
    public SyncSettings {
        if (dailyCapUsd.signum() < 0 || monthlyCapUsd.signum() < 0) {
            throw new IllegalArgumentException("bursar.sync: a cap is not negative");
        }
    }
}
