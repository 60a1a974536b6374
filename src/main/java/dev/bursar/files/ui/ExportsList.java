package dev.bursar.files.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.bursar.files.Export;
import dev.bursar.files.ExportState;
import dev.bursar.files.FilesLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The person's exports, newest first. Rows change in place, so that focus stays. */
final class ExportsList extends Div {
    private final Div rows = Styled.div("exports-list");
    private final Map<UUID, Line> lines = new LinkedHashMap<>();
    private final Consumer<Export> cancel;
    private final Consumer<Export> delete;

    ExportsList(Consumer<Export> cancel, Consumer<Export> delete) {
        this.cancel = cancel;
        this.delete = delete;
        rows.getElement().setAttribute("role", "list");
        rows.getElement().setAttribute("aria-label", "Exports");
        add(new Section("Your exports").flush().with(rows));
    }

    void show(List<Export> exports) {
        List<UUID> there = exports.stream().map(Export::id).toList();
        lines.entrySet().removeIf(entry -> {
            boolean gone = !there.contains(entry.getKey());
            if (gone) {
                rows.remove(entry.getValue().row);
            }
            return gone;
        });
        for (int i = 0; i < exports.size(); i++) {
            Export export = exports.get(i);
            int at = i;
            lines.computeIfAbsent(export.id(), id -> {
                        var line = new Line();
                        rows.addComponentAtIndex(at, line.row);
                        return line;
                    })
                    .show(export);
        }
    }

    private final class Line {
        private final Div row = new Div();
        private final Div words = new Div();
        private final Div state = new Div();
        private final Div detail = new Div();
        private final ProgressBar bar = new ProgressBar(0, 100);
        private final Div actions = new Div();
        private @Nullable Export shown;

        Line() {
            row.addClassName("export-row");
            row.getElement().setAttribute("role", "listitem");
            words.addClassName("export-words");
            state.addClassName("export-state");
            detail.addClassName("note");
            actions.addClassName("export-actions");
            var how = Styled.div("export-how", state, detail, bar);
            row.add(words, how, actions);
        }

        void show(Export export) {
            Export before = shown;
            shown = export;
            if (before == null) {
                var title = PlainText.name(export.title());
                title.addClassName("export-title");
                var note = new Span(export.format().label() + ", requested " + Formats.moment(export.asked()));
                note.addClassName("note");
                words.add(title, note);
            }
            if (before != null && before.state().equals(export.state())) {
                return;
            }
            state.removeAll();
            state.add(ExportText.badge(export.state()));
            detail.setText(ExportText.detail(export.state()));
            progress(export);
            if (before == null || before.state().getClass() != export.state().getClass()) {
                actions.removeAll();
                actions.add(actions(export));
            }
        }

        private void progress(Export export) {
            OptionalLong percent =
                    export.state() instanceof ExportState.Running running ? running.percent() : OptionalLong.empty();
            bar.setVisible(percent.isPresent());
            percent.ifPresent(bar::setValue);
            bar.getElement().setAttribute("aria-label", PlainText.cut(export.title(), 80));
        }
    }

    private Component[] actions(Export export) {
        String name = PlainText.cut(export.title(), 80) + ", " + export.format().label();
        if (export.state().underWay()) {
            var stop = Buttons.neutral("Cancel", click -> cancel.accept(export));
            stop.setAriaLabel("Cancel: " + name);
            return new Component[] {stop};
        }
        var forget = Buttons.icon(Icons.X, "Delete: " + name, click -> delete.accept(export));
        if (!(export.state() instanceof ExportState.Ready)) {
            return new Component[] {forget};
        }
        var link = PageHeader.downloadLink(new Anchor(FilesLinks.file(export.id()), ""), Icons.DOWNLOAD, "Download");
        link.setRouterIgnore(true);
        link.getElement().setAttribute("download", true);
        link.setAriaLabel("Download: " + name);
        return new Component[] {link, forget};
    }
}
