package dev.bursar.testing;

import module java.base;

/** A few rounds, for each build, of what a test marked with {@link Full} does in many: a full run leaves them to that one. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@org.junit.jupiter.api.Tag("few")
public @interface Few {
    /** The method of this class that does the same and more. */
    String of();
}
