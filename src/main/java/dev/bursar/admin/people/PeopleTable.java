package dev.bursar.admin.people;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import dev.bursar.access.AccessLinks;
import dev.bursar.access.KnownPerson;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.SetupProgress.Extent;
import dev.bursar.ui.Formats;
import dev.bursar.ui.NoRowMatches;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SearchField;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Everybody, or those who match what is searched for. */
final class PeopleTable extends Div {
    private static final int ALL_IN_VIEW = 100;

    private final Section section = new Section("All people").flush();
    private final SearchField search;
    private final Grid<KnownPerson> grid = new Grid<>();
    private final NoRowMatches none;
    private PeopleData data = new PeopleData(
            LocalDate.EPOCH, List.of(), Map.of(), Set.of(), Set.of(), List.of(), new Extent(0, 0), false);

    /**
     * @param searched told what is searched for
     * @param opened told whose row was clicked
     */
    PeopleTable(Consumer<String> searched, Consumer<PersonId> opened) {
        addClassName("people-list");
        search = new SearchField("Search people", "Name, e-mail, role or team", () -> {});
        search.onSearch(() -> searched.accept(search.words()));
        columns();
        grid.addItemClickListener(click -> opened.accept(click.getItem().id()));
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setMultiSort(false);
        grid.getElement().setAttribute("aria-label", "People");
        none = new NoRowMatches(search, "person");
        section.actions(search);
        section.with(grid, none);
        add(section);
    }

    private void columns() {
        Tables.sized(grid.addComponentColumn(this::name), "Person", 200, 3)
                .setComparator(
                        Comparator.comparing(person -> person.displayName().toLowerCase(Locale.ROOT)));
        Tables.sized(Tables.wideOnly(grid.addColumn(person -> PersonText.roles(person.roles()))), "Roles", 110, 1)
                .setSortable(true);
        Tables.wideOnly(grid.addComponentColumn(
                        person -> PlainText.name(PersonText.teams(person, data.today(), data.teams()))))
                .setHeader("Leads")
                .setWidth("120px")
                .setFlexGrow(2)
                .setComparator(Comparator.comparing(person -> PersonText.teams(person, data.today(), data.teams())));
        Tables.wideOnly(grid.addComponentColumn(person -> moment(person.lastSignIn())))
                .setHeader("Last sign-in")
                .setWidth("120px")
                .setFlexGrow(1)
                .setComparator(Comparator.comparing(
                        KnownPerson::lastSignIn, Comparator.nullsFirst(Comparator.naturalOrder())));
        Tables.sized(grid.addComponentColumn(person -> PersonText.badge(person.state())), "State", 150, 0)
                .setComparator(Comparator.comparing(KnownPerson::state));
    }

    private static Span moment(@Nullable Instant at) {
        if (at == null) {
            return new Span("never");
        }
        var day = new Span(Formats.date(LocalDate.ofInstant(at, ZoneOffset.UTC)));
        Tooltip.forComponent(day).setText(Formats.momentWithYear(at));
        return day;
    }

    private Div name(KnownPerson person) {
        var link = new Anchor(AccessLinks.person(person.id().value()), PlainText.cut(person.displayName(), 80));
        link.addClassName("strong-link");
        return Tables.threeLines(link, PersonText.handle(person), PersonText.roles(person.roles()));
    }

    void show(PeopleData now, String words) {
        data = now;
        search.follow(words);
        var found = now.matching(words);
        section.note(
                words.isBlank()
                        ? ""
                        : Formats.count(found.size()) + " of "
                                + Formats.count(now.people().size(), "person", "people"));
        grid.setItems(found);
        grid.setAllRowsVisible(found.size() <= ALL_IN_VIEW);
        grid.setVisible(!found.isEmpty());
        none.rows(found.size());
    }

    /** Marks whose details are open. */
    void open(@Nullable PersonId person) {
        grid.setPartNameGenerator(row -> row.id().equals(person) ? "open-row" : null);
    }
}
