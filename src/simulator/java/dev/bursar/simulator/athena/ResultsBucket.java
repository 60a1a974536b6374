package dev.bursar.simulator.athena;

import dev.bursar.simulator.exports.Bucket;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The organisation's bucket for what Athena writes; others may put objects there too. */
public final class ResultsBucket implements Bucket {
    public static final String BUCKET = "acme-athena-results";

    private final Clock clock;
    private final NavigableMap<String, Content> objects = new TreeMap<>();

    public ResultsBucket(Clock clock) {
        this.clock = clock;
    }

    /** Puts an object, or replaces that of the key. */
    public synchronized void put(String key, byte[] bytes) {
        objects.put(key, Content.of(key, bytes.clone(), clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Removes all objects whose keys begin with the prefix. */
    public synchronized void removeAll(String prefix) {
        objects.subMap(prefix, prefix + Character.MAX_VALUE).clear();
    }

    @Override
    public synchronized boolean remove(String key) {
        objects.remove(key);
        return true;
    }

    @Override
    public String name() {
        return BUCKET;
    }

    @Override
    public synchronized List<String> keys(String prefix) {
        return List.copyOf(objects.subMap(prefix, prefix + Character.MAX_VALUE).keySet());
    }

    @Override
    public synchronized @Nullable Content content(String key) {
        return objects.get(key);
    }
}
