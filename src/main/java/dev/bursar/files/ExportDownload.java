package dev.bursar.files;

import dev.bursar.files.ExportService.Download;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the person's own files; everything else is missing. */
@RestController
class ExportDownload {
    private final ExportService exports;

    ExportDownload(ExportService exports) {
        this.exports = exports;
    }

    @GetMapping("/" + FilesLinks.EXPORTS + "/{id}/file")
    void file(@PathVariable String id, HttpServletResponse response) throws IOException {
        Optional<Download> found;
        try {
            found = exports.open(id);
        } catch (AccessDeniedException e) {
            found = Optional.empty();
        }
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Download download = found.get();
        try (var bytes = download.bytes()) {
            response.setContentType(download.format().contentType());
            response.setContentLengthLong(download.size());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(download.fileName())
                            .build()
                            .toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            bytes.transferTo(response.getOutputStream());
        }
    }
}
