package dev.bursar.kernel;

import module java.base;

/**
 * Runs later what a person asked for earlier, as that person and with the rights that they have when it runs. Implemented by
 * {@code access}.
 */
public interface OnBehalf {
    /** @throws org.springframework.security.access.AccessDeniedException when the person is disabled or unknown by now */
    <T> T call(PersonId person, Supplier<T> work);
}
