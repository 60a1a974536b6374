package dev.bursar.files.ui;

import dev.bursar.files.ExportService;
import dev.bursar.files.FilesLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.UserMenuLine;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** "Exports (1)" in the user menu: how many are under way or can be fetched. */
@Component
class ExportsLine implements UserMenuLine {
    private final ExportService exports;

    ExportsLine(ExportService exports) {
        this.exports = exports;
    }

    @Override
    public Optional<Line> forCurrentPerson() {
        try {
            int count = exports.count();
            return Optional.of(
                    new Line(count == 0 ? "Exports" : "Exports (" + Formats.count(count) + ")", FilesLinks.EXPORTS));
        } catch (AccessDeniedException | AuthenticationException e) {
            return Optional.empty();
        }
    }
}
