package dev.bursar.setup.reach;

import module java.base;

/**
 * An account of the organisation and how it answered last.
 *
 * @param own whether it is the account of Bursar's own credentials, which needs no role
 * @param regions that are read in it; empty while it doesn't answer
 * @param states of the account and its Regions, by Region and API
 */
public record AccountReach(String account, String name, boolean own, List<String> regions, List<PlaceState> states) {
    public AccountReach {
        regions = List.copyOf(regions);
        states = List.copyOf(states);
    }

    /** Whether Bursar gets in; empty while it was never checked. */
    public Optional<PlaceState> role() {
        return states.stream()
                .filter(state -> state.api().equals(PlaceState.ROLE))
                .findFirst();
    }

    /** What doesn't answer as it should, of the account itself first. */
    public List<PlaceState> problems() {
        return states.stream().filter(state -> !state.answers()).toList();
    }

    /** Regions in which something was read. */
    public long regionsRead() {
        return regions.stream().filter(read()::contains).count();
    }

    /** Regions in which at least one API answered. */
    public long regionsAnswering() {
        Set<String> answering = states.stream()
                .filter(PlaceState::answers)
                .map(PlaceState::region)
                .collect(Collectors.toUnmodifiableSet());
        return regions.stream().filter(answering::contains).count();
    }

    /** Whether Bursar gets in, but something in the account doesn't answer; a Region that is off is as it should be. */
    public boolean inPart() {
        return role().map(PlaceState::answers).orElse(false)
                && problems().stream().anyMatch(problem -> problem.state() != PlaceState.State.OFF);
    }

    private Set<String> read() {
        return states.stream().map(PlaceState::region).collect(Collectors.toUnmodifiableSet());
    }
}
