package dev.bursar.ui;

import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import jakarta.servlet.http.Cookie;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Remembers per browser whether the person wants light or dark, so that the first paint already has it. */
public final class SchemeCookie {
    private static final String NAME = "bursar-scheme";
    public static final String KEYS = "bursar-keys";
    /** Is there for half a minute after the person has signed out. */
    public static final String SIGNED_OUT = "bursar-signed-out";

    private SchemeCookie() {}

    public static ColorScheme.Value read(@Nullable VaadinRequest request) {
        return value(request, NAME)
                .map(word -> switch (word) {
                    case "light" -> ColorScheme.Value.LIGHT;
                    case "dark" -> ColorScheme.Value.DARK;
                    default -> ColorScheme.Value.SYSTEM;
                })
                .orElse(ColorScheme.Value.SYSTEM);
    }

    public static Optional<String> value(@Nullable VaadinRequest request, String name) {
        if (request == null || request.getCookies() == null) {
            return Optional.empty();
        }
        return Arrays.stream(request.getCookies())
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    public static void apply(IndexHtmlResponse response) {
        var scheme = read(response.getVaadinRequest());
        if (scheme == ColorScheme.Value.LIGHT || scheme == ColorScheme.Value.DARK) {
            var html = response.getDocument().firstElementChild();
            if (html != null) {
                html.attr("theme", scheme.getThemeValue());
                html.attr("style", "color-scheme: " + scheme.getValue());
            }
        }
    }

    /** Told on a UI when the person has chosen, so that all controls that offer the choice agree. */
    public static final class Chosen extends ComponentEvent<UI> {
        private final ColorScheme.Value scheme;

        private Chosen(UI ui, ColorScheme.Value scheme) {
            super(ui, false);
            this.scheme = scheme;
        }

        public ColorScheme.Value scheme() {
            return scheme;
        }
    }

    public static void choose(UI ui, ColorScheme.Value scheme) {
        ui.getPage().setColorScheme(scheme);
        ComponentUtil.fireEvent(ui, new Chosen(ui, scheme));
        write(ui, NAME, scheme == ColorScheme.Value.SYSTEM ? "system" : scheme.getValue());
    }

    /** Set by the browser: under push there is no response to carry a header. Holds a look, no secret. */
    public static void write(UI ui, String name, String value) {
        ui.getPage()
                .executeJs(
                        "document.cookie = $0 + '=' + $1 + '; Path=/; Max-Age=31536000; SameSite=Lax'"
                                + " + (location.protocol === 'https:' ? '; Secure' : '')",
                        name,
                        value);
    }
}
