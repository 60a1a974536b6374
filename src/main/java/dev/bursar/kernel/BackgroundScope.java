package dev.bursar.kernel;

import module java.base;

/**
 * Runs scheduled work as Bursar itself: services then see {@link Actor#SYSTEM}, {@link Visibility#EVERYTHING}, no role
 * but the authority {@code SYSTEM}. Implemented by {@code access}. Not for work that a person asked for.
 */
public interface BackgroundScope {
    void run(Runnable work);

    <T> T call(Supplier<T> work);
}
