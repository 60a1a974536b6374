package dev.bursar.spend.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.menubar.MenuBar;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostService;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportService;
import dev.bursar.files.TooManyExports;
import dev.bursar.spend.ui.SpendFile.Content;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Reference;
import dev.bursar.ui.UserMenuLine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/**
 * The page as a file. A table that is small and was quick to add up comes at once; what is large or slow is made in the
 * background, and charges always are.
 */
final class ExportMenu extends Composite<MenuBar> {
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final CostService service;
    private final SpendExport export;
    private final ExportService exports;
    private @Nullable Anchor link;
    private @Nullable SpendFile shown;
    private boolean inBackground;

    ExportMenu(CostService service, SpendExport export, ExportService exports) {
        this.service = service;
        this.export = export;
        this.exports = exports;
        withhold();
    }

    @Override
    protected MenuBar initContent() {
        var bar = new MenuBar();
        bar.addClassNames("export-menu", "aura-accent-neutral");
        var export = bar.addItem(Icons.DOWNLOAD.create());
        export.add("Export");
        var menu = export.getSubMenu();
        menu.addItem("Table as CSV", click -> table(ExportFormat.CSV));
        menu.addItem("Table as XLSX", click -> table(ExportFormat.XLSX));
        menu.addComponent(new Hr());
        menu.addItem("Charges as CSV", click -> start(Content.CHARGES, ExportFormat.CSV));
        menu.addItem("Charges as XLSX", click -> start(Content.CHARGES, ExportFormat.XLSX));
        return bar;
    }

    /** Offers nothing until there is something again. */
    void withhold() {
        shown = null;
        getContent().setEnabled(false);
    }

    /**
     * Offers what the page shows from now on.
     *
     * @param took how long it took to be added up
     */
    void offer(SpendUrl url, CostResult answer, Duration took) {
        shown = new SpendFile(Content.TABLE, answer.question(), url.view());
        getContent().setEnabled(true);
        if (link != null) {
            link.removeFromParent();
            link = null;
        }
        inBackground = took.compareTo(SLOW) > 0 || SpendSheet.rows(answer) > ExportService.MOST_ROWS_AT_ONCE;
    }

    private void table(ExportFormat format) {
        SpendFile now = shown;
        if (inBackground || now == null) {
            start(Content.TABLE, format);
        } else {
            link().setHref(new SpendDownload(service, export, now, format));
            link().getElement().callJsFunction("click");
        }
    }

    /** Made for the first file of what is shown. */
    private Anchor link() {
        if (link == null) {
            link = new Anchor();
            link.addClassNames("visually-hidden", "export-link");
            link.getElement().setAttribute("tabindex", "-1");
            link.getElement().setAttribute("aria-hidden", "true");
            link.getElement().setAttribute("download", true);
            getElement().getParent().appendChild(link.getElement());
        }
        return link;
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
