package dev.bursar.billingdata.delivery;

import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * Where charge files are delivered to and how much of them is kept, as the environment says. The settings' older names still count.
 *
 * @param addresses of buckets' prefixes ({@code s3://bucket/prefix}) and of folders, separated by commas; "" where there are none
 */
record DeliverySettings(String addresses, long megabytes) {
    static final String NAME = "BURSAR_AWS_CHARGE_FILES";

    private static final Logger log = LoggerFactory.getLogger(DeliverySettings.class);
    private static final String OLD_NAME = "BURSAR_AWS_EXPORTS";
    private static final List<String> ADDRESSES = List.of("bursar.aws.charge-files", "bursar.aws.exports");
    private static final List<String> MEGABYTES = List.of(
            "bursar.aws.charge-files-megabytes",
            "bursar.aws.charge-files-mb",
            "bursar.aws.exports-megabytes",
            "bursar.aws.exports-mb");
    private static final String DEFAULT_MEGABYTES = "20480";

    static DeliverySettings of(Environment environment) {
        return new DeliverySettings(
                first(environment, ADDRESSES, ""), Long.parseLong(first(environment, MEGABYTES, DEFAULT_MEGABYTES)));
    }

    /** Says in the log where settings are called as they were before. */
    static void warnOfOldNames(Environment environment) {
        for (String end : List.of("", "_MB")) {
            String property = "bursar.aws.exports" + end.replace('_', '-').toLowerCase(Locale.ROOT);
            if (!text(environment, property).isBlank()) {
                log.warn("{}{} is now called {}{}; the old name still works.", OLD_NAME, end, NAME, end);
            }
        }
    }

    private static String first(Environment environment, List<String> properties, String otherwise) {
        return properties.stream()
                .map(property -> text(environment, property))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(otherwise);
    }

    private static String text(Environment environment, String property) {
        return Objects.requireNonNullElse(environment.getProperty(property), "");
    }
}
