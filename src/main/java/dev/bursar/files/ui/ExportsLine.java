package dev.bursar.files.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import dev.bursar.files.Export;
import dev.bursar.files.ExportService;
import dev.bursar.files.ExportState;
import dev.bursar.files.FilesLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.UserMenuLine;
import dev.bursar.ui.Workers;
import module java.base;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** "Exports (1)" in the user menu: how many are under way or can be fetched. */
@Component
class ExportsLine implements UserMenuLine {
    private final ExportService exports;
    private final Workers workers;

    ExportsLine(ExportService exports, Workers workers) {
        this.exports = exports;
        this.workers = workers;
    }

    @Override
    public Optional<Line> forCurrentPerson() {
        try {
            List<Export> mine = exports.mine();
            long count = mine.stream()
                    .filter(export -> export.state().underWay() || export.state() instanceof ExportState.Ready)
                    .count();
            UI window = UI.getCurrent();
            if (window != null) {
                ExportWatch.in(window, exports, workers).saw(mine);
            }
            return Optional.of(
                    new Line(count == 0 ? "Exports" : "Exports (" + Formats.count(count) + ")", FilesLinks.EXPORTS));
        } catch (AccessDeniedException | AuthenticationException e) {
            return Optional.empty();
        }
    }

    /**
     * Tells a person, on whatever page of this window they are, that an export of theirs is ready or has failed: in a notice that stays until
     * it is read, with the file. The Exports page says it itself.
     */
    static final class ExportWatch {
        private static final Duration PAUSE = Duration.ofSeconds(2);
        private static final int LONGEST = 80;

        private final UI window;
        private final ExportService exports;
        private final PageWork work;
        private final List<Notification> notices = new ArrayList<>();
        private Set<UUID> underWay = Set.of();

        private ExportWatch(UI window, ExportService exports, Workers workers) {
            this.window = window;
            this.exports = exports;
            work = new PageWork(window, workers);
        }

        static ExportWatch in(UI window, ExportService exports, Workers workers) {
            ExportWatch watch = ComponentUtil.getData(window, ExportWatch.class);
            if (watch == null) {
                watch = new ExportWatch(window, exports, workers);
                ComponentUtil.setData(window, ExportWatch.class, watch);
            }
            return watch;
        }

        /** @param mine the person's exports as they are now */
        void saw(List<Export> mine) {
            Set<UUID> before = underWay;
            underWay = mine.stream()
                    .filter(export -> export.state().underWay())
                    .map(Export::id)
                    .collect(Collectors.toSet());
            boolean listed = window.getActiveViewLocation().getPath().equals(FilesLinks.EXPORTS);
            if (listed) {
                notices.forEach(Notification::close);
                notices.clear();
            } else {
                mine.stream().filter(export -> before.contains(export.id())).forEach(this::tell);
            }
            if (!underWay.isEmpty()) {
                work.askAfter(PAUSE, exports::mine, this::found, failed -> {});
            }
        }

        private void found(List<Export> mine) {
            boolean ended = mine.stream()
                    .anyMatch(export ->
                            underWay.contains(export.id()) && !export.state().underWay());
            saw(mine);
            if (ended) {
                UserMenuLine.changed(window);
            }
        }

        private void tell(Export export) {
            String name = PlainText.cut(export.title(), LONGEST) + ", "
                    + export.format().label();
            if (export.state() instanceof ExportState.Ready) {
                var link = PageHeader.downloadLink(
                        new Anchor(FilesLinks.file(export.id()), ""), Icons.DOWNLOAD, "Download");
                link.setRouterIgnore(true);
                link.getElement().setAttribute("download", true);
                Notification notice = Notices.lasting("Your export is ready: " + name, link);
                link.getElement().addEventListener("click", click -> notice.close());
                notices.add(notice);
            } else if (export.state() instanceof ExportState.Failed failed) {
                notices.add(Notices.warning(
                        "Your export failed: " + name + ". " + failed.problem(),
                        new Anchor(FilesLinks.EXPORTS, "See exports")));
            }
        }
    }
}
