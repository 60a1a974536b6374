package dev.bursar.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.bursar.testing.Chromium;
import module java.base;
import org.jspecify.annotations.Nullable;

/** A browser that has never been here until it shows a team's rows, beside a bare Vaadin page of the same build. */
final class FirstLoadBench {
    private static final long MOST_BYTES = 500_000;
    /** So many pages that HotSpot has compiled most of what makes one, as in a portal that runs. */
    private static final int WARM_UP = 40;

    private FirstLoadBench() {}

    static void run(boolean quick) throws Exception {
        Path folder = Files.createDirectories(Path.of("target/bench-startup").toAbsolutePath());
        var portal = StartupBench.portal(folder);
        var bare = StartupBench.bare(folder);
        try (var chromium = new Chromium()) {
            portal.run();
            bare.run();
            var ours =
                    new Cold(chromium, portal.address().resolve("/spend"), ".spend-table tbody th:has-text('Vision')");
            var peer = new Cold(chromium, bare.address(), "h1");
            ours.visitor = new Visitor(portal.address().resolve("/")).signIn("finance", "bursar-demo-2026");
            ours.awaitRows();
            for (int i = 0; i < WARM_UP; i++) {
                ours.prepare();
                ours.run();
                peer.prepare();
                peer.run();
            }
            Comparison.print(
                    "First load in an empty browser, to rows visible", 1, "Spend", ours, "bare Vaadin page", peer, 2.2);
            System.out.printf(
                    Locale.ROOT,
                    "  loaded %,d bytes (bare page %,d), with the chart %,d, bound %,d: %s%n",
                    ours.bytesToRows,
                    peer.bytesToRows,
                    ours.bytes.get(),
                    MOST_BYTES,
                    ours.bytesToRows <= MOST_BYTES ? "pass" : "over");
        } finally {
            portal.stop();
            bare.stop();
        }
    }

    /** One load in a browser context of its own, the only one open: signed in where that is needed, nothing cached. */
    private static final class Cold implements Comparison.Side {
        private static @Nullable BrowserContext open;

        private final Chromium chromium;
        private final URI address;
        private final String rows;
        private @Nullable Visitor visitor;
        private final AtomicLong bytes = new AtomicLong();
        private long bytesToRows;
        private Page page;

        Cold(Chromium chromium, URI address, String rows) {
            this.chromium = chromium;
            this.address = address;
            this.rows = rows;
        }

        @Override
        public void prepare() {
            if (open != null) {
                open.close();
            }
            BrowserContext context = chromium.browser().newContext();
            open = context;
            if (visitor != null) {
                context.addCookies(List.of(visitor.cookie()));
            }
            page = context.newPage();
            page.waitForTimeout(500);
            bytes.set(0);
            var network = context.newCDPSession(page);
            network.send("Network.enable");
            network.on(
                    "Network.loadingFinished",
                    (JsonObject event) ->
                            bytes.addAndGet(event.get("encodedDataLength").getAsLong()));
        }

        @Override
        public void run() {
            page.navigate(address.toString());
            page.locator(rows).first().waitFor();
            bytesToRows = bytes.get();
        }

        /** The first costs may still be on their way. */
        void awaitRows() {
            prepare();
            do {
                page.navigate(address.toString());
                page.waitForTimeout(3000);
            } while (!page.locator(rows).first().isVisible());
        }
    }
}
