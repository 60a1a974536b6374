package dev.bursar.setup;

import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cost allocation tags whose values name teams: as an admin chose them, else as BURSAR_TEAM_TAG says. They are read whenever
 * they count, so that a choice is in force on all nodes at once.
 */
@Component
public class TeamKey {
    private final JdbcClient jdbc;
    private final String configured;

    TeamKey(JdbcClient jdbc, @Value("${bursar.aws.team-tag:}") String configured) {
        this.jdbc = jdbc;
        this.configured = configured.strip();
    }

    /**
     * @param key exactly as AWS writes it; null where there is none
     * @param by who chose it; null where it is as BURSAR_TEAM_TAG says
     */
    public record Chosen(
            @Nullable String key,
            @Nullable String by,
            @Nullable Instant at,
            int version) {}

    public Chosen chosen() {
        return jdbc.sql("select tag_key, chosen_by, chosen_at, version from team_key")
                .query((row, number) -> {
                    String stored = row.getString("tag_key");
                    return new Chosen(
                            stored == null ? configured().orElse(null) : stored,
                            row.getString("chosen_by"),
                            Optional.ofNullable(row.getObject("chosen_at", OffsetDateTime.class))
                                    .map(OffsetDateTime::toInstant)
                                    .orElse(null),
                            row.getInt("version"));
                })
                .single();
    }

    /** The first of {@link #keys}, by which Cost Explorer is asked. */
    public Optional<String> key() {
        return Optional.ofNullable(chosen().key());
    }

    /** In the order in which a charge is asked for them; without an order, the key alone. */
    public TeamKeys keys() {
        List<TeamKeys.Key> order = jdbc.sql(
                        "select tag_key as key, begins as \"from\" from team_key_order order by position")
                .query(RecordMapper.of(TeamKeys.Key.class))
                .list();
        return order.isEmpty() ? TeamKeys.of(key().orElse("")) : new TeamKeys(order);
    }

    /** What BURSAR_TEAM_TAG says: by it costs were read before there was a choice. */
    public Optional<String> configured() {
        return configured.isEmpty() ? Optional.empty() : Optional.of(configured);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void choose(TeamKeys keys, int version, String by, Instant at) {
        int updated = jdbc.sql("""
                        update team_key set tag_key = :key, chosen_by = :by, chosen_at = :at, version = version + 1
                         where version = :version
                        """)
                .params(Params.of("key", keys.first())
                        .and("by", by)
                        .and("at", at)
                        .and("version", version))
                .update();
        if (updated == 0) {
            throw new StaleEdit("team-key");
        }
        jdbc.sql("delete from team_key_order").update();
        if (!keys.single()) {
            for (int i = 0; i < keys.keys().size(); i++) {
                TeamKeys.Key key = keys.keys().get(i);
                jdbc.sql("insert into team_key_order (position, tag_key, begins) values (:position, :key, :begins)")
                        .params(Params.of("position", i + 1)
                                .and("key", key.key())
                                .and("begins", key.from()))
                        .update();
            }
        }
    }

    /** Values of the present keys for which no team shall be made. */
    public Set<String> leftOut() {
        return new HashSet<>(jdbc.sql("select tag_value from tag_value_left_out where tag_key = any(:keys)")
                .param("keys", texts(keys()))
                .query(String.class)
                .list());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void leaveOut(TeamKeys keys, List<String> values) {
        jdbc.sql("delete from tag_value_left_out where tag_key = any(:keys)")
                .param("keys", texts(keys))
                .update();
        jdbc.sql(
                        "insert into tag_value_left_out (tag_key, tag_value) select k, v from unnest(:keys) k cross join unnest(:values) v")
                .param("keys", texts(keys))
                .param("values", values.toArray(String[]::new))
                .update();
    }

    private static String[] texts(TeamKeys keys) {
        return keys.keys().stream().map(TeamKeys.Key::key).distinct().toArray(String[]::new);
    }
}
