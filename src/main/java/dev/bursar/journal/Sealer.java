package dev.bursar.journal;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has waiting entries sealed within seconds and the chain's head published daily. Every node tries; the database lets one at
 * a time, and what it seals is all or nothing.
 */
@Component
class Sealer {
    private static final Logger log = LoggerFactory.getLogger(Sealer.class);
    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final List<HeadStore> stores;
    private final Clock clock;
    private @Nullable LocalDate published;

    Sealer(JdbcClient jdbc, List<HeadStore> stores, Clock clock) {
        this.jdbc = jdbc;
        this.stores = List.copyOf(stores);
        this.clock = clock;
    }

    /** Seals what waits now, in portions, each in a transaction of its own. */
    @Scheduled(fixedDelay = 2_000)
    void seal() {
        while (sealSome() == AT_ONCE) {
            // there may be more
        }
    }

    private int sealSome() {
        return jdbc.sql("select journal_seal_waiting(:most)")
                .param("most", AT_ONCE)
                .query(Integer.class)
                .single();
    }

    /** Publishes the head of the day unless it was: after a start, and then once a day. */
    @Scheduled(initialDelay = 60_000, fixedDelay = 900_000)
    synchronized void publishDaily() {
        Instant now = clock.instant();
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        if (published == null) {
            published = stores.stream()
                    .flatMap(store -> store.published().stream())
                    .map(head -> head.at().atZone(ZoneOffset.UTC).toLocalDate())
                    .max(LocalDate::compareTo)
                    .orElse(LocalDate.MIN);
        }
        if (published.isBefore(today)) {
            head(now).ifPresent(head -> {
                stores.forEach(store -> publish(store, head));
                published = today;
            });
        }
    }

    private static void publish(HeadStore store, JournalHead head) {
        try {
            store.publish(head);
        } catch (RuntimeException e) {
            log.warn(
                    "The journal's head could not be kept by {}",
                    store.getClass().getSimpleName(),
                    e);
        }
    }

    private Optional<JournalHead> head(Instant at) {
        return jdbc.sql("select position, seal from journal_seal order by position desc limit 1")
                .query((row, i) -> new JournalHead(
                        at, row.getLong("position"), HexFormat.of().formatHex(row.getBytes("seal"))))
                .optional();
    }
}
