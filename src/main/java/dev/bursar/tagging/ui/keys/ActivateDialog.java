package dev.bursar.tagging.ui.keys;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChangeRefused.Why;
import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.tagging.keys.TagKeyService;
import dev.bursar.tagging.keys.TagKeyService.Row;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.util.Collection;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Proposes to activate keys. */
final class ActivateDialog extends Dialog {

    private final TagKeyService service;
    private final LongConsumer proposed;
    private final CheckboxGroup<Row> keys = new CheckboxGroup<>("Keys");
    private final ReasonField reason = new ReasonField();

    /** @param proposed is told the change's number */
    ActivateDialog(TagKeyService service, List<Row> offered, Collection<Row> chosen, LongConsumer proposed) {
        this.service = service;
        this.proposed = proposed;
        setHeaderTitle("Activate tag keys");
        addClassName("change-dialog");
        setCloseOnOutsideClick(false);
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        keys.setItems(offered);
        keys.setItemLabelGenerator(ActivateDialog::label);
        keys.setValue(offered.stream().filter(chosen::contains).collect(Collectors.toSet()));
        keys.setManualValidation(true);
        keys.addValueChangeListener(change -> keys.setInvalid(false));
        add(Styled.div(
                "change-fields",
                new Paragraph(
                        "AWS activates a key within 24 hours. Costs carry it from then on; past months need a backfill."),
                keys,
                reason));
        Button propose = Buttons.primary("Propose", click -> propose());
        getFooter().add(Buttons.neutral("Cancel", click -> close()), propose);
    }

    private static String label(Row row) {
        String about = row.twins().isEmpty() ? "" : " " + KeyText.about(row) + " Values of both stay apart.";
        return KeyText.key(row.key().key()) + ", " + KeyText.spendWords(row.use()) + "." + about;
    }

    private void propose() {
        List<String> chosen =
                keys.getValue().stream().map(Row::key).map(TagKey::key).toList();
        UserAction.of(() -> {
                    long change = service.activate(chosen, reason.getValue());
                    close();
                    proposed.accept(change);
                })
                .on(AwsChangeRefused.class, this::refuse)
                .denied("Nothing was proposed. You no longer have permission to activate keys.")
                .run();
    }

    private void refuse(AwsChangeRefused refused) {
        String words = AwsChangeText.refused(refused);
        if (refused.isOfReason()) {
            reason.refuse(words);
        } else if (refused.why() == Why.NO_ITEMS) {
            FieldErrors.show(keys, words);
        } else {
            Notices.warning(words, AwsChangeText.holder(refused));
        }
    }
}
