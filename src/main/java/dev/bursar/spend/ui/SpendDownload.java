package dev.bursar.spend.ui;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostService;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.TableFile;
import dev.bursar.ui.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;

/** Writes the page's question as a file; asks again then, so that it holds what the person may see at that moment. */
final class SpendDownload implements DownloadHandler {
    private final transient CostService service;
    private final transient SpendExport export;
    private final transient SpendFile wanted;
    private final ExportFormat format;

    SpendDownload(CostService service, SpendExport export, SpendFile wanted, ExportFormat format) {
        this.service = service;
        this.export = export;
        this.wanted = wanted;
        this.format = format;
    }

    @Override
    public String getUrlPostfix() {
        return format.named(wanted.about().file());
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        CostResult answer;
        TableFile.Heading heading;
        try {
            answer = service.ask(wanted.question());
            heading = export.heading(wanted, answer);
        } catch (AccessDeniedException e) {
            refuse(event, 404, "There is no such file.");
            return;
        } catch (RuntimeException e) {
            refuse(
                    event,
                    500,
                    "The file could not be made. If it fails again, give your admin reference "
                            + Reference.of(e).code() + ".");
            return;
        }
        event.setFileName(getUrlPostfix());
        event.setContentType(format.contentType());
        event.getResponse().setHeader("Cache-Control", "no-store");
        TableFile file = format.write(event.getOutputStream());
        SpendSheet.write(answer, wanted.view(), heading, file, () -> {});
        file.finish();
    }

    private static void refuse(DownloadEvent event, int status, String words) throws IOException {
        event.getResponse().setStatus(status);
        event.setContentType("text/plain;charset=utf-8");
        event.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }
}
