package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Made of Vaadin's fields. */
@org.springframework.stereotype.Component
final class VaadinLateParts implements LateParts {
    @Override
    public Component dates(LocalDateRange shown, LocalDate last, Consumer<LocalDateRange> chosen) {
        return new PeriodDates(shown, last, chosen);
    }

    @Override
    public Component filter(FilterDimension dimension, @Nullable Filter filter, Consumer<Filter> apply) {
        var editor = new FilterEditor(dimension, filter, apply);
        editor.focus();
        return editor;
    }
}
