package dev.bursar.overview;

import dev.bursar.ui.StatusBadge;
import module java.base;

/** Something that a person should look at, and where. */
record Need(StatusBadge.Kind kind, String title, String body, Optional<Way> way) {
    /** Where to go on: {@code See what to do}. */
    record Way(String words, String address) {}
}
