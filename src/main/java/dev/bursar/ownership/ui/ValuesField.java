package dev.bursar.ownership.ui;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.RuleChoices;
import dev.bursar.ownership.text.RuleText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values that a rule names: those found with costs are offered with them and with who has them, any other may be typed. */
final class ValuesField extends MultiSelectComboBox<String> {
    private static final int LONGEST_NAME = 60;
    private final Function<String, String> label;
    private final Map<String, RuleChoices.Value> found = new HashMap<>();
    private Map<TeamId, String> teams = Map.of();

    /**
     * @param label what a value is called
     * @param typed what is meant by a text that somebody types, when it is none that is offered
     * @param asTyped whether a text that is only part of an offered value stands for itself
     */
    ValuesField(String name, Function<String, String> label, UnaryOperator<String> typed, boolean asTyped) {
        super(name);
        this.label = label;
        setWidthFull();
        setAutoExpand(AutoExpandMode.VERTICAL);
        setClearButtonVisible(true);
        setAllowCustomValue(true);
        setItemLabelGenerator(value -> PlainText.cut(label.apply(value), LONGEST_NAME));
        setRenderer(LitRenderer.<String>of("<div>${item.name}</div><div class=\"note\">${item.note}</div>")
                .withProperty("name", value -> PlainText.cut(label.apply(value), LONGEST_NAME))
                .withProperty("note", this::note));
        setItems(List.of());
        addCustomValueSetListener(typing -> {
            String value = meant(typed.apply(typing.getDetail()), asTyped);
            if (!value.isEmpty()) {
                var all = new LinkedHashSet<>(getValue());
                all.add(value);
                setValue(all);
            }
        });
    }

    /** Part of a name means the one value that has it: whoever types "SageMaker" seldom means a service of that name. */
    private String meant(String text, boolean asTyped) {
        if (asTyped || found.containsKey(text)) {
            return text;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> matching =
                found.keySet().stream().filter(value -> matches(value, lower)).toList();
        return matching.size() == 1 ? matching.getFirst() : text;
    }

    void values(@Nullable List<String> values) {
        setValue(values == null ? List.of() : values);
    }

    void offer(List<RuleChoices.Value> values, Map<TeamId, String> names) {
        teams = names;
        found.clear();
        values.forEach(value -> found.put(value.key(), value));
        var chosen = getValue();
        var keys = new ArrayList<>(values.stream().map(RuleChoices.Value::key).toList());
        chosen.stream().filter(value -> !found.containsKey(value)).forEach(keys::add);
        setItems((value, typed) -> matches(value, typed.toLowerCase(Locale.ROOT)), keys);
        setValue(chosen);
    }

    private boolean matches(String value, String typed) {
        return value.toLowerCase(Locale.ROOT).contains(typed)
                || label.apply(value).toLowerCase(Locale.ROOT).contains(typed);
    }

    /** {@code $1,234.56, Platform's and Unallocated}. */
    private String note(String value) {
        RuleChoices.Value known = found.get(value);
        if (known == null || known.owners().isEmpty()) {
            return "No costs in these months";
        }
        Map<String, BigDecimal> sums = new TreeMap<>();
        known.owners().forEach(share -> sums.merge(share.currency(), share.effectiveCost(), BigDecimal::add));
        String amounts = sums.entrySet().stream()
                .map(sum -> Formats.money(sum.getValue(), sum.getKey()))
                .collect(Collectors.joining(", "));
        List<String> owners = known.owners().stream()
                .map(share -> RuleText.team(share.team(), teams))
                .distinct()
                .toList();
        String named = owners.size() > 3
                ? String.join(", ", owners.subList(0, 2)) + " and " + (owners.size() - 2) + " more"
                : String.join(", ", owners);
        return amounts + ", now " + named;
    }
}
