package dev.bursar.journal.ui;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.ui.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;

/** Writes what the page shows as a file: asks again then, as whoever asks at that moment, and records that it was taken. */
final class JournalDownload implements DownloadHandler {
    private final transient JournalService service;
    private final transient ActionNames actions;
    private final transient JournalQuestion question;

    JournalDownload(JournalService service, ActionNames actions, JournalQuestion question) {
        this.service = service;
        this.actions = actions;
        this.question = question;
    }

    @Override
    public String getUrlPostfix() {
        return JournalCsv.fileName(question);
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        try {
            service.exported(question, service.count(question));
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
        event.setFileName(JournalCsv.fileName(question));
        event.setContentType("text/csv;charset=utf-8");
        event.getResponse().setHeader("Cache-Control", "no-store");
        JournalCsv.write(event.getOutputStream(), service, actions, question);
    }

    private static void refuse(DownloadEvent event, int status, String words) throws IOException {
        event.getResponse().setStatus(status);
        event.setContentType("text/plain;charset=utf-8");
        event.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }
}
