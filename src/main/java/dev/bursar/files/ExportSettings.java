package dev.bursar.files;

import module java.base;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long and how much is kept of what was exported.
 *
 * @param keep from when a file is ready until it expires
 * @param mostMegabytes of all files together
 * @param mostMegabytesOfPerson of one person's files together
 */
@ConfigurationProperties("bursar.exports")
public record ExportSettings(
        @DefaultValue("24h") Duration keep,
        @DefaultValue("2048") long mostMegabytes,
        @DefaultValue("512") long mostMegabytesOfPerson) {
    public ExportSettings {
        if (keep.isNegative() || keep.isZero() || mostMegabytes <= 0 || mostMegabytesOfPerson <= 0) {
            throw new IllegalArgumentException("bursar.exports: a time and a size are above zero");
        }
    }
}
