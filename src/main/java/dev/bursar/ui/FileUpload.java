package dev.bursar.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadHandler;

/** Takes files that a person chooses or drops; each goes to the server as soon as it is chosen. */
public final class FileUpload {
    private FileUpload() {}

    /**
     * What it says.
     *
     * @param refused said of files that aren't taken
     * @param processing what is done with a file once it is here: {@code Storing}
     * @param denied said to who may not do it any more
     */
    public record Words(String button, String drop, UploadI18N.Error refused, String processing, String denied) {}

    /** @param mostBytes of one file */
    public static Upload of(Words words, UploadHandler handler, long mostBytes, String... endings) {
        var upload = new Upload();
        upload.setUploadHandler(handler);
        upload.setUploadFormat(UploadFormat.RAW);
        upload.setAcceptedFileTypes(endings);
        upload.getElement().setProperty("maxFileSize", (double) mostBytes);
        upload.setUploadButton(Buttons.neutral(Icons.UPLOAD, words.button(), click -> {}));
        upload.setDropLabel(new Span(words.drop()));
        upload.setDropLabelIcon(new Span());
        upload.setI18n(i18n(words));
        return upload;
    }

    private static UploadI18N i18n(Words words) {
        var all = new UploadI18N();
        all.setError(words.refused());
        all.setUploading(new UploadI18N.Uploading()
                .setStatus(new UploadI18N.Uploading.Status()
                        .setConnecting("Connecting")
                        .setStalled("Waiting for the network")
                        .setProcessing(words.processing())
                        .setHeld("Waiting"))
                .setRemainingTime(new UploadI18N.Uploading.RemainingTime()
                        .setPrefix("left: ")
                        .setUnknown("time left unknown"))
                .setError(new UploadI18N.Uploading.Error()
                        .setServerUnavailable("Bursar could not be reached. Try again.")
                        .setUnexpectedServerError("The upload was interrupted. Try again.")
                        .setForbidden(words.denied())));
        all.setFile(
                new UploadI18N.File().setRetry("Try again").setStart("Start").setRemove("Remove"));
        return all;
    }
}
