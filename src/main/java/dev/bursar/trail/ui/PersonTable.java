package dev.bursar.trail.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import dev.bursar.list.ListState;
import dev.bursar.trail.query.EventService.PersonCount;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Section;
import java.util.List;

/** Persons with the number of their calls that AWS refused; each leads to these calls. */
final class PersonTable extends Composite<Section> {
    private static final int MOST = 100;

    private final Section section = new Section("Denied calls by person");

    PersonTable(List<PersonCount> persons, ListState list) {
        section.note(
                persons.size() < MOST
                        ? Formats.count(persons.size(), "person", "persons")
                        : "the " + MOST + " with the most denied calls");
        section.actions(new Anchor(list.with(EventList.CALLS, true).address(), "Show the calls"));
        var rows = new FixedRows();
        for (PersonCount person : persons) {
            String kind = EventText.kind(person.kind());
            String last = EventText.fullTime(person.lastTime());
            rows.line(
                    person.person(),
                    list.and(EventList.PERSON.is(person.person())).address(),
                    kind + ", last " + last,
                    kind,
                    Formats.count(person.events()),
                    last);
        }
        section.flush()
                .with(new HtmlTable(
                        "Denied calls by person",
                        List.of(
                                Column.name("PERSON", "Person", ""),
                                Column.text("KIND", "Kind", 160).onlyWide(),
                                Column.figure("CALLS", "Denied calls", 120, ""),
                                Column.text("LAST", "Last", 200).onlyWide()),
                        List.of(),
                        rows));
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
