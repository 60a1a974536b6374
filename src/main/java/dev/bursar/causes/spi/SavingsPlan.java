package dev.bursar.causes.spi;

import module java.base;

/**
 * A Savings Plan as AWS describes it. What AWS may add values to is text.
 *
 * @param arn as charges name it
 * @param type such as {@code Compute}, {@code EC2Instance} or {@code SageMaker}
 * @param state such as {@code active} or {@code retired}
 * @param end later than the start
 */
public record SavingsPlan(String arn, String type, String state, Instant start, Instant end) {}
