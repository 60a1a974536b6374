package dev.bursar.billingdata.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import dev.bursar.billingdata.Upload;
import dev.bursar.billingdata.imports.UploadService;
import dev.bursar.billingdata.imports.UploadTooLarge;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ByteSize;
import dev.bursar.ui.FileUpload;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;
import org.springframework.security.access.AccessDeniedException;

/**
 * Takes the files of one delivery; each goes to the server as soon as it is chosen, and is deleted there when it is removed from the
 * list or the page is left before the import begins.
 */
final class UploadCard extends Div {
    private static final int MOST_FILES = 1_000;
    private static final String[] ENDINGS = {".parquet", ".csv", ".gz", ".zip", ".json"};

    private final UploadService service;
    private final Clock clock;
    private final Consumer<List<Upload>> start;
    private final com.vaadin.flow.component.upload.Upload upload;
    private final Button begin;
    private final Button remove;
    private final Span note = new Span();
    private final List<Upload> here = new ArrayList<>();
    private final List<Arriving> arriving = new ArrayList<>();
    private boolean busy;

    /** A file on its way; guarded by the page's lock. */
    private static final class Arriving {
        final String name;
        boolean removed;

        Arriving(String name) {
            this.name = name;
        }
    }

    UploadCard(UploadService service, Clock clock, Consumer<List<Upload>> start) {
        this.service = service;
        this.clock = clock;
        this.start = start;
        addClassName("upload-card");
        long most = service.mostBytes();
        var words = new Paragraph(
                "All files of one delivery: FOCUS 1.0 or 1.2, CUR 2.0 or a legacy Cost and Usage Report, as Parquet,"
                        + " CSV, gzip or ZIP of CSV, with or without its manifest, at most "
                        + ByteSize.of(most)
                        + " in total. They replace stored data for their billing periods. No requests are sent to AWS.");
        words.addClassName("upload-words");
        upload = FileUpload.of(
                new FileUpload.Words(
                        "Choose files",
                        "or drop them here",
                        new UploadI18N.Error()
                                .setTooManyFiles(
                                        "One delivery can have at most " + Formats.count(MOST_FILES) + " files.")
                                .setFileIsTooBig("The file is larger than " + ByteSize.of(most) + ".")
                                .setIncorrectFileType(
                                        "Only Parquet, CSV, gzip and ZIP files and a manifest in JSON are imported. Unpack other archives first."),
                        "Storing",
                        "You no longer have permission to upload files."),
                this::receive,
                most,
                ENDINGS);
        upload.setMaxFiles(MOST_FILES);
        upload.addFileRemovedListener(removed -> removed(removed.getFileName()));
        upload.addFileRejectedListener(rejected ->
                Notices.warning(PlainText.cut(rejected.getFileName(), 80) + ": " + rejected.getErrorMessage()));
        begin = Buttons.primary("Import", click -> this.start.accept(List.copyOf(here)));
        remove = Buttons.neutral("Remove all", click -> abortAll());
        note.addClassName("note");
        note.getElement().setAttribute("role", "status");
        var actions = Styled.div("upload-actions", begin, remove, note);
        add(new Section("Import charge files").with(words, upload, actions));
        changed();
    }

    /** On the request's own thread, without the page's lock. */
    private void receive(UploadEvent event) {
        UI ui = event.getUI();
        var file = new Arriving(lastPart(event.getFileName()));
        try (InputStream bytes = event.getInputStream()) {
            ui.access(() -> {
                arriving.add(file);
                changed();
            });
            Upload received = service.receive(file.name, event.getFileSize(), bytes, size -> keepAlive(event));
            try {
                ui.access(() -> arrived(file, received));
            } catch (UIDetachedException e) {
                received.discard();
            }
        } catch (UploadTooLarge e) {
            refused(
                    event,
                    file,
                    "There is not enough space for " + PlainText.cut(file.name, 80) + ": uploads can take at most "
                            + ByteSize.of(e.mostBytes())
                            + " in total. Use ./bursar import, or raise BURSAR_IMPORTS_MB.");
        } catch (AccessDeniedException e) {
            refused(event, file, "You no longer have permission to import.");
        } catch (IOException e) {
            // whoever removed the file knows, and otherwise it says so itself
            refused(event, file, "");
        } catch (RuntimeException e) {
            refused(
                    event,
                    file,
                    PlainText.cut(file.name, 80) + " could not be stored. Give your admin reference "
                            + Reference.of(e).code() + ".");
        }
    }

    /** Whoever uploads is there, however long it takes. */
    private void keepAlive(UploadEvent event) {
        event.getSession().access(() -> event.getSession().setLastRequestTimestamp(clock.millis()));
    }

    private void refused(UploadEvent event, Arriving file, String why) {
        event.reject(why);
        try {
            event.getUI().access(() -> {
                arriving.remove(file);
                if (!why.isEmpty()) {
                    Notices.warning(why);
                }
                changed();
            });
        } catch (UIDetachedException e) {
            // nobody is there to be told
        }
    }

    private static String lastPart(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private void arrived(Arriving file, Upload received) {
        arriving.remove(file);
        if (file.removed || !isAttached()) {
            received.discard();
        } else {
            here.add(received);
        }
        changed();
    }

    private void removed(String name) {
        String shown = lastPart(name);
        here.stream()
                .filter(one -> one.name().equals(shown))
                .findFirst()
                .ifPresentOrElse(
                        one -> {
                            here.remove(one);
                            one.discard();
                        },
                        () -> arriving.stream()
                                .filter(one -> one.name.equals(shown) && !one.removed)
                                .findFirst()
                                .ifPresent(one -> one.removed = true));
        changed();
    }

    /** Those under way are broken off by the browser. */
    private void abortAll() {
        upload.getElement()
                .executeJs("for (const file of [...this.files])"
                        + " this.dispatchEvent(new CustomEvent('file-abort', {detail: {file}}));");
    }

    /** The files are an import's now. */
    void handedOver() {
        here.clear();
        upload.clearFileList();
        changed();
    }

    boolean isEmpty() {
        return here.isEmpty() && arriving.isEmpty();
    }

    /** @param other whether another import is under way, for which this one waits */
    void busy(boolean other) {
        if (busy != other) {
            busy = other;
            changed();
        }
    }

    private void changed() {
        int files = here.size();
        begin.setText(files == 0 ? "Import" : "Import " + Formats.count(files, "file", "files"));
        begin.setVisible(!isEmpty());
        begin.setEnabled(files > 0 && arriving.isEmpty() && !busy);
        remove.setVisible(!isEmpty());
        remove.setText(arriving.isEmpty() ? "Remove all" : "Cancel upload");
        note.setText(
                busy
                        ? "Another import is running. You can start this one when it has finished."
                        : !arriving.isEmpty()
                                ? "Uploading " + Formats.count(arriving.size(), "file", "files")
                                : files > 0 ? "Files that are not imported are deleted when you leave this page." : "");
    }

    @Override
    protected void onDetach(DetachEvent event) {
        here.forEach(Upload::discard);
        here.clear();
    }
}
