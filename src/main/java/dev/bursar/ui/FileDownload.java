package dev.bursar.ui;

import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import module java.base;
import org.springframework.security.access.AccessDeniedException;

/**
 * A file that is made when it is fetched, as whoever fetches it: without the right to it there is no such file. It is never kept by a
 * browser or proxy.
 */
public final class FileDownload implements DownloadHandler {
    private final String name;
    private final String contentType;
    private final transient Maker maker;

    /** Asks for what the file holds; throws what services throw, before anything is sent. */
    public interface Maker {
        Content make();
    }

    /** Writes the file. */
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** @param name with its ending */
    public FileDownload(String name, String contentType, Maker maker) {
        this.name = name;
        this.contentType = contentType;
        this.maker = maker;
    }

    @Override
    public String getUrlPostfix() {
        return name;
    }

    @Override
    public void handleDownloadRequest(DownloadEvent event) throws IOException {
        Content content;
        try {
            content = maker.make();
        } catch (AccessDeniedException e) {
            refuse(event, 404, "The file does not exist.");
            return;
        } catch (RuntimeException e) {
            refuse(
                    event,
                    500,
                    "The file could not be created. If it fails again, give your admin reference "
                            + Reference.of(e).code() + ".");
            return;
        }
        event.setFileName(name);
        event.setContentType(contentType);
        event.getResponse().setHeader("Cache-Control", "no-store");
        content.write(event.getOutputStream());
    }

    private static void refuse(DownloadEvent event, int status, String words) throws IOException {
        event.getResponse().setStatus(status);
        event.setContentType("text/plain;charset=utf-8");
        event.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
    }
}
