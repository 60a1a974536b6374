package dev.bursar.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A few rounds, for each build, of what a test marked with {@link Full} does in many: a full run leaves them to that one. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@org.junit.jupiter.api.Tag("few")
public @interface Few {
    /** The method of this class that does the same and more. */
    String of();
}
