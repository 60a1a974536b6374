package dev.bursar.causes.ui;

import static dev.bursar.files.ListExport.Cell.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.bursar.causes.Acted;
import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.Names;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.text.CauseText;
import dev.bursar.files.ListExport.Cell;
import dev.bursar.kernel.TeamId;
import dev.bursar.ui.Formats;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The parts of a change, on the page and in files. */
final class ChangeTable extends ListGrid<ChangedPart, String> {
    private static final String UNALLOCATED = "Unallocated";
    private static final int LONGEST = 80;
    private static final int MOST = 1_000;

    /** Keeps the largest parts alone, because a page may stay open for long. */
    ChangeTable(ListPage<?> page, Change change, OfCurrency of, List<ChangedPart> all) {
        List<ChangedPart> parts = all.stream().limit(MOST).toList();
        Map<UUID, Cause> causes = change.causes();
        Names names = change.names();
        String currency = of.currency();
        super("Parts of the change, " + currency, page, ChangeList.PART, ChangedPart::id);
        column("What changed", 200, 4, part -> what(part, causes, names)).setFooter(count(all.size()));
        wide("Team and account", 150, 2, part -> owner(part, names));
        wide("Cause", 210, 4, part -> cause(part, causes, names));
        BigDecimal sum = all.stream().map(ChangedPart::change).reduce(BigDecimal.ZERO, BigDecimal::add);
        figure("Change", 130, 0, part -> Styled.span("number", Formats.signed(part.change(), currency)))
                .setFooter(Formats.signed(sum, currency));
        show((offset, limit) -> parts.stream().skip(offset).limit(limit).toList(), ChangedPart::id, parts.size());
    }

    private static String count(int parts) {
        return parts > MOST
                ? Formats.count(MOST) + " of " + Formats.count(parts, "part", "parts") + "; the file has all"
                : Formats.count(parts, "part", "parts");
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
                text("Currency", part -> part.key().currency()),
                Cell.money("Before", ChangedPart::before),
                Cell.money("Now", ChangedPart::now),
                Cell.money("Change", ChangedPart::change)));
        for (ChangeClass of : ChangeClass.values()) {
            cells.add(Cell.money(CauseText.name(of), part -> part.amounts().get(of)));
        }
        cells.add(text(
                "Cause", part -> part.acts().size() > 1 ? each(part, causes) : words(part, causes, change.names())));
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
    static String title(PartKey key) {
        String name = CauseText.resource(key.resource());
        return !name.isEmpty() ? name : key.usageType().isEmpty() ? key.service() : key.usageType();
    }

    private Component what(ChangedPart part, Map<UUID, Cause> causes, Names names) {
        PartKey key = part.key();
        String second = key.resource().isEmpty()
                ? key.usageType().isEmpty() ? "" : key.service()
                : key.service() + (key.usageType().isEmpty() ? "" : ", " + key.usageType());
        String words = words(part, causes, names);
        return Tables.narrowLine(
                lines(link(part, PlainText.cut(title(key), LONGEST)), second),
                part.main().map(CauseText::name).orElse("") + (words.isEmpty() ? "" : ": " + words));
    }

    private static Component owner(ChangedPart part, Names names) {
        return lines(PlainText.name(team(part.key(), names)), account(part.key(), names));
    }

    private static Component cause(ChangedPart part, Map<UUID, Cause> causes, Names names) {
        Optional<ChangeClass> main = part.main();
        var badge = new Span();
        main.ifPresent(of -> {
            badge.addClassNames("class-mark", ChangeBar.word(of));
            badge.getElement().setAttribute("aria-hidden", "true");
        });
        return lines(
                Styled.div(
                        "with-mark", badge, new Span(main.map(CauseText::name).orElse(""))),
                words(part, causes, names));
    }

    private static Div lines(Component first, String second) {
        var quiet = Styled.span("second-line", PlainText.cut(second, 120));
        if (!second.isEmpty()) {
            quiet.setTitle(PlainText.full(second));
        }
        return new Div(first, quiet);
    }

    /** What the largest amount is put down to, in a few words; "" where the class says it all. */
    static String words(ChangedPart part, Map<UUID, Cause> causes) {
        return words(part, causes, Names.NONE);
    }

    /** The same with the names of teams between which it moved. */
    static String words(ChangedPart part, Map<UUID, Cause> causes, Names names) {
        return part.main()
                .map(of -> switch (of) {
                    case EXPLAINED, CANDIDATE -> acted(part.acts(of), causes);
                    case BOOKED -> CauseText.booked(part.booked());
                    case UNEXPLAINED -> part.why() == null ? "" : CauseText.why(part.why());
                    case USAGE -> part.change().signum() > 0 ? "Used more" : "Used less";
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
