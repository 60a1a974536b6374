package dev.bursar.spend;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps a portal's {@link ChargeMirror} in step; commands have no use for it. */
@Component
@ConditionalOnWebApplication
class MirrorRefresh {
    private final ChargeMirror mirror;

    MirrorRefresh(ChargeMirror mirror) {
        this.mirror = mirror;
    }

    @Scheduled(initialDelay = 5_000, fixedDelay = 15_000)
    void refresh() {
        mirror.refresh();
    }
}
