package dev.bursar.chargeback.split;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a pool is from a month on, until its next terms. */
public record PoolTerms(YearMonth from, boolean ended, Pool pool) {
    /**
     * As the activity log has it.
     *
     * @param others pools of the month
     */
    public Map<String, Object> recorded(List<Pool> others) {
        List<Pool> all = Stream.concat(others.stream(), Stream.of(pool)).toList();
        return Map.of(
                "name", pool.name(),
                "takes", PoolText.selection(pool.selection()),
                "split", PoolText.split(pool.split()) + PoolText.parts(pool, all),
                "from", from.toString());
    }
}
