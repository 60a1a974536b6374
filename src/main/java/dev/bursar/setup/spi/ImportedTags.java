package dev.bursar.setup.spi;

import dev.bursar.kernel.TeamKeys;
import module java.base;

/** The tags of charges that came from files: known without AWS. */
public interface ImportedTags {
    /** Whether charges of files are stored. */
    boolean any();

    /** Whether a charge of any month has ever carried the tag. */
    boolean has(String key);

    /** Whether any charge of a file has ever said who called for it. */
    boolean nameCallers();

    /** What clusters the newest billing month of imported charges has, where none of its files has split cost allocation. */
    Unsplit unsplit();

    /**
     * Clusters of which charges don't say what their pods used.
     *
     * @param nodes of clusters, as far as their tags tell
     */
    record Unsplit(int clusters, int nodes) {
        public static final Unsplit NOTHING = new Unsplit(0, 0);
    }

    /** What the newest month of imported charges says; empty while none are stored. */
    Optional<Month> newest();

    /** EffectiveCost by the value that names teams in that month, untagged as "", the largest first. */
    List<AwsConnection.ValueCost> values(TeamKeys keys);

    /**
     * EffectiveCost, by key and then by currency, of a month's imported charges that have no value by these keys, while this other key has
     * one that is among the month's values by these: it would name a team that is known.
     */
    Map<String, Map<String, BigDecimal>> missed(TeamKeys keys, YearMonth month);

    /** Whether costs are stored that were read from AWS. */
    boolean besideCostsOfAws();

    /**
     * @param at when its charges were imported
     * @param totals EffectiveCost of all its imported charges, by currency
     * @param keys by name
     */
    record Month(YearMonth month, Instant at, Map<String, BigDecimal> totals, List<Key> keys) {
        public Month {
            keys = List.copyOf(keys);
        }
    }

    /**
     * @param values how many different ones there are
     * @param costs EffectiveCost of what carries it, by currency
     */
    record Key(String key, long values, Map<String, BigDecimal> costs) {}
}
