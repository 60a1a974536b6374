package dev.bursar.efficiency.prices;

import module java.base;

/**
 * What SageMaker's usage type says of an instance, such as {@code USE1-Host:ml.m5.xlarge} or {@code Studio:JupyterLab-ml.g5.xlarge}.
 *
 * @param component as usage types name it, such as Host
 */
public record UsageType(String component, String instanceType) {
    private static final Pattern FORM =
            Pattern.compile("(?:[A-Z]{2,4}[0-9]?-)?([A-Za-z_]+)(?::[A-Za-z]+-|:)(ml\\.[a-z0-9-]+\\.[a-z0-9]+)");

    /** Empty where it names no instance type. */
    public static Optional<UsageType> of(String usageType) {
        Matcher form = FORM.matcher(usageType);
        return form.matches() ? Optional.of(new UsageType(form.group(1), form.group(2))) : Optional.empty();
    }
}
