package dev.bursar.setup.reach;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Regions in which all that was read answered. */
    public long regionsAnswering() {
        Set<String> troubled = problems().stream().map(PlaceState::region).collect(Collectors.toUnmodifiableSet());
        Set<String> read = read();
        return regions.stream()
                .filter(region -> read.contains(region) && !troubled.contains(region))
                .count();
    }

    private Set<String> read() {
        return states.stream().map(PlaceState::region).collect(Collectors.toUnmodifiableSet());
    }
}
