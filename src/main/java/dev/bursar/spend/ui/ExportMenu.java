package dev.bursar.spend.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportService;
import dev.bursar.files.TooManyExports;
import dev.bursar.spend.SpendAnswer;
import dev.bursar.spend.SpendService;
import dev.bursar.spend.ui.SpendFile.Content;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Reference;
import dev.bursar.ui.UserMenuLine;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/**
 * The page as a file. A table that is small and was quick to add up comes at once; what is large or slow is made in the
 * background, and charges always are.
 */
final class ExportMenu extends Composite<Div> {
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final SpendService service;
    private final SpendExport export;
    private final ExportService exports;
    private final Map<ExportFormat, Anchor> links = new EnumMap<>(ExportFormat.class);
    private @Nullable SpendFile shown;
    private boolean inBackground;

    ExportMenu(SpendService service, SpendExport export, ExportService exports) {
        this.service = service;
        this.export = export;
        this.exports = exports;
        var bar = new MenuBar();
        bar.addClassNames("export-menu", "aura-accent-neutral");
        var face = new Span(Icons.DOWNLOAD.create(), new Span("Export"));
        face.addClassName("export-face");
        MenuItem button = bar.addItem(face);
        button.setAriaLabel("Export");
        var menu = button.getSubMenu();
        menu.addItem("Table as CSV", click -> table(ExportFormat.CSV));
        menu.addItem("Table as XLSX", click -> table(ExportFormat.XLSX));
        menu.addComponent(new Hr());
        menu.addItem("Charges as CSV", click -> start(Content.CHARGES, ExportFormat.CSV));
        menu.addItem("Charges as XLSX", click -> start(Content.CHARGES, ExportFormat.XLSX));
        getContent().addClassName("export");
        getContent().add(bar);
        for (ExportFormat format : ExportFormat.values()) {
            var link = new Anchor();
            link.addClassNames("visually-hidden", "export-" + format.name().toLowerCase(java.util.Locale.ROOT));
            link.getElement().setAttribute("tabindex", "-1");
            link.getElement().setAttribute("aria-hidden", "true");
            link.getElement().setAttribute("download", true);
            links.put(format, link);
            getContent().add(link);
        }
    }

    /**
     * Offers what the page shows from now on.
     *
     * @param took how long it took to be added up
     */
    void offer(SpendUrl url, SpendAnswer answer, Duration took) {
        var file = new SpendFile(Content.TABLE, answer.question(), url.view());
        shown = file;
        inBackground = took.compareTo(SLOW) > 0 || SpendSheet.rows(answer) > ExportService.MOST_ROWS_AT_ONCE;
        links.forEach((format, link) -> link.setHref(new SpendDownload(service, export, file, format)));
    }

    private void table(ExportFormat format) {
        Anchor link = links.get(format);
        if (inBackground || link == null) {
            start(Content.TABLE, format);
        } else {
            link.getElement().callJsFunction("click");
        }
    }

    private void start(Content content, ExportFormat format) {
        SpendFile now = shown;
        if (now == null) {
            return;
        }
        try {
            exports.start(SpendExport.KIND, format, new SpendFile(content, now.question(), now.view()).stored());
            getUI().ifPresent(UserMenuLine::changed);
            Notices.success("Export started. The link will be in your menu.");
        } catch (TooManyExports e) {
            Notices.warning("You have " + ExportService.MOST_UNDER_WAY
                    + " exports under way. Wait until one is ready, or cancel one under Exports in your menu.");
        } catch (AccessDeniedException e) {
            Notices.warning("This is not part of your role. An admin of your organisation can grant it.");
        } catch (RuntimeException e) {
            Notices.failure(Reference.of(e));
        }
    }
}
