package dev.bursar.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.TargetElement;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;
import module java.base;

/** What is true of every page before any code runs: theme, styles, push, icon. */
@Push
@ColorScheme(ColorScheme.Value.SYSTEM)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("styles.css")
@Viewport("width=device-width, initial-scale=1")
public class Shell implements AppShellConfigurator {
    private static final String CONNECTION_LOST = script("connection-lost.js");

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Bursar");
        settings.addLink("icon", "icons/bursar.svg");
        settings.addInlineWithContents(
                TargetElement.BODY, Inline.Position.APPEND, CONNECTION_LOST, Inline.Wrapping.JAVASCRIPT);
        settings.addMetaTag("description", "See what each team spends on AWS and why, reconciled with the invoice");
    }

    private static String script(String name) {
        try (InputStream file = Objects.requireNonNull(Shell.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
