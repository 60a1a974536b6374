package dev.bursar.billingdata.delivery;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remembers what was taken of each export's billing periods, so that a delivery that is known costs nothing. */
@Component
class ImportedDeliveries {
    private final JdbcClient jdbc;
    private final Clock clock;

    ImportedDeliveries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param export its address */
    record Key(String export, String period) {
        static Key of(DeliveryLocation place) {
            return new Key(place.export(), place.period());
        }
    }

    /**
     * What became of the last delivery.
     *
     * @param tag its manifest's
     * @param fingerprint of its files; null where nothing was taken
     * @param givesWayTo the export that delivers the same and is named first; null where the delivery was taken
     * @param refusal what was said then
     */
    record Known(
            String tag,
            byte @Nullable [] fingerprint,
            @Nullable String givesWayTo,
            @Nullable String refusal) {
        static Known taken(String tag, byte[] fingerprint) {
            return new Known(tag, fingerprint, null, null);
        }
    }

    Map<Key, Known> all() {
        var all = new HashMap<Key, Known>();
        jdbc.sql("select export, period, tag, fingerprint, gives_way_to, refusal from cost_delivery")
                .query(row -> {
                    all.put(
                            new Key(row.getString(1), row.getString(2)),
                            new Known(row.getString(3), row.getBytes(4), row.getString(5), row.getString(6)));
                });
        return all;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public int remember(Key key, Known known) {
        return jdbc.sql("""
                        insert into cost_delivery (export, period, tag, fingerprint, gives_way_to, refusal, taken_at)
                        values (:export, :period, :tag, :fingerprint, :to, :refusal, :now)
                        on conflict (export, period) do update
                           set tag = excluded.tag, fingerprint = excluded.fingerprint, gives_way_to = excluded.gives_way_to, refusal = excluded.refusal,
                               taken_at = excluded.taken_at
                        """)
                .param("export", key.export())
                .param("period", key.period())
                .param("tag", known.tag())
                .param("fingerprint", known.fingerprint(), java.sql.Types.BINARY)
                .param("to", known.givesWayTo())
                .param("refusal", known.refusal())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
