package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A percent for each team, with their sum. */
final class SharesField extends Div {
    private final Map<Integer, TextField> fields = new LinkedHashMap<>();
    private final Paragraph sum = new Paragraph();

    /**
     * @param teams names by number, in their order
     * @param changed told when a person changes a share
     */
    SharesField(Map<Integer, String> teams, Map<Integer, BigDecimal> shares, Runnable changed) {
        addClassName("shares");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", "Shares in percent");
        var grid = Styled.div("limit-fields");
        teams.forEach((team, name) -> {
            var field = new TextField(PlainText.cut(name, 40));
            field.addClassName("amount-field");
            field.setSuffixComponent(new Span("%"));
            field.setMaxLength(12);
            field.setValueChangeMode(ValueChangeMode.ON_BLUR);
            Optional.ofNullable(shares.get(team))
                    .ifPresent(
                            share -> field.setValue(share.stripTrailingZeros().toPlainString()));
            field.addValueChangeListener(change -> {
                add();
                changed.run();
            });
            fields.put(team, field);
            grid.add(field);
        });
        sum.addClassName("note");
        sum.getElement().setAttribute("aria-live", "polite");
        add(grid, sum);
        add();
    }

    private void add() {
        BigDecimal all = BigDecimal.ZERO;
        for (TextField field : fields.values()) {
            all = all.add(percent(field.getValue()).orElse(BigDecimal.ZERO));
        }
        sum.setText("Sum " + all.stripTrailingZeros().toPlainString() + "% of 100%");
    }

    /** The shares above 0; empty where a field holds no number, which is then said at it. */
    Optional<Map<Integer, BigDecimal>> read() {
        Map<Integer, BigDecimal> shares = new HashMap<>();
        boolean good = true;
        for (var entry : fields.entrySet()) {
            TextField field = entry.getValue();
            Optional<BigDecimal> percent = percent(field.getValue());
            boolean wrong = percent.isEmpty() && !field.getValue().isBlank();
            field.setInvalid(wrong);
            field.setErrorMessage(wrong ? "Enter a percent such as 12.5." : "");
            good &= !wrong;
            percent.filter(share -> share.signum() > 0).ifPresent(share -> shares.put(entry.getKey(), share));
        }
        return good ? Optional.of(shares) : Optional.empty();
    }

    static Optional<BigDecimal> percent(String typed) {
        String text = typed.strip().replace(',', '.').replace("%", "").strip();
        return text.matches("\\d{1,3}(\\.\\d{1,6})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    void refuse(String sentence) {
        sum.setText(sentence);
        sum.addClassName("error");
    }

    void clear() {
        sum.removeClassName("error");
        add();
    }
}
