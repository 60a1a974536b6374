package dev.bursar.charges.cache;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps a portal's {@link ColumnarCache} in step; commands have no use for it. */
@Component
@ConditionalOnWebApplication
class CacheRefresh {
    private final ColumnarCache cache;

    CacheRefresh(ColumnarCache cache) {
        this.cache = cache;
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 15_000)
    void refresh() {
        cache.refresh();
    }
}
