package dev.bursar.access;

import dev.bursar.kernel.Role;
import module java.base;
import org.springframework.security.test.context.support.WithSecurityContext;

/**
 * Runs a test as a person who has these roles and leads these teams since 2000. The person is in the database under a name
 * made of both (and made when absent, like the teams), so services, SQL and views see what they would see of anybody.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@WithSecurityContext(factory = SignedInAsFactory.class)
public @interface SignedInAs {
    Role[] value();

    /** Names of the teams led. */
    String[] leads() default {};
}
