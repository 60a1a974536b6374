package dev.bursar.sync;

import module java.base;

/** What accounts are called, for sentences about what went wrong in them. */
@FunctionalInterface
public interface AccountNames {
    /** Names by id; an account that isn't known is not in it. */
    Map<String, String> byId();
}
