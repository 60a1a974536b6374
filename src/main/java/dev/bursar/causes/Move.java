package dev.bursar.causes;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * When charges went from one owner to another.
 *
 * @param day the first one of the owner that they went to
 * @param came whether they came to the owner of whom this is told; else they left
 * @param shared whether both have charges of that day
 * @param other the other owner's number, 0 for nobody; null where the viewer may not see that team, or where there are several
 */
public record Move(
        LocalDate day,
        boolean came,
        boolean shared,
        @Nullable Integer other) {}
