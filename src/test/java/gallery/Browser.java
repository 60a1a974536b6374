package gallery;

import dev.bursar.testing.Chromium;

/** Chromium as this machine has it. */
final class Browser implements AutoCloseable {
    private final Chromium found = new Chromium();
    final com.microsoft.playwright.Browser chromium = found.browser();

    @Override
    public void close() {
        found.close();
    }
}
