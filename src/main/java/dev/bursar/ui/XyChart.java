package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.internal.JacksonUtils;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/**
 * Figures over hours or days, or against each other, drawn as {@link SpendChart} is. Always shown with a table of the same figures. By
 * keyboard: arrow keys, Home and End move through its places, Escape leaves.
 */
@Tag("bursar-xy-chart")
@JsModule("./xy-chart.ts")
public final class XyChart extends Component implements HasSize {
    /** @param name for assistive technology: what is shown, of what */
    public XyChart(String name, XyData data) {
        getElement().setProperty("name", name);
        // told once: a session would hold every figure of it
        getElement().executeJs("this.json = $0", json(data).toString());
    }

    private static ObjectNode json(XyData data) {
        var json = JacksonUtils.createObjectNode();
        json.put("time", data.time());
        json.put("from", data.from());
        json.put("to", data.to());
        json.put("across", data.across());
        json.put("symbol", data.symbol());
        json.put("top", data.top());
        var lines = json.putArray("lines");
        for (XyData.Line line : data.lines()) {
            var node = lines.addObject();
            node.put("name", PlainText.cut(line.name(), 60));
            node.put("colour", line.colour().cssName());
            node.put("style", line.style().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            node.put("label", PlainText.cut(line.label(), 80));
            var points = node.putArray("points");
            for (XyData.Point point : line.points()) {
                var pair = points.addArray();
                pair.add(point.x());
                pair.add(point.y());
            }
        }
        var stops = json.putArray("stops");
        for (XyData.Stop stop : data.stops()) {
            var node = stops.addObject();
            node.put("x", stop.x());
            node.put("title", stop.title());
            var texts = node.putArray("texts");
            stop.texts()
                    .forEach(text -> texts.addObject().put("line", text.line()).put("text", text.text()));
        }
        return json;
    }
}
