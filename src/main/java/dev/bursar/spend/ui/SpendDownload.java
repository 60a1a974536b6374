package dev.bursar.spend.ui;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.bursar.spend.SpendAnswer;
import dev.bursar.spend.SpendQuestion;
import dev.bursar.spend.SpendService;
import dev.bursar.ui.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.access.AccessDeniedException;

/** Writes the page's question as a file; asks again then, so that it holds what the person may see at that moment. */
final class SpendDownload implements DownloadHandler {
    private final transient SpendService service;
    private final transient SpendQuestion question;
    private final transient SpendUrl url;

    SpendDownload(SpendService service, SpendQuestion question, SpendUrl url) {

        this.service = service;
        this.question = question;
        this.url = url;
    }

    @Override
    public String getUrlPostfix() {
        return SpendCsv.fileName(url, question.from(), question.to());
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        SpendAnswer answer;
        try {
            answer = service.ask(question);
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
        event.setFileName(SpendCsv.fileName(url, question.from(), question.to()));
        event.setContentType("text/csv;charset=utf-8");
        event.getResponse().setHeader("Cache-Control", "no-store");
        SpendCsv.write(event.getOutputStream(), answer, url.view());
    }

    private static void refuse(DownloadEvent event, int status, String words) throws IOException {
        event.getResponse().setStatus(status);
        event.setContentType("text/plain;charset=utf-8");
        event.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }
}
