package dev.bursar.spend;

import dev.bursar.charges.Dimension;
import dev.bursar.kernel.Sha256;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a thing one of ten colours when it is first drawn and keeps it for good, so that no filter and no rank changes it. */
@Component
public class Colours {
    static final int SLOTS = 10;
    private final JdbcClient jdbc;
    private final TransactionTemplate own;

    Colours(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * The colours, 1 to 10, of things that are drawn together. New ones get a colour that none of the others has, as far as there
     * are enough, and of those the one that the fewest things of the dimension have.
     *
     * @param keys what is drawn, the most important first; at most a chart's worth
     */
    public Map<String, Integer> of(Dimension dimension, List<String> keys) {
        Map<String, Integer> known = find(dimension, keys);
        if (known.keySet().containsAll(keys)) {
            return known;
        }
        own.executeWithoutResult(status -> give(dimension, keys, known));
        return find(dimension, keys); // another node may have been first
    }

    private void give(Dimension dimension, List<String> keys, Map<String, Integer> known) {
        Map<Integer, Long> uses = uses(dimension);
        Map<Integer, Long> drawn = new HashMap<>();
        known.values().forEach(slot -> drawn.merge(slot, 1L, Long::sum));
        for (String key : keys) {
            if (!known.containsKey(key)) {
                int slot = free(drawn, uses);
                drawn.merge(slot, 1L, Long::sum);
                uses.merge(slot, 1L, Long::sum);
                jdbc.sql("""
                                insert into thing_colour (dimension, hash, slot) values (:dimension, :hash, :slot)
                                on conflict (dimension, hash) do nothing
                                """)
                        .param("dimension", dimension.stored())
                        .param("hash", hash(key))
                        .param("slot", slot)
                        .update();
            }
        }
    }

    private static int free(Map<Integer, Long> drawn, Map<Integer, Long> uses) {
        int best = 1;
        for (int slot = 2; slot <= SLOTS; slot++) {
            long here = drawn.getOrDefault(slot, 0L);
            long there = drawn.getOrDefault(best, 0L);
            if (here < there || here == there && uses.getOrDefault(slot, 0L) < uses.getOrDefault(best, 0L)) {
                best = slot;
            }
        }
        return best;
    }

    private Map<Integer, Long> uses(Dimension dimension) {
        Map<Integer, Long> uses = new TreeMap<>();
        jdbc.sql("select slot, count(*) uses from thing_colour where dimension = :dimension group by slot")
                .param("dimension", dimension.stored())
                .query((row, number) -> uses.put(row.getInt("slot"), row.getLong("uses")))
                .list();
        return uses;
    }

    private Map<String, Integer> find(Dimension dimension, List<String> keys) {
        Map<String, String> byHash = new HashMap<>();
        keys.forEach(key -> byHash.put(HexFormat.of().formatHex(hash(key)), key));
        Map<String, Integer> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select encode(hash, 'hex') hash, slot from thing_colour
                         where dimension = :dimension and hash = any(:hashes)
                        """)
                .param("dimension", dimension.stored())
                .param("hashes", keys.stream().map(Colours::hash).toArray(byte[][]::new))
                .query((row, number) -> found.put(byHash.get(row.getString("hash")), row.getInt("slot")))
                .list();
        return found;
    }

    private static byte[] hash(String text) {
        return Sha256.of(text);
    }
}
