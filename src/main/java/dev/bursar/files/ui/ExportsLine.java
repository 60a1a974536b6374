package dev.bursar.files.ui;

import com.vaadin.flow.component.UI;
import dev.bursar.files.Export;
import dev.bursar.files.ExportService;
import dev.bursar.files.ExportState;
import dev.bursar.files.FilesLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.UserMenuLine;
import dev.bursar.ui.Workers;
import java.util.List;
import java.util.Optional;
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
}
