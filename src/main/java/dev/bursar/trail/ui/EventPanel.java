package dev.bursar.trail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.charges.ChangeLinks;
import dev.bursar.list.ListState;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.event.Identity.Kind;
import dev.bursar.trail.query.EventDetails;
import dev.bursar.trail.query.EventDetails.ActedOn;
import dev.bursar.trail.query.EventDetails.Link;
import dev.bursar.trail.query.EventRow;
import dev.bursar.trail.spi.OwnChanges.OwnChange;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.RecordText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import module java.base;

/** One event: who did what, on what, from where and with which result, and its whole record. */
final class EventPanel extends DetailPanel {
    private static final String LOCAL_TIME =
            "this.title = new Date($0).toLocaleString(undefined, {dateStyle: 'medium'," + " timeStyle: 'long'})";

    /**
     * @param change of Bursar's own that the event is part of
     * @param list what the page shows that the panel stands on, for links to other events
     */
    EventPanel(EventDetails details, Optional<OwnChange> change, ListState list, LocalDate today, Runnable close) {
        super(PlainText.cut(EventText.name(details.row()), 80), close);
        addClassName("event-panel");
        EventRow row = details.row();
        var status = new Div(
                row.errorCode() == null
                        ? new StatusBadge(StatusBadge.Kind.SUCCESS, Icons.CIRCLE_CHECK, EventText.outcome(row))
                        : EventTable.failed());
        add(status);
        EventText.marks(row).forEach(mark -> add(mark(mark)));
        add(new H3("Who"), who(details, change, list));
        add(new H3("What"), what(row, list));
        add(new H3(row.resources() == 1 ? "Resource" : "Resources"), new ActedOnList(details, today));
        add(new H3("Source and result"), result(row));
        add(new H3("Record"), new RecordText(details.record()));
        if (row.kind() != Kind.UNKNOWN) {
            add(new H3("Same person, ten minutes before and after"), around(details.around(), list));
        }
    }

    private static Component mark(String words) {
        return Styled.div("event-mark", Icons.CIRCLE_ALERT.create(), new Span(words));
    }

    private static DescriptionList who(EventDetails details, Optional<OwnChange> change, ListState list) {
        EventRow row = details.row();
        DescriptionList facts = Styled.facts();
        var lines = new ArrayList<Component>();
        lines.add(link(
                EventList.only(
                        list.with(
                                EventList.SERVICES,
                                list.get(EventList.SERVICES) || row.kind().isService()),
                        EventList.PERSON,
                        row.person()),
                row.person()));
        lines.add(
                row.kind() == Kind.ROOT
                        ? new StatusBadge(StatusBadge.Kind.WARNING, Icons.TRIANGLE_ALERT, "Root user")
                        : Styled.quiet(EventText.kind(row.kind())));
        fact(facts, "Person", lines.toArray(Component[]::new));
        fact(facts, "Role", row.role());
        fact(facts, "Session", row.session());
        change.ifPresent(own -> {
            Anchor link = Styled.pageLink(own.address(), own.name());
            fact(facts, "Change to AWS", link);
        });
        if (!row.identityAccount().isEmpty()) {
            fact(facts, "Their account", new Span(Formats.account(PlainText.cut(row.identityAccount(), 40))));
        }
        if (row.via() != null) {
            fact(facts, "Called by", PlainText.name(row.via()), Styled.quiet("in this person\u2019s name"));
        }
        if (!details.chain().isEmpty()) {
            fact(
                    facts,
                    "Session opened by",
                    details.chain().stream().map(step -> step(step, list)).toArray(Component[]::new));
        }
        return facts;
    }

    private static Component step(Link step, ListState list) {
        var line = new Span();
        line.add(
                step.event() == null
                        ? PlainText.name(step.person())
                        : link(EventList.open(list, step.event()), step.person()));
        if (step.role() != null) {
            line.add(Styled.quiet(" role " + PlainText.cut(step.role(), 60)));
        }
        return line;
    }

    private static DescriptionList what(EventRow row, ListState list) {
        DescriptionList facts = Styled.facts();
        fact(
                facts,
                "Event",
                row.name().isEmpty()
                        ? Styled.quiet("not stated")
                        : link(EventList.only(list, EventList.EVENT, row.name()), row.name()),
                Styled.quiet(row.readOnly() ? "read event" : "write event"));
        fact(facts, "Service", PlainText.name(row.service().isEmpty() ? "not stated" : row.service()));
        if (!row.account().isEmpty()) {
            fact(
                    facts,
                    "Account",
                    link(EventList.only(list, EventList.ACCOUNT, row.account()), row.accountName()),
                    Styled.quiet(Formats.account(PlainText.cut(row.account(), 40))));
        }
        fact(facts, "Region", row.region());
        var time = new Span(EventText.fullTime(row.time()));
        time.getElement().executeJs(LOCAL_TIME, row.time().toString());
        fact(facts, "Time", time);
        fact(facts, "Type", row.type());
        var id = Styled.div(
                "with-copy",
                PlainText.id(row.id().toString()),
                Buttons.copy("Copy", row.id().toString()));
        fact(facts, "Event id", id);
        return facts;
    }

    private static DescriptionList result(EventRow row) {
        DescriptionList facts = Styled.facts();
        fact(
                facts,
                "Source address",
                row.sourceAddress().isEmpty() ? Styled.quiet("not stated") : PlainText.id(row.sourceAddress()));
        fact(
                facts,
                "User agent",
                row.userAgent().isEmpty() ? Styled.quiet("not stated") : PlainText.name(row.userAgent()));
        fact(facts, "Result", new Span(EventText.outcome(row)));
        if (row.errorCode() != null) {
            fact(facts, "Error", PlainText.id(row.errorCode()));
        }
        if (row.errorMessage() != null) {
            var message = new Span(PlainText.cut(row.errorMessage(), 600));
            message.setTitle(PlainText.full(row.errorMessage()));
            message.addClassName("plain-text");
            fact(facts, "Message", message);
        }
        return facts;
    }

    private static Component around(List<EventRow> others, ListState shown) {
        if (others.isEmpty()) {
            return Styled.note("No other events that you can see.");
        }
        var list = new UnorderedList();
        list.addClassName("event-list");
        for (EventRow other : others) {
            var item = new ListItem(
                    new Span(EventText.time(other.time())),
                    link(EventList.open(shown, other.id()), EventText.name(other)));
            if (other.errorCode() != null) {
                item.add(Styled.quiet("failed"));
            }
            list.add(item);
        }
        return list;
    }

    /** What AWS calls something, as a link. */
    private static Anchor link(ListState to, String raw) {
        var link = new Anchor(to.address(), PlainText.cut(raw, 80));
        link.addClassNames("strong-link", "plain-text");
        link.setTitle(PlainText.full(raw));
        return link;
    }

    /** The resources on which an event acted, with what the inventory knows of each. */
    static final class ActedOnList extends Div {
        private static final int MOST_TAGS = 50;
        private static final int MOST_COUNTED = 1_000;

        private final LocalDate day;
        private final LocalDate today;

        ActedOnList(EventDetails details, LocalDate today) {
            this.today = today;
            day = LocalDate.ofInstant(details.row().time(), ZoneOffset.UTC);
            addClassName("acted-on");
            if (details.acted().isEmpty()) {
                add(Styled.note("The event names no resource."));
            }
            details.acted().forEach(resource -> add(one(resource)));
            int more = details.row().resources() - details.acted().size();
            if (more > 0 && !details.acted().isEmpty()) {
                add(Styled.note(
                        "And " + Formats.count(more) + " more. The record has the names that CloudTrail gave."));
            }
        }

        private Component one(ActedOn resource) {
            var box = Styled.div("violation");
            var head = Styled.div("violation-head", PlainText.name(EventText.shortName(resource.arn())));
            if (resource.gone()) {
                head.add(new StatusBadge(StatusBadge.Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Gone"));
            }
            var id = PlainText.id(resource.arn());
            id.addClassName("quiet");
            box.add(head, id);
            if (resource.id() == null) {
                box.add(Styled.note("Bursar\u2019s inventory doesn\u2019t have this resource."));
            } else {
                var facts = new ArrayList<String>();
                if (resource.type() != null) {
                    facts.add(PlainText.cut(resource.type(), 60));
                }
                facts.add(resource.team() == null ? "nobody\u2019s" : "team " + PlainText.cut(resource.team(), 60));
                facts.add(cost(resource));
                box.add(new Span(String.join(" \u00B7 ", facts)));
                if (!resource.tags().isEmpty()) {
                    box.add(new NativeDetails(
                            Styled.tagCount(resource.tags(), MOST_TAGS), Styled.tags(resource.tags(), MOST_TAGS)));
                }
            }
            box.add(others(resource));
            if (resource.costKnown() && !resource.cost().isEmpty()) {
                Anchor since = Styled.pageLink(
                        ChangeLinks.since(resource.arn(), day, today), "What its cost did since", "strong-link");
                box.add(new Div(since));
            }
            return box;
        }

        private static String cost(ActedOn resource) {
            if (!resource.costKnown()) {
                return "cost not known";
            }
            return resource.cost().isEmpty()
                    ? "no charges in the last 30 days"
                    : new TreeMap<>(resource.cost())
                                    .entrySet().stream()
                                            .map(cost -> Formats.money(cost.getValue(), cost.getKey()))
                                            .collect(Collectors.joining(" and "))
                            + " in the last 30 days";
        }

        private static Component others(ActedOn resource) {
            int count = resource.otherEvents();
            if (count == 0) {
                return Styled.note("No other events on it.");
            }
            var link = new Anchor(
                    TrailLinks.ofResource(resource.arn()),
                    (count >= MOST_COUNTED ? "At least " : "") + Formats.count(count, "other event", "other events"));
            link.addClassName("strong-link");
            return new Div(link);
        }
    }
}
