package dev.bursar.tagging.ui.fixes;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import dev.bursar.tagging.ui.fixes.FixScript.Form;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FileDownload;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** Shows one file that sets many tags, to copy or to download; it is asked for again when it is fetched. */
final class FixDialog extends Dialog {
    /** @param scripts asks for the file with the rights that the person has then */
    FixDialog(Form form, Function<Form, FixScript> scripts, Workers workers, Clock clock) {
        setHeaderTitle(form.label());
        addClassName("fix-dialog");
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        var download = new Anchor(
                new FileDownload(form.fileName(), form.contentType(), () -> {
                    byte[] text = scripts.apply(form).text().getBytes(StandardCharsets.UTF_8);
                    return out -> out.write(text);
                }),
                "Download " + form.fileName());
        download.addClassName("button-link");
        download.setVisible(false);
        var copy = new Div();
        getFooter().add(Buttons.neutral("Close", click -> close()), copy, download);
        var content = new LoadedPart<>(workers, clock, () -> scripts.apply(form), script -> {
                    copy.removeAll();
                    copy.add(Buttons.copy("Copy", script.text()));
                    download.setVisible(true);
                    return shown(script);
                })
                .failure("The file could not be created", "Nothing was changed.");
        add(content);
        addAttachListener(attach -> {
            if (attach.isInitialAttach()) {
                content.load(Skeleton.table("Looking for likely values", 4, false));
            }
        });
    }

    private static Component shown(FixScript script) {
        var pre = new Pre(script.text());
        pre.getElement().setAttribute("tabindex", "0");
        pre.getElement().setAttribute("role", "region");
        pre.getElement().setAttribute("aria-label", script.form().label());
        return Styled.div(
                "fix-script",
                new Paragraph(script.words()),
                new Paragraph("The file changes nothing by itself. Read it before you run it."),
                pre);
    }
}
