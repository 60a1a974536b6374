package gallery;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/** Takes pictures of a running gallery: {@code Shots http://127.0.0.1:8181 target/shots}. */
public final class Shots {
    private Shots() {}

    public static void main(String[] args) {
        var wanted = args.length > 2 ? List.of(args[2].split(",")) : List.of();
        try (var browser = new Browser()) {
            for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (var width : new int[] {1440, 1024, 768, 390, 320}) {
                    var context = browser.chromium.newContext(new NewContextOptions()
                            .setColorScheme(scheme)
                            .setViewportSize(width, width > 800 ? 1000 : 844));
                    var page = context.newPage();
                    page.onConsoleMessage(message -> {
                        if (message.type().equals("error")) {
                            System.out.println(message.text());
                        }
                    });
                    page.onPageError(System.out::println);
                    page.navigate(args[0] + "/login?error");
                    page.waitForSelector("vaadin-login-form");
                    shot(page, args[1], "login", width, scheme, wanted);
                    page.locator("input[name=username]").fill("finance");
                    page.locator("input[name=password]").fill("finance");
                    page.locator("vaadin-button[theme~=submit]").click();
                    page.waitForSelector(
                            "h1:has-text('Overview')",
                            new Page.WaitForSelectorOptions()
                                    .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
                    shot(page, args[1], "overview", width, scheme, wanted);
                    for (var state : List.of("", "empty", "first", "failed", "loading", "year", "lines")) {
                        if (!state.isEmpty() && width != 1440 && width != 390) {
                            continue;
                        }
                        page.navigate(args[0] + "/spend?state=" + state);
                        page.waitForSelector("vaadin-app-layout");
                        shot(page, args[1], "spend" + state, width, scheme, wanted);
                    }
                    for (var path : List.of("nowhere", "broken", "admin-only")) {
                        if (width == 1440 || width == 390) {
                            page.navigate(args[0] + "/" + path);
                            page.waitForSelector("vaadin-app-layout");
                            shot(page, args[1], path, width, scheme, wanted);
                        }
                    }
                    context.close();
                }
            }
        }
    }

    private static void shot(Page page, String folder, String name, int width, ColorScheme scheme, List<?> wanted) {
        var file = name + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
        if (!wanted.isEmpty() && !wanted.contains(file) && !wanted.contains(name)) {
            return;
        }
        page.waitForTimeout(700);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(folder, file + ".png"))
                .setFullPage(false));
    }
}
