package dev.bursar.tagging.ui;

import com.vaadin.flow.component.html.Span;
import dev.bursar.tagging.values.TagValue;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.joda.money.BigMoney;

/** Words of the Values page. */
final class ValueText {
    private static final int LONGEST = 60;
    private static final int MOST_NAMED = 4;

    private ValueText() {}

    /** {@code “platform␣”}: what can't be seen is made visible, what is long is cut. */
    static String words(String value) {
        return "\u201C" + PlainText.cut(value, LONGEST) + "\u201D";
    }

    /** The same with the whole in a tooltip. */
    static Span quoted(String value) {
        return new Span(new Span("\u201C"), PlainText.name(value), new Span("\u201D"));
    }

    /** {@code “Platform”, “PLATFORM” and “platfrom”}. */
    static String list(List<String> values) {
        List<String> named = new ArrayList<>(
                values.stream().limit(MOST_NAMED).map(ValueText::words).toList());
        if (values.size() > MOST_NAMED) {
            named.add(Formats.count(values.size() - MOST_NAMED) + " more");
        }
        String last = named.removeLast();
        return named.isEmpty() ? last : String.join(", ", named) + " and " + last;
    }

    /** {@code $4,310.00 and EUR 12.00}: currencies are never added. */
    static String costs(List<TagValue> values) {
        var sums = new TreeMap<String, BigMoney>();
        values.forEach(value ->
                value.costs().forEach(cost -> sums.merge(cost.getCurrencyUnit().getCode(), cost, BigMoney::plus)));
        return sums.values().stream()
                .sorted(java.util.Comparator.comparing(
                                (BigMoney sum) -> sum.getAmount().abs())
                        .reversed())
                .map(Formats::money)
                .collect(Collectors.joining(" and "));
    }
}
