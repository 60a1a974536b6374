package dev.bursar.kernel;

import module java.base;
import org.springframework.core.annotation.AliasFor;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes in a transaction of its own or its caller's. What the class says of its reading methods doesn't hold for it: unless it says
 * otherwise, each of its statements sees what others have committed by then, and its guard is why that is right.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Transactional
public @interface Writes {
    /** What keeps it right when others commit between two of its statements. */
    Guard value();

    @AliasFor(annotation = Transactional.class)
    Isolation isolation() default Isolation.READ_COMMITTED;

    /** Seconds after which it is given up; as long as it takes, unless said. */
    @AliasFor(annotation = Transactional.class)
    int timeout() default TransactionDefinition.TIMEOUT_DEFAULT;

    /** Why a write is right beside others. */
    enum Guard {
        /** It takes a lock that the others take too, and reads after that: it has to see what they did while it waited. */
        LOCK,
        /** A row is written only as it was read, by its version or state; otherwise it is a stale edit, or nothing happens. */
        CONDITION,
        /** A constraint of the database refuses the second of two that can't both be. */
        CONSTRAINT,
        /** It calls methods that have their own guards, and decides nothing that these don't decide again. */
        PARTS,
        /** It is right in whichever order they come: the last one counts, or one more does no harm. */
        ANY_ORDER
    }
}
