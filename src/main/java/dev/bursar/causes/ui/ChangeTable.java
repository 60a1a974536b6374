package dev.bursar.causes.ui;

import static dev.bursar.files.ListExport.Cell.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.bursar.causes.Acted;
import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.Names;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeRow;
import dev.bursar.causes.ChangeRow.Kind;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.Family;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.text.CauseText;
import dev.bursar.files.ListExport.Cell;
import dev.bursar.kernel.TeamId;
import dev.bursar.list.ListState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;

/** The parts of a change, on the page and in files. */
final class ChangeTable extends ListGrid<ChangeRow, String> {
    private static final String UNALLOCATED = "Unallocated";
    private static final int LONGEST = 80;
    private static final int MOST = 1_000;

    /**
     * The largest twenty rows and the rest as one, or what one row is made of.
     *
     * @param all parts that are shown
     */
    ChangeTable(ListPage<?> page, ListState state, Change change, OfCurrency of, List<ChangedPart> all) {
        String currency = of.currency();
        var opened = Opened.of(state, currency, all);
        List<ChangeRow> rows = opened.rows();
        Set<String> groups = rows.stream()
                .filter(row -> row.kind() != Kind.PART)
                .map(ChangeRow::id)
                .collect(Collectors.toSet());
        Map<UUID, Cause> causes = change.causes();
        Names names = change.names();
        super(
                "Parts of the change, " + currency,
                page,
                ChangeList.PART,
                ChangeRow::id,
                id -> groups.contains(id)
                        ? state.without(ChangeList.PART).with(ChangeList.ROWS, Optional.of(id))
                        : state.with(ChangeList.PART, Optional.of(id)));
        opened.row().ifPresent(row -> above(opened(row, state, names)));
        int parts = rows.stream().mapToInt(ChangeRow::parts).sum();
        column("What changed", 200, 4, row -> what(row, causes, names))
                .setFooter(Formats.count(parts, "part", "parts"));
        wide("Team and account", 150, 2, row -> owner(row, names));
        wide("Cause", 210, 4, row -> cause(row, causes, names));
        BigDecimal sum = rows.stream().map(row -> row.sum().change()).reduce(BigDecimal.ZERO, BigDecimal::add);
        figure(
                        "Change",
                        130,
                        0,
                        row -> Styled.span("number", Formats.signed(row.sum().change(), currency)))
                .setFooter(Formats.signed(sum, currency));
        show((offset, limit) -> rows.stream().skip(offset).limit(limit).toList(), ChangeRow::id, rows.size());
    }

    /**
     * What is listed.
     *
     * @param row whose parts alone are listed
     */
    private record Opened(Optional<ChangeRow> row, List<ChangeRow> rows) {
        static Opened of(ListState state, String currency, List<ChangedPart> all) {
            ChangeRow.Rows found = ChangeRow.of(all);
            String id = state.get(ChangeList.ROWS).orElse("");
            List<ChangeRow> first = ChangeRow.first(found.all(), ChangeRow.MOST, currency);
            Optional<ChangeRow> row = Stream.concat(first.stream(), found.all().stream())
                    .filter(one -> one.kind() != Kind.PART && one.id().equals(id))
                    .findFirst();
            return row.map(one -> new Opened(
                            row,
                            one.kind() == Kind.REST
                                    ? most(ChangeRow.rest(found.all(), ChangeRow.MOST), currency)
                                    : most(
                                            found.families().getOrDefault(id, List.of()).stream()
                                                    .map(ChangeRow::of)
                                                    .toList(),
                                            currency)))
                    .orElseGet(() -> new Opened(row, first));
        }

        /** A page may stay open for long; what is left is one row that leads nowhere. */
        private static List<ChangeRow> most(List<ChangeRow> rows, String currency) {
            return rows.size() > MOST ? ChangeRow.first(rows, MOST, currency) : rows;
        }
    }

    private static Component opened(ChangeRow row, ListState state, Names names) {
        return Styled.div(
                "section-head",
                new H2(PlainText.cut(title(row, names), LONGEST)),
                Styled.span(
                        "note",
                        Formats.signed(row.sum().change(), row.sum().key().currency())),
                Styled.div(
                        "actions",
                        Styled.pageLink(
                                state.without(ChangeList.PART)
                                        .without(ChangeList.ROWS)
                                        .address(),
                                "All changes")));
    }

    /** What a file has of a part. */
    static List<Cell<ChangedPart>> cells(Change change) {
        Map<UUID, Cause> causes = change.causes();
        var cells = new ArrayList<Cell<ChangedPart>>(List.of(
                text("Team", part -> team(part.key(), change.names())),
                text("Account", part -> part.key().account()),
                text("Account name", part -> account(part.key(), change.names())),
                text("Service", part -> part.key().service()),
                text("Usage type", part -> part.key().usageType()),
                text("Resource", part -> part.key().resource()),
                text(
                        "Resource name",
                        part -> change.names()
                                .resources()
                                .getOrDefault(part.key().resource(), "")),
                text("Runs of", part -> part.family() == null ? "" : CauseText.family(part.family())),
                text("Currency", part -> part.key().currency()),
                Cell.money("Before", ChangedPart::before),
                Cell.money("Now", ChangedPart::now),
                Cell.money("Change", ChangedPart::change)));
        for (ChangeClass of : ChangeClass.values()) {
            cells.add(Cell.money(CauseText.name(of), part -> part.amounts().get(of)));
        }
        cells.add(text(
                "Cause",
                part -> part.acts().size() > 1 || part.main().equals(Optional.of(ChangeClass.CANDIDATE))
                        ? each(part, causes)
                        : words(part, causes, change.names())));
        cells.add(text(
                "CloudTrail events",
                part -> part.events().stream().map(UUID::toString).collect(Collectors.joining(" "))));
        return cells;
    }

    static String team(PartKey key, Names names) {
        return names.teams().getOrDefault(new TeamId(key.team()), UNALLOCATED);
    }

    static String account(PartKey key, Names names) {
        return names.accounts().getOrDefault(key.account(), Formats.account(key.account()));
    }

    /** The resource's name, else the usage type, else the service. */
    static String title(PartKey key, Names names) {
        String name = names.resources().getOrDefault(key.resource(), CauseText.resource(key.resource()));
        return !name.isEmpty() ? name : key.usageType().isEmpty() ? key.service() : key.usageType();
    }

    /** {@code search-embed: 30 runs, 15 before}, or {@code Everything else, 156 parts}. */
    private static String title(ChangeRow row, Names names) {
        Family family = row.sum().family();
        return family != null && row.kind() == Kind.FAMILY
                ? CauseText.family(family)
                : row.kind() == Kind.REST
                        ? "Everything else, " + Formats.count(row.parts(), "part", "parts")
                        : title(row.sum().key(), names);
    }

    private Component what(ChangeRow row, Map<UUID, Cause> causes, Names names) {
        PartKey key = row.sum().key();
        Family family = row.kind() == Kind.FAMILY ? row.sum().family() : null;
        String second = family != null
                ? CauseText.runs(family) + ", " + key.service()
                : key.resource().isEmpty()
                        ? key.usageType().isEmpty() ? "" : key.service()
                        : key.service() + (key.usageType().isEmpty() ? "" : ", " + key.usageType());
        String words = words(row, causes, names);
        return Tables.narrowLine(
                lines(link(row, PlainText.cut(family == null ? title(row, names) : family.name(), LONGEST)), second),
                row.kind() == Kind.REST
                        ? ""
                        : row.sum().main().map(CauseText::name).orElse("") + (words.isEmpty() ? "" : ": " + words));
    }

    private static Component owner(ChangeRow row, Names names) {
        PartKey key = row.sum().key();
        return row.kind() == Kind.REST ? new Span() : lines(PlainText.name(team(key, names)), account(key, names));
    }

    private static Component cause(ChangeRow row, Map<UUID, Cause> causes, Names names) {
        if (row.kind() == Kind.REST) {
            return new Span();
        }
        Optional<ChangeClass> main = row.sum().main();
        var badge = new Span();
        main.ifPresent(of -> {
            badge.addClassNames("class-mark", ChangeBar.word(of));
            badge.getElement().setAttribute("aria-hidden", "true");
        });
        return lines(
                Styled.div(
                        "with-mark", badge, new Span(main.map(CauseText::name).orElse(""))),
                // that the badge says too is not said again
                row.sum().main().equals(Optional.of(ChangeClass.UNEXPLAINED))
                                && row.sum().why() == ChangedPart.Unknown.NO_EVENT
                        ? ""
                        : words(row, causes, names));
    }

    private static String words(ChangeRow row, Map<UUID, Cause> causes, Names names) {
        Family family = row.sum().family();
        return family != null && row.kind() == Kind.FAMILY && row.sum().main().equals(Optional.of(ChangeClass.USAGE))
                ? CauseText.recurred(family, row.sum().change())
                : words(row.sum(), causes, names);
    }

    private static Div lines(Component first, String second) {
        var quiet = Styled.span("second-line", PlainText.cut(second, 120));
        if (!second.isEmpty()) {
            quiet.setTitle(PlainText.full(second));
        }
        return new Div(first, quiet);
    }

    /** What a row is put down to where nothing else of it is said: of runs which they are and how many. */
    static String told(ChangeRow row, Map<UUID, Cause> causes, Names names) {
        return row.kind() == Kind.FAMILY ? title(row, names) : words(row.sum(), causes, names);
    }

    /** What the largest amount is put down to, in a few words; "" where the class says it all. */
    static String words(ChangedPart part, Map<UUID, Cause> causes, Names names) {
        return part.main()
                .map(of -> switch (of) {
                    case EXPLAINED, CANDIDATE -> acted(part.acts(of), causes);
                    case BOOKED -> CauseText.booked(part.booked());
                    case UNEXPLAINED -> part.why() == null ? "" : CauseText.why(part.why());
                    case USAGE -> CauseText.used(part);
                    case PRICE ->
                        part.commitments().isEmpty()
                                ? part.amount(of).signum() > 0 ? "Dearer than before" : "Cheaper than before"
                                : CauseText.commitment(part.commitments().getFirst())
                                        + (part.commitments().size() > 1
                                                ? ", and "
                                                        + Formats.count(
                                                                part.commitments()
                                                                                .size()
                                                                        - 1,
                                                                "other commitment",
                                                                "other commitments")
                                                : "");
                    case DAYS -> part.amount(of).signum() > 0 ? "A longer period" : "A shorter period";
                    case MOVED -> CauseText.moved(part, names);
                })
                .orElse("");
    }

    /** What each event made: {@code ada scaled fraud, 9 Nov, 23:30 UTC: +$2,688.00; possibly …}. */
    private static String each(ChangedPart part, Map<UUID, Cause> causes) {
        return part.acts().stream()
                .map(act -> (act.of() == ChangeClass.CANDIDATE ? "possibly " : "") + acted(List.of(act), causes) + ": "
                        + Formats.signed(act.amount(), part.key().currency()))
                .collect(Collectors.joining("; "));
    }

    /** The first in words, and how many events more there are. */
    private static String acted(List<Acted> acts, Map<UUID, Cause> causes) {
        Cause first = acts.isEmpty() ? null : causes.get(acts.getFirst().event());
        if (first == null) {
            return "";
        }
        int others = acts.getFirst().events().size() - 1;
        int more = acts.stream().skip(1).mapToInt(act -> act.events().size()).sum();
        return CauseText.whatAndWhen(first)
                + (others > 0 ? ", or " + Formats.count(others, "other event", "other events") : "")
                + (more > 0 ? ", and " + Formats.count(more, "event", "events") + " more" : "");
    }
}
