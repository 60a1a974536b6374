package dev.bursar.changes.write;

import dev.bursar.changes.write.AwsChange.State;
import module java.base;

/** Which changes are asked for. */
public record ChangeQuestion(Optional<Which> which) {
    /** Changes by what is left to do. */
    public enum Which {
        OPEN(State::isOpen),
        ENDED(state -> !state.isOpen());

        private final Predicate<State> states;

        Which(Predicate<State> states) {
            this.states = states;
        }
    }

    /** States with commas between; "" for all. */
    String stored() {
        return which.map(one -> Arrays.stream(State.values())
                        .filter(one.states)
                        .map(State::stored)
                        .collect(Collectors.joining(",")))
                .orElse("");
    }
}
