package dev.bursar.testing;

import module java.base;

/** The test makes something of this kind wait, finds as many rows behind its link as its badge says, does it, and nothing waits. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Empties {
    /** {@code Waiting.kind()}. */
    String[] value();
}
