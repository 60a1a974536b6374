package dev.bursar.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import module java.base;

/** The Chromium that the launcher found, the machine's own, or the one that Playwright fetched. */
public final class Chromium implements AutoCloseable {
    private static final List<Path> DEBIAN =
            List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright.chromium().launch(options());

    private static BrowserType.LaunchOptions options() {
        var arguments = new ArrayList<>(List.of(
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
        if ("root".equals(System.getProperty("user.name"))) {
            arguments.add("--no-sandbox");
        }
        var options = new BrowserType.LaunchOptions().setArgs(arguments);
        var found = System.getenv("BURSAR_CHROMIUM");
        if (found != null && !found.isBlank()) {
            return options.setExecutablePath(Path.of(found));
        }
        DEBIAN.stream().filter(Files::isExecutable).findFirst().ifPresent(options::setExecutablePath);
        return options;
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
