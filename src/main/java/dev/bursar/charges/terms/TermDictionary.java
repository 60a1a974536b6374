package dev.bursar.charges.terms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bursar.kernel.Sha256;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps each text of a dimension once and gives it a number, so that charges are narrow. */
@Component
public class TermDictionary {
    private static final int AT_ONCE = 5_000;
    private static final int ROWS_AT_ONCE = 10_000;
    /** A tag's value in the text of all tags; PostgreSQL reads no JSON with a NUL. */
    private static final String TAG =
            "case when position('\\u0000' in value) = 0 then cast(value as jsonb) ->> :key end";

    /** Bytes that the texts kept here take, about. */
    private static final long MOST_BYTES = 32L << 20;

    private static final int BYTES_BESIDE_TEXT = 150;

    private final Cache<Key, Integer> known = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, Integer id) -> BYTES_BESIDE_TEXT + key.text().length())
            .build();
    private final JdbcClient jdbc;
    private final TransactionTemplate own;

    public TermDictionary(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** What a text is; the numbers are stored. */
    public enum Kind {
        ACCOUNT(1),
        SERVICE(2),
        RECORD_TYPE(3),
        TAG_VALUE(4),
        REGION(5),
        USAGE_TYPE(6),
        PRICING_CATEGORY(7),
        CHARGE_CLASS(8),
        COMMITMENT(9),
        RESOURCE(10),
        /** All tags of a charge as {@link TagsText} writes them. */
        TAGS(11),
        CALLER(12),
        /** A part of a node's charge as {@code ClusterPart} writes it. */
        PART(13);

        private final int stored;

        Kind(int stored) {
            this.stored = stored;
        }

        public int stored() {
            return stored;
        }
    }

    /** The numbers of the texts; new texts are stored at once, in a transaction of their own. */
    public Map<String, Integer> ids(Kind kind, Collection<String> texts) {
        var ids = new HashMap<String, Integer>();
        var missing = new HashMap<String, byte[]>();
        for (String text : texts) {
            Integer id = known.getIfPresent(new Key(kind, text));
            if (id == null) {
                missing.put(text, hash(text));
            } else {
                ids.put(text, id);
            }
        }
        // in order, so that two writers of the same new texts never wait for each other
        List<String> left = missing.keySet().stream().sorted().toList();
        for (int i = 0; i < left.size(); i += AT_ONCE) {
            List<String> some = left.subList(i, Math.min(left.size(), i + AT_ONCE));
            ids.putAll(store(kind, some, missing));
        }
        return ids;
    }

    /** The numbers of those texts that are stored. */
    public Map<String, Integer> find(Kind kind, Collection<String> texts) {
        var found = new HashMap<String, Integer>();
        byte[][] hashes = texts.stream().map(TermDictionary::hash).toArray(byte[][]::new);
        jdbc.sql("select id, value from term where kind = :kind and hash = any(:hashes)")
                .param("kind", kind.stored())
                .param("hashes", hashes)
                .query((row, number) -> found.put(row.getString("value"), row.getInt("id")))
                .list();
        return found;
    }

    /** All texts of a kind by number. */
    public Map<Integer, String> all(Kind kind) {
        var texts = new HashMap<Integer, String>();
        jdbc.sql("select id, value from term where kind = :kind")
                .param("kind", kind.stored())
                .query((row, number) -> texts.put(row.getInt("id"), row.getString("value")))
                .list();
        return texts;
    }

    /** The resources that are inference profiles of Bedrock, by number. */
    public Map<Integer, String> inferenceProfiles() {
        var texts = new HashMap<Integer, String>();
        jdbc.sql("select id, value from term where kind = 10 and value like '%inference-profile/%'")
                .query((row, number) -> texts.put(row.getInt("id"), row.getString("value")))
                .list();
        return texts;
    }

    /** What charges are told apart by where some callers, inference profiles and parts of nodes decide. */
    public AskedParts asked(Predicate<String> callers, Predicate<String> profiles, Predicate<String> parts) {
        return new AskedParts(
                those(all(Kind.CALLER), callers), those(inferenceProfiles(), profiles), those(all(Kind.PART), parts));
    }

    private static Set<Integer> those(Map<Integer, String> texts, Predicate<String> wanted) {
        return texts.entrySet().stream()
                .filter(text -> wanted.test(text.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The texts of the numbers. */
    public Map<Integer, String> texts(Collection<Integer> ids) {
        Map<Integer, String> texts = HashMap.newHashMap(ids.size());
        jdbc.sql("select id, value from term where id = any(:ids)")
                .param("ids", ids.toArray(Integer[]::new))
                .withFetchSize(ROWS_AT_ONCE)
                .query(row -> {
                    texts.put(row.getInt("id"), row.getString("value"));
                });
        return texts;
    }

    /** The numbers of the texts that contain a part, case ignored. */
    public List<Integer> containing(Kind kind, String part) {
        if (!storable(part)) {
            return List.of();
        }
        return jdbc.sql(
                        "select id from term where kind = :kind and position(lower(:part) in lower(value)) > 0 order by id")
                .param("kind", kind.stored())
                .param("part", part)
                .query((row, number) -> row.getInt("id"))
                .list();
    }

    /** The numbers of those tags of which the one with this key has one of the values; "" is no such tag. */
    public List<Integer> tags(String key, Collection<String> values) {
        return jdbc.sql("select id from term where kind = :kind and coalesce(" + TAG
                        + ", '') = any(:values) order by id")
                .param("kind", Kind.TAGS.stored())
                .param("key", key)
                .param(
                        "values",
                        values.stream().filter(TermDictionary::storable).toArray(String[]::new))
                .query((row, number) -> row.getInt(1))
                .list();
    }

    /** The numbers of those tags of which the one with this key contains a part, case ignored. */
    public List<Integer> tagsContaining(String key, String part) {
        if (!storable(part)) {
            return List.of();
        }
        return jdbc.sql("select id from term where kind = :kind and position(lower(:part) in lower(" + TAG
                        + ")) > 0 order by id")
                .param("kind", Kind.TAGS.stored())
                .param("key", key)
                .param("part", part)
                .query((row, number) -> row.getInt(1))
                .list();
    }

    /** Both in a transaction of its own: the caller's may be busy with a COPY. */
    private Map<String, Integer> store(Kind kind, List<String> texts, Map<String, byte[]> hashes) {
        Map<String, Integer> stored = Objects.requireNonNull(own.execute(status -> {
            jdbc.sql("""
                            insert into term (kind, value, hash)
                            select :kind, value, hash from unnest(:values, :hashes) as new (value, hash)
                            on conflict (kind, hash) do nothing
                            """)
                    .param("kind", kind.stored())
                    .param("values", texts.toArray(String[]::new))
                    .param("hashes", texts.stream().map(hashes::get).toArray(byte[][]::new))
                    .update();
            return find(kind, texts);
        }));
        stored.forEach((text, id) -> known.put(new Key(kind, text), id));
        return stored;
    }

    /** PostgreSQL keeps no text with a NUL and refuses a question with one. */
    private static boolean storable(String text) {
        return text.indexOf('\0') < 0;
    }

    private static byte[] hash(String text) {
        return Sha256.of(text);
    }

    private record Key(Kind kind, String text) {}
}
