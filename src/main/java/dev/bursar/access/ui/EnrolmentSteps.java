package dev.bursar.access.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.access.factor.Enrolment;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Styled;
import io.nayuki.qrcodegen.QrCode;
import module java.base;

/** Shows what has to get into the app: a picture to be taken, and a key to be typed where none can be. */
public final class EnrolmentSteps extends Div {
    public EnrolmentSteps(Enrolment enrolment) {
        addClassName("enrolment");
        var key = new Span(enrolment.typed());
        key.addClassNames("mono", "enrolment-key");
        var words = Styled.div(
                "enrolment-words",
                new Paragraph("Scan this code with an authenticator app, or enter the key in the app:"),
                key,
                Buttons.copy("Copy key", enrolment.typed().replace(" ", "")));
        add(new QrImage(enrolment.uri()), words);
    }

    /** A QR code, drawn here so that its secret goes to nobody else; dark on white in every scheme, as cameras need it. */
    static final class QrImage extends Image {
        private static final int MARGIN = 4;

        QrImage(String text) {
            super(
                    "data:image/svg+xml;base64,"
                            + Base64.getEncoder().encodeToString(svg(text).getBytes(StandardCharsets.UTF_8)),
                    "QR code for your authenticator app");
            addClassName("qr");
        }

        static String svg(String text) {
            var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
            var path = new StringBuilder();
            for (var y = 0; y < code.size; y++) {
                for (var x = 0; x < code.size; x++) {
                    if (code.getModule(x, y)) {
                        path.append("M%d,%dh1v1h-1z".formatted(x + MARGIN, y + MARGIN));
                    }
                }
            }
            var size = code.size + 2 * MARGIN;
            return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %1$d\" shape-rendering=\"crispEdges\">"
                            .formatted(size)
                    + "<path fill=\"#fff\" d=\"M0,0h%1$dv%1$dh-%1$dz\"/><path d=\"%2$s\"/></svg>".formatted(size, path);
        }
    }
}
