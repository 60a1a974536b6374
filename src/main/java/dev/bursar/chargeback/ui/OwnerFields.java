package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Whose charges a pool takes: those that teams own, and those of callers, such as a gateway's role that calls models for everybody. */
final class OwnerFields extends Div {
    private static final String GUIDE = "guide?page=month-end";

    private final MultiSelectComboBox<Integer> teams = new MultiSelectComboBox<>("Teams that own the charges");
    private final MultiSelectComboBox<String> callers = new MultiSelectComboBox<>("Callers");

    /**
     * @param names of teams by number, in their order
     * @param found callers that charges have
     * @param stored null for a new pool
     * @param changed told when a person changes something
     */
    OwnerFields(Map<Integer, String> names, Set<String> found, @Nullable PoolSelection stored, Runnable changed) {
        addClassName("owner-fields");
        Set<Integer> owning = stored == null ? Set.of() : stored.teams();
        Set<String> calling = stored == null ? Set.of() : stored.callers();
        teams.setPlaceholder("Any team");
        teams.setItems(Stream.concat(names.keySet().stream(), owning.stream())
                .distinct()
                .toList());
        teams.setItemLabelGenerator(team -> PlainText.cut(names.getOrDefault(team, "Team " + team), 60));
        teams.setValue(owning);
        callers.setPlaceholder("Any caller");
        callers.setItems(Stream.concat(found.stream(), calling.stream())
                .distinct()
                .sorted(Comparator.comparing(PoolText::caller))
                .toList());
        callers.setItemLabelGenerator(caller -> PlainText.cut(PoolText.caller(caller), 80));
        callers.setValue(calling);
        callers.setHelperText(
                found.isEmpty()
                        ? "No charge names one yet. Model calls do in a CUR 2.0 export with caller identity."
                        : "A role or user that calls models, such as a gateway\u2019s role.");
        Stream.of(teams, callers).forEach(field -> field.addValueChangeListener(change -> changed.run()));
        var way = new Anchor(GUIDE, "How to set it up");
        var without = new Paragraph(
                "A gateway needs no pool if it assumes a role for each team, with the session tag \u201Cteam\u201D. ");
        without.add(way);
        without.addClassName("note");
        add(teams, callers, without);
    }

    Set<Integer> teams() {
        return teams.getValue();
    }

    Set<String> callers() {
        return callers.getValue();
    }
}
