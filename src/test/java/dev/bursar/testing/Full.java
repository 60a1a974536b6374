package dev.bursar.testing;

import module java.base;

/**
 * The many rounds of a test of which each build runs a few: only {@code ./bursar verify --full} runs them. What they guard is
 * listed in {@code .ci/guarded}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@org.junit.jupiter.api.Tag("full")
@net.jqwik.api.Tag("full")
public @interface Full {
    /** When to run it before a change is handed in. */
    String value();
}
