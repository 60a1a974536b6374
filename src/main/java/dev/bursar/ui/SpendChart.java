package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.shared.Registration;
import module java.base;
import org.threeten.extra.LocalDateRange;
import tools.jackson.databind.node.ObjectNode;

/**
 * Costs over time, drawn by Apache ECharts in a small element of ours. Always shown with a table of the same figures. By
 * keyboard: left, right, Home and End move through the days, up and down through a day's series, Enter does what a click does,
 * Escape leaves.
 */
@Tag("bursar-spend-chart")
@JsModule("./spend-chart.ts")
@NpmPackage(value = "echarts", version = "6.1.0")
public final class SpendChart extends Component implements HasSize, Focusable<SpendChart> {
    /** @param name for assistive technology: what is shown, for which period */
    public SpendChart(String name) {
        name(name);
    }

    public SpendChart name(String name) {
        getElement().setProperty("name", name);
        return this;
    }

    /**
     * What a hatch means, for the legend: {@code Costs still arriving: 26–28 Nov}; empty where no day is hatched.
     *
     * @param days those whose costs still arrive, in order
     */
    public static Optional<Span> arriving(List<LocalDate> days) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        var mark = Styled.span(
                "hatch",
                "Costs still arriving: "
                        + Formats.shortRange(LocalDateRange.ofClosed(days.getFirst(), days.getLast())));
        return Optional.of(mark);
    }

    /** Draws this instead of what was shown. */
    public SpendChart show(ChartData data) {
        // told once: a session would hold every figure of it
        getElement().executeJs("this.json = $0", json(data).toString());
        return this;
    }

    /**
     * What happened on one of the days or months.
     *
     * @param category its index
     * @param text in words, with what it changed
     */
    public record Flag(int category, String text) {}

    /** Puts flags under the axis, where a list beside the chart says the same; the dearest first. */
    public void flag(List<Flag> flags) {
        var json = JacksonUtils.createArrayNode();
        flags.forEach(flag -> json.addObject().put("category", flag.category()).put("text", flag.text()));
        getElement().executeJs("this.flags = $0", json.toString());
    }

    /** Draws the same as bars or as lines. */
    public void draw(ChartData.Kind kind) {
        getElement().executeJs("this.kind = $0", word(kind));
    }

    /**
     * Asks the browser for the chart as it draws it, with its name and legend.
     *
     * @param drawn told a PNG in base 64, not yet looked through; empty where it isn't drawn yet
     * @param failed told where the browser can't
     */
    public void picture(Consumer<String> drawn, Runnable failed) {
        getElement().callJsFunction("png").then(String.class, drawn::accept, error -> failed.run());
    }

    /** What opens the same values as a table, which the browser makes of what the chart shows. */
    public NativeDetails values() {
        var place = new Div();
        var details = new NativeDetails("Show as a table", place);
        details.addClassName("chart-values");
        details.addToggleListener(event -> {
            if (event.isOpened()) {
                getElement().callJsFunction("tabulate", place.getElement());
            }
        });
        return details;
    }

    private static String word(ChartData.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Told when a day, or a series on it, is clicked. */
    public Registration onPoint(ComponentEventListener<PointEvent> listener) {
        return addListener(PointEvent.class, listener);
    }

    /** A click on a day. */
    @DomEvent("point")
    public static final class PointEvent extends ComponentEvent<SpendChart> {
        private final int category;
        private final String series;

        public PointEvent(
                SpendChart source,
                boolean fromClient,
                @EventData("event.detail.category") int category,
                @EventData("event.detail.series") String series) {
            super(source, fromClient);
            this.category = category;
            this.series = series;
        }

        /** Index of the day or month; check it, it comes from the browser. */
        public int category() {
            return category;
        }

        /** Key of the series, if one was hit and not only the day. */
        public Optional<String> series() {
            return series.isEmpty() ? Optional.empty() : Optional.of(series);
        }
    }

    /** Told which flag was opened, in the order in which they were given. */
    public Registration onFlag(ComponentEventListener<FlagEvent> listener) {
        return addListener(FlagEvent.class, listener);
    }

    /** A click on a flag. */
    @DomEvent("flag")
    public static final class FlagEvent extends ComponentEvent<SpendChart> {
        private final int place;

        public FlagEvent(SpendChart source, boolean fromClient, @EventData("event.detail.place") int place) {
            super(source, fromClient);
            this.place = place;
        }

        /** Index of the flag; check it, it comes from the browser. */
        public int place() {
            return place;
        }
    }

    private static ObjectNode json(ChartData data) {
        var json = JacksonUtils.createObjectNode();
        json.put("kind", word(data.kind()));
        json.put("symbol", data.symbol());
        json.put("hint", data.hint() == null ? "" : data.hint());
        var compare = data.compare();
        json.put("compareName", compare == null ? "" : compare.name());
        var categories = json.putArray("categories");
        for (var i = 0; i < data.categories().size(); i++) {
            var category = data.categories().get(i);
            var node = categories.addObject();
            node.put("label", category.label());
            node.put("title", category.title());
            node.put("estimated", category.estimated() || category.projected());
            node.put("projected", category.projected());
            node.put("total", data.words(data.total(i)));
            node.put("totalAmount", data.total(i).toPlainString());
            var order = data.bySize(i);
            var places = node.putArray("order");
            order.forEach(places::add);
            var rests = node.putArray("rests");
            data.rests(i, order).forEach(rest -> rests.add(data.words(rest)));
            var day = compare == null ? null : compare.days().get(i);
            if (day != null) {
                node.put("compareTitle", day.title());
                node.put("compareTotal", data.words(day.total()));
                node.put("compareAmount", day.total().toPlainString());
            }
        }
        var series = json.putArray("series");
        for (var one : data.series()) {
            var node = series.addObject();
            node.put("key", one.key());
            node.put("name", PlainText.cut(one.name(), 60));
            node.put("colour", one.colour().cssName());
            var amounts = node.putArray("amounts");
            var texts = node.putArray("texts");
            for (var amount : one.amounts()) {
                amounts.add(amount.toPlainString());
                texts.add(data.words(amount));
            }
        }
        return json;
    }
}
