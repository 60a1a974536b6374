package dev.bursar.changes.write;

import module java.base;

/** Why an item was skipped or failed. */
public enum ItemWhy {
    /** It is as it should be already. */
    ALREADY_SO,
    /** It isn't what it was when the change was shown. */
    CHANGED_SINCE,
    GONE,
    /** AWS couldn't be asked what is there. */
    NOT_READ,
    /** AWS named it in one answer and left it out of another, so nobody knows what is there. */
    PART_READ,
    /** AWS refused it, with a code and a text. */
    REFUSED,
    /** AWS was too busy each time. */
    THROTTLED,
    /** AWS answered no request, and shows that it carried out none; of changes that were carried out before nobody knew for sure. */
    NOT_TAKEN,
    /** Another part of the same thing, which had to be there before this one goes, couldn't be written. */
    OTHER_MISSING,
    /** Bursar couldn't go on before it knew. */
    BROKEN_OFF,
    /** AWS took it, and it wasn't seen within a quarter of an hour. */
    NOT_SEEN,
    /** Its kind was turned off, or somebody stopped the change. */
    STOPPED,
    /** Its account, type, key or owner is no longer among those that may be changed. */
    NOT_ALLOWED;

    String stored() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static ItemWhy of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
