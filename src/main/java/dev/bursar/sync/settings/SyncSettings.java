package dev.bursar.sync.settings;

import module java.base;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the environment says: the caps on paid requests where no admin has set them, in USD for each UTC day and calendar
 * month, and whether this process runs due jobs.
 *
 * @param poll how often it looks for jobs that are due
 * @param heartbeat how often it says that it is alive; after four that are missed others take its jobs over
 * @param pause before storing how a run ended is tried for the second time; each one after that is twice as long
 */
@ConfigurationProperties("bursar.sync")
public record SyncSettings(
        @DefaultValue(SyncSettings.DAILY_CAP_USD) BigDecimal dailyCapUsd,
        @DefaultValue(SyncSettings.MONTHLY_CAP_USD) BigDecimal monthlyCapUsd,
        @DefaultValue("true") boolean scheduled,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("1s") Duration pause) {
    public static final String DAILY_CAP_USD = "25.00";
    public static final String MONTHLY_CAP_USD = "100.00";

    public SyncSettings {
        if (dailyCapUsd.signum() < 0 || monthlyCapUsd.signum() < 0) {
            throw new IllegalArgumentException("bursar.sync: a cap is not negative");
        }
    }
}
