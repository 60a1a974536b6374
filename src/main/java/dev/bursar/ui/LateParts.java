package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * Parts that pages have only once something is opened. Pages know them by this name alone: the scripts of what a page's classes name
 * are loaded before the page is shown, and those of these parts, {@code frontend/late.ts}, come after it.
 */
interface LateParts {
    /**
     * Two dates, and the button that shows the days between them.
     *
     * @param last the last day that may be chosen
     */
    Component dates(LocalDateRange shown, LocalDate last, Consumer<LocalDateRange> chosen);

    /**
     * A filter's condition and values; these have the focus.
     *
     * @param filter null for a new one
     */
    Component filter(FilterDimension dimension, @Nullable Filter filter, Consumer<Filter> apply);

    /** Their scripts are there before what the answer to the browser opens. */
    static LateParts get() {
        UI.getCurrent().getPage().addDynamicImport("return window.bursarLate()");
        return VaadinService.getCurrent().getInstantiator().getOrCreate(LateParts.class);
    }
}
