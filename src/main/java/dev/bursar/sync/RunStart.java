package dev.bursar.sync;

import dev.bursar.kernel.Actor;

/**
 * Why a run began.
 *
 * @param by who asked for it; Bursar itself unless a person did
 */
public record RunStart(How how, Actor by) {
    public static final RunStart SCHEDULE = new RunStart(How.SCHEDULE, new Actor(Actor.SYSTEM.id(), "schedule"));
    public static final RunStart FIRST = new RunStart(How.FIRST_START, new Actor(Actor.SYSTEM.id(), "first start"));

    /** What made it due; stored. */
    public enum How {
        SCHEDULE("schedule"),
        /** It had never run when a node started. */
        FIRST_START("first-start"),
        PERSON("person"),
        /** A process of its own, such as the command line. */
        PROCESS("process");

        private final String stored;

        How(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }

        public static How of(String stored) {
            for (How how : values()) {
                if (how.stored.equals(stored)) {
                    return how;
                }
            }
            throw new IllegalArgumentException(stored);
        }
    }

    public static RunStart process(String name) {
        return new RunStart(How.PROCESS, new Actor(Actor.SYSTEM.id(), name));
    }

    public static RunStart by(Actor person) {
        return new RunStart(How.PERSON, person);
    }

    /** Who stands in the journal for what the run did. */
    public Actor actor() {
        return how == How.PERSON ? by : Actor.SYSTEM;
    }
}
