package dev.bursar.trail.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import dev.bursar.charges.ChangeLinks;
import dev.bursar.trail.TrailLinks;
import dev.bursar.trail.query.EventDetails;
import dev.bursar.trail.query.EventDetails.ActedOn;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The resources on which an event acted, with what the inventory knows of each. */
final class ActedOnList extends Div {
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
            add(Styled.note("And " + Formats.count(more) + " more. The record has the names that CloudTrail gave."));
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
