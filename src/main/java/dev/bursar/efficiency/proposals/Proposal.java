package dev.bursar.efficiency.proposals;

import dev.bursar.changes.ChangeState;
import dev.bursar.changes.Standing;

/** A change that saves costs, and how it stands; people carry it out, never Bursar. */
public record Proposal(Standing standing, ProposedChange change) {
    public long id() {
        return standing.id();
    }

    public int version() {
        return standing.version();
    }

    public ChangeState state() {
        return standing.state();
    }

    /** What is changed. */
    public enum Action {
        DELETE("delete", "Delete"),
        RIGHTSIZE("rightsize", "Change instances"),
        STOP("stop", "Stop"),
        IDLE_SHUTDOWN("idle-shutdown", "Shut down when idle");

        private final String stored;
        private final String label;

        Action(String stored, String label) {
            this.stored = stored;
            this.label = label;
        }

        public String stored() {
            return stored;
        }

        public String label() {
            return label;
        }

        public static Action of(String stored) {
            for (Action action : values()) {
                if (action.stored.equals(stored)) {
                    return action;
                }
            }
            throw new IllegalArgumentException(stored);
        }
    }
}
