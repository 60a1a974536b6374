package dev.bursar.kernel;

/**
 * A team's number. {@link #UNALLOCATED} stands for costs that no ownership rule claims; it is no team, has no lead and is
 * always shown to those who may see everything.
 */
public record TeamId(int value) implements Comparable<TeamId> {
    public static final TeamId UNALLOCATED = new TeamId(0);

    public TeamId {
        if (value < 0) {
            throw new IllegalArgumentException("A team's number is not negative: " + value);
        }
    }

    @Override
    public int compareTo(TeamId other) {
        return Integer.compare(value, other.value);
    }
}
