package dev.bursar.setup.reach;

import dev.bursar.list.AddressReader;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A Region of an account.
 *
 * @param readAt when something in it was read last; null where it never was
 * @param answering how many of the APIs that were asked there answered
 * @param asked how many APIs were asked there
 */
public record RegionRow(
        String account,
        String accountName,
        String region,
        State state,
        @Nullable Instant readAt,
        int answering,
        int asked) {
    /** What is known of it, what somebody has to look at first. */
    public enum State {
        /** Enabled, and no API answers. */
        REFUSED("Not readable"),
        /** Enabled, and some APIs answer. */
        IN_PART("Read in part"),
        /** Whether it is enabled isn't known: the account's Regions were not read. */
        UNKNOWN("Not known"),
        /** Enabled, and nothing was asked there yet. */
        NOT_READ("Not read yet"),
        /** Enabled, and all that was asked answered. */
        READ("Read"),
        /** Enabled, but not among the Regions that are chosen to be read. */
        LEFT_OUT("Not chosen"),
        OFF("Not enabled");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static State of(String stored) {
            return AddressReader.constant(State.class, stored).orElseThrow();
        }
    }

    /** Whether the Region is enabled in the account. */
    public enum Enabled {
        YES("yes"),
        NO("no"),
        UNKNOWN("not known");

        private final String label;

        Enabled(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public Enabled enabled() {
        return switch (state) {
            case UNKNOWN -> Enabled.UNKNOWN;
            case OFF -> Enabled.NO;
            case REFUSED, IN_PART, NOT_READ, READ, LEFT_OUT -> Enabled.YES;
        };
    }
}
