package dev.bursar.files.menu;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.menubar.MenuBar;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportService;
import dev.bursar.files.ExportSource;
import dev.bursar.files.ExportSource.Answer;
import dev.bursar.files.TooManyExports;
import dev.bursar.list.ListState;
import dev.bursar.list.Listing;
import dev.bursar.ui.FileDownload;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.UserMenuLine;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows as files, in each format that its source offers. A small table or document comes at once; what is large or slow,
 * and a ZIP file of many documents, is made in the background. Either way the source is asked again as the person who fetches it.
 */
public final class ExportMenu extends Composite<MenuBar> {
    private final ExportService exports;
    private final SubMenu menu;
    private @Nullable Anchor link;

    /**
     * Something that can be exported.
     *
     * @param name before "as CSV": {@code Table}
     * @param question in the source's own words
     * @param large whether it is made in the background
     */
    public record Content(String name, ExportSource source, String question, boolean large) {
        /** @param rows more than {@link ExportService#MOST_ROWS_AT_ONCE} are written in the background */
        public Content(String name, ExportSource source, String question, long rows) {
            this(name, source, question, rows > ExportService.MOST_ROWS_AT_ONCE);
        }
    }

    public ExportMenu(ExportService exports) {
        this.exports = exports;
        var item = getContent().addItem(Icons.DOWNLOAD.create());
        item.add("Export");
        menu = item.getSubMenu();
        withhold();
    }

    @Override
    protected MenuBar initContent() {
        var bar = new MenuBar();
        bar.addClassNames("export-menu", "aura-accent-neutral");
        return bar;
    }

    /** Offers nothing until there is something again. */
    public void withhold() {
        getContent().setEnabled(false);
    }

    /** Offers the rows of a list, where there are any. */
    public void offer(String name, ExportSource source, String question, long rows) {
        if (rows == 0) {
            withhold();
        } else {
            offer(List.of(new Content(name, source, question, rows)));
        }
    }

    /** Offers the rows of a listing, where there are any. */
    public void offer(String name, Listing<?> listing, ListState state, long rows) {
        offer(name, exports.source(listing.key()), state.stored(), rows);
    }

    /** Offers what the page shows from now on. */
    public void offer(List<Content> contents) {
        menu.removeAll();
        for (Content content : contents) {
            if (content != contents.getFirst()) {
                menu.addComponent(new Hr());
            }
            for (ExportFormat format : content.source().formats(content.question())) {
                menu.addItem(content.name() + " as " + format.label(), click -> take(content, format));
            }
        }
        if (link != null) {
            link.removeFromParent();
            link = null;
        }
        getContent().setEnabled(true);
    }

    private void take(Content content, ExportFormat format) {
        if (content.large() || format == ExportFormat.ZIP) {
            start(content, format);
        } else {
            link().setHref(download(content, format));
            link().getElement().callJsFunction("click");
        }
    }

    /** A link to one file, for the format that a page is for: {@code Download PDF}. */
    public static Anchor link(Content content, ExportFormat format, String words) {
        var made = PageHeader.downloadLink(new Anchor(), Icons.DOWNLOAD, words);
        made.setHref(download(content, format));
        made.setRouterIgnore(true);
        made.getElement().setAttribute("download", true);
        return made;
    }

    private static FileDownload download(Content content, ExportFormat format) {
        ExportSource source = content.source();
        String question = content.question();
        return new FileDownload(format.named(source.about(question).file()), format.contentType(), () -> {
            Answer answer = source.answer(question, format);
            return out -> answer.write(out, ExportSource.Progress.NONE);
        });
    }

    /** Made for the first file of what is shown. */
    private Anchor link() {
        Anchor made = link;
        if (made == null) {
            made = new Anchor();
            made.addClassNames("visually-hidden", "export-link");
            made.getElement().setAttribute("tabindex", "-1");
            made.getElement().setAttribute("aria-hidden", "true");
            made.getElement().setAttribute("download", true);
            getElement().getParent().appendChild(made.getElement());
            link = made;
        }
        return made;
    }

    private void start(Content content, ExportFormat format) {
        UserAction.of(() -> {
                    exports.start(content.source().kind(), format, content.question());
                    getUI().ifPresent(UserMenuLine::changed);
                    Notices.success("Export started. The link will be in your menu.");
                })
                .on(
                        TooManyExports.class,
                        e -> Notices.warning("You have " + ExportService.MOST_UNDER_WAY
                                + " exports in progress. Wait until one is ready, or cancel one under Exports"
                                + " in your menu."))
                .run();
    }
}
