package dev.bursar.inventory.read;

import dev.bursar.charges.terms.TagsText;
import dev.bursar.inventory.Arn;
import dev.bursar.inventory.ServiceMade;
import dev.bursar.inventory.spi.FoundResource;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.rows.Batch;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.setup.spi.Place;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores resources as places are read. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ResourceStore {
    /** Resource Explorer doesn't index their tags, and the Tagging API doesn't list them. */
    private static final Set<String> TAGS_NOT_READ = Set.of("iam:role", "iam:user");

    private final JdbcClient jdbc;

    ResourceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores resources that a source showed. Of tags the Tagging API knows more: what Resource Explorer calls untagged keeps the tags
     * that the other one has just shown, because an index lags behind by up to a day and a half. Older findings never win.
     */
    void found(Place place, Source source, List<FoundResource> resources, Instant readAt) {
        Map<String, FoundResource> own = new LinkedHashMap<>();
        for (FoundResource one : resources) {
            // a view over an organisation shows other accounts' resources too: those are read in their own places
            if (one.account() == null || one.account().equals(place.account())) {
                own.put(one.arn(), one);
            }
        }
        var rows = own.values().stream().map(one -> row(one, place, source)).toList();
        var batch = Batch.of(Row.class, rows);
        boolean tagging = source == Source.TAGGING;
        batch.statement(jdbc, """
                        insert into resource as r (arn, arn_hash, account, region, type, name, tags, made_by, tags_known, read_account,
                               read_region, tagging_seen, explorer_seen, first_seen, last_seen)
                        select arn, arn_hash, :account, region, type, name, tags, made_by, tags_known, :account, :place,
                               case when :tagging then cast(:at as timestamptz) end,
                               case when not :tagging then cast(:at as timestamptz) end, :at, :at
                          from %s
                        on conflict (arn_hash) do update
                           set account = excluded.account, region = excluded.region, name = excluded.name,
                               type = case when :tagging and r.explorer_seen is not null then r.type else excluded.type end,
                               tags = case when :tagging or r.tagging_seen is null then excluded.tags else r.tags end,
                               made_by = case when :tagging or r.tagging_seen is null then excluded.made_by else r.made_by end,
                               tags_known = excluded.tags_known or r.tagging_seen is not null,
                               read_account = excluded.read_account, read_region = excluded.read_region,
                               tagging_seen = case when :tagging then excluded.tagging_seen else r.tagging_seen end,
                               explorer_seen = case when :tagging then r.explorer_seen else excluded.explorer_seen end,
                               last_seen = excluded.last_seen, gone_at = null
                         where r.last_seen <= excluded.last_seen
                        """.formatted(batch.rows()))
                .params(Params.of("account", place.account())
                        .and("place", place.region())
                        .and("tagging", tagging)
                        .and("at", readAt))
                .update();
    }

    private record Row(
            String arn,
            byte[] arnHash,
            String region,
            String type,
            String name,
            String tags,
            @Nullable String madeBy,
            boolean tagsKnown) {}

    private static Row row(FoundResource found, Place place, Source source) {
        Arn arn = Arn.of(found.arn());
        String type = found.type() == null ? arn.type() : found.type();
        return new Row(
                found.arn(),
                Sha256.of(found.arn()),
                region(found, arn, place),
                type,
                arn.name(),
                TagsText.of(found.tags()),
                ServiceMade.by(type, arn.name(), found.tags()),
                source == Source.TAGGING || found.takesTags() && !TAGS_NOT_READ.contains(type));
    }

    private static String region(FoundResource found, Arn arn, Place place) {
        if (found.region() != null) {
            return found.region();
        }
        if (!arn.region().isEmpty()) {
            return arn.region();
        }
        // a bucket's name says nothing of where it is, but it is listed only in its own Region
        return arn.type().equals("s3:bucket") ? place.region() : "global";
    }

    /**
     * A source has shown what a place has: what it did not show any more, it no longer knows, and what no source knows is gone.
     *
     * @param everything whether it has shown resources with tags too; else nothing is said of those
     * @param readAt when reading began; resources found since then have this time
     */
    void complete(Place place, Source source, boolean everything, Instant readAt, Instant now) {
        String column = switch (source) {
            case TAGGING -> "tagging_seen";
            case RESOURCE_EXPLORER -> "explorer_seen";
        };
        jdbc.sql("""
                        update resource
                           set %1$s = null,
                               gone_at = case when %2$s is null then cast(:now as timestamptz) end
                         where read_account = :account and read_region = :place and %1$s < :readAt
                           and (:everything or tags = '{}')
                        """.formatted(column, column.equals("tagging_seen") ? "explorer_seen" : "tagging_seen"))
                .param("account", place.account())
                .param("place", place.region())
                .param("readAt", readAt.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("everything", everything)
                .update();
    }

    void read(Place place, Source source, long run, Instant readAt, boolean complete, int resources) {
        jdbc.sql("""
                        insert into inventory_reading (account, region, source, run_id, read_at, complete, resources)
                        values (:account, :region, :source, :run, :at, :complete, :resources)
                        on conflict (account, region, source) do update
                           set run_id = excluded.run_id, read_at = excluded.read_at, complete = excluded.complete,
                               resources = excluded.resources
                        """)
                .params(Params.of(place)
                        .and("source", source)
                        .and("run", run)
                        .and("at", readAt)
                        .and("complete", complete)
                        .and("resources", resources))
                .update();
    }

    /** What a run has read before it was killed. */
    @Transactional(readOnly = true, propagation = Propagation.REQUIRED)
    public Set<Done> done(long run) {
        return new HashSet<>(jdbc.sql("select account, region, source from inventory_reading where run_id = :run")
                .param("run", run)
                .query(RecordMapper.of(Done.class))
                .list());
    }

    record Done(String account, String region, String source) {
        static Done of(Place place, Source source) {
            return new Done(place.account(), place.region(), source.stored());
        }
    }

    /** Forgets what has been gone for longer than any page looks back. */
    int forget(Instant goneBefore) {
        return jdbc.sql("delete from resource where gone_at < :before")
                .param("before", goneBefore.atOffset(ZoneOffset.UTC))
                .update();
    }
}
