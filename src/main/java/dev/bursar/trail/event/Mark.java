package dev.bursar.trail.event;

import module java.base;

/** What a person who reads a stored event has to know of it. Its number is stored. */
public enum Mark {
    /** It has no event id of CloudTrail's form: its own is its delivery's or was made from the record. */
    NO_ID(1),
    /** It has no time that can be read: it has that of what delivered it. */
    NO_TIME(2),
    /** It doesn't say who did it. */
    NO_IDENTITY(4),
    /** Parts of it were left out, because it is too long. */
    SHORTENED(8),
    /** It names more resources than are kept. */
    MORE_RESOURCES(16),
    /** Its record can't be read: only what AWS said beside it is known. */
    UNREADABLE(32),
    /** Its time is later than when it was read, or before CloudTrail was. */
    ODD_TIME(64);

    private final int bit;

    Mark(int bit) {
        this.bit = bit;
    }

    public int bit() {
        return bit;
    }

    public static int stored(Collection<Mark> marks) {
        return marks.stream().mapToInt(Mark::bit).reduce(0, (one, other) -> one | other);
    }

    public static Set<Mark> of(int stored) {
        Set<Mark> marks = EnumSet.noneOf(Mark.class);
        for (Mark mark : values()) {
            if ((stored & mark.bit) != 0) {
                marks.add(mark);
            }
        }
        return marks;
    }
}
