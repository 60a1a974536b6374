package dev.bursar.access.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import dev.bursar.access.OwnAccount;
import dev.bursar.kernel.NumberStyle;
import dev.bursar.ui.Formats;
import dev.bursar.ui.NumberStyles;
import dev.bursar.ui.SchemeCookie;
import dev.bursar.ui.Section;
import dev.bursar.ui.Segmented;
import dev.bursar.ui.Styled;
import java.math.BigDecimal;
import java.util.List;

/** Colours and figures as the person likes them. */
final class AppearanceCard extends Composite<Section> {
    private static final BigDecimal EXAMPLE = new BigDecimal("1234.56");

    private final Segmented<ColorScheme.Value> scheme = new Segmented<>(
            "Colours",
            List.of(ColorScheme.Value.SYSTEM, ColorScheme.Value.LIGHT, ColorScheme.Value.DARK),
            AppearanceCard::words,
            chosen -> getUI().ifPresent(ui -> SchemeCookie.choose(ui, chosen)));

    AppearanceCard(OwnAccount account, NumberStyle style) {
        var label = Styled.span("form-label", "Colours in this browser");
        var numbers = new Select<NumberStyle>();
        numbers.setLabel("Number format");
        numbers.setItems(NumberStyle.values());
        numbers.setItemLabelGenerator(one -> Formats.grouped(EXAMPLE, one));
        numbers.setHelperText("Applies to pages. Exported files keep a format that programs can read.");
        numbers.setValue(style);
        numbers.addValueChangeListener(change -> {
            account.chooseNumbers(change.getValue());
            NumberStyles.use(VaadinSession.getCurrent(), change.getValue());
        });
        var form = Styled.div("form", new Div(label, scheme), numbers);
        getContent().with(form);
    }

    @Override
    protected Section initContent() {
        return new Section("Appearance");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        scheme.value(SchemeCookie.read(VaadinRequest.getCurrent()));
        var listening = ComponentUtil.addListener(
                event.getUI(), SchemeCookie.Chosen.class, chosen -> scheme.value(chosen.scheme()));
        addDetachListener(detach -> {
            detach.unregisterListener();
            listening.remove();
        });
    }

    private static String words(ColorScheme.Value scheme) {
        return switch (scheme) {
            case LIGHT -> "Light";
            case DARK -> "Dark";
            default -> "System";
        };
    }
}
