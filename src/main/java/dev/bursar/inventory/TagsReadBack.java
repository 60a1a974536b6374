package dev.bursar.inventory;

import dev.bursar.charges.terms.TagsText;
import dev.bursar.inventory.spi.ResourcesChanged;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.rows.Params;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps tags that were seen outside of a reading of their place: those that Bursar wrote and read back. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class TagsReadBack {
    private final JdbcClient jdbc;
    private final ObjectProvider<ResourcesChanged> followers;
    private final Clock clock;

    TagsReadBack(JdbcClient jdbc, ObjectProvider<ResourcesChanged> followers, Clock clock) {
        this.jdbc = jdbc;
        this.followers = followers;
        this.clock = clock;
    }

    /** @param seen tags by ARN and key; empty where a tag isn't there */
    public void seen(Map<String, Map<String, Optional<String>>> seen) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        seen.forEach((arn, tags) -> jdbc.sql("select tags from resource where arn_hash = :hash for update")
                .param("hash", Sha256.of(arn))
                .query(String.class)
                .optional()
                .ifPresent(text -> {
                    Map<String, String> known = new HashMap<>(TagsText.read(text));
                    tags.forEach((key, value) ->
                            value.ifPresentOrElse(there -> known.put(key, there), () -> known.remove(key)));
                    jdbc.sql("""
                                    update resource
                                       set tags = :tags, tags_known = true, tagging_seen = greatest(tagging_seen, :now),
                                           last_seen = greatest(last_seen, :now)
                                     where arn_hash = :hash
                                    """)
                            .params(Params.of("tags", TagsText.of(known))
                                    .and("now", now)
                                    .and("hash", Sha256.of(arn)))
                            .update();
                }));
        jdbc.sql("""
                        insert into tag_read_back (single, read_at) values (true, :now)
                        on conflict (single) do update set read_at = excluded.read_at
                        """).param("now", now).update();
        followers.forEach(ResourcesChanged::changed);
    }
}
