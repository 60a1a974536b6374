package dev.bursar.billingdata.imports;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What uploads may take.
 *
 * @param mostMegabytes of all files together that are uploaded and not imported yet
 */
@ConfigurationProperties("bursar.imports")
public record ImportSettings(@DefaultValue("10000") long mostMegabytes) {
    public ImportSettings {
        if (mostMegabytes <= 0 || mostMegabytes > 1_000_000_000) {
            throw new IllegalArgumentException("bursar.imports: a size is above zero, and at most 1,000,000,000 MB");
        }
    }

    public long mostBytes() {
        return mostMegabytes * 1_000_000;
    }
}
