package dev.bursar.causes.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.causes.Acted;
import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.spend.SpendLinks;
import dev.bursar.trail.TrailLinks;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** A part of a change: its charges on both sides, why it changed with the events that it is put down to, and what it is. */
final class ChangePanel extends DetailPanel {
    ChangePanel(Change change, ChangedPart part, EventLinks events, Runnable close) {
        super(PlainText.cut(ChangeTable.title(part.key(), change.names()), 80), close);
        PartKey key = part.key();
        String currency = key.currency();
        DayRange now = change.question().now();
        DayRange before = change.question().before();
        DescriptionList amounts = Styled.facts();
        fact(amounts, days(before), charges(change, part, before, Formats.money(part.before(), currency)));
        fact(amounts, days(now), charges(change, part, now, Formats.money(part.now(), currency)));
        fact(amounts, "Change", new Span(Formats.signed(part.change(), currency)));
        add(amounts, new H3("Why it changed"));
        for (ChangeClass of : ChangeClass.values()) {
            if (part.amount(of).signum() != 0) {
                add(amount(of, change, part));
                switch (of) {
                    case EXPLAINED, CANDIDATE -> causes(change, part, of, events);
                    case PRICE -> commitments(change, part);
                    case USAGE, DAYS, MOVED, BOOKED, UNEXPLAINED -> {}
                }
            }
        }
        DescriptionList facts = Styled.facts();
        fact(facts, "Team", PlainText.name(ChangeTable.team(key, change.names())));
        fact(facts, "Account", PlainText.name(ChangeTable.account(key, change.names())));
        fact(facts, "Service", PlainText.name(key.service()));
        fact(facts, "Run of", part.family() == null ? "" : CauseText.family(part.family()));
        fact(facts, "Usage type", key.usageType());
        fact(facts, "Resource", key.resource());
        add(new H3("What it is"), facts);
    }

    private void causes(Change change, ChangedPart part, ChangeClass of, EventLinks events) {
        for (Acted act : part.acts(of)) {
            act.events().stream()
                    .map(change.causes()::get)
                    .filter(Objects::nonNull)
                    .forEach(cause -> add(cause(cause, act, part.key().currency(), events)));
        }
    }

    private void commitments(Change change, ChangedPart part) {
        part.commitments().forEach(one -> add(new Paragraph(PlainText.full(CauseText.commitment(one) + "."))));
        String unread = CauseText.plansUnread(part, change.plans());
        if (!unread.isEmpty()) {
            add(Styled.note(unread));
        }
    }

    private static Div amount(ChangeClass of, Change change, ChangedPart part) {
        var mark = new Span();
        mark.addClassNames("class-mark", ChangeBar.word(of));
        Div head = Styled.div(
                "fact-head",
                Styled.div("with-mark", mark, new Span(CauseText.name(of))),
                Styled.span("number", Formats.signed(part.amount(of), part.key().currency())));
        Paragraph why = Styled.note(
                of == ChangeClass.UNEXPLAINED && part.why() != null
                        ? PlainText.full(CauseText.why(part.why(), part, change)) + "."
                        : of == ChangeClass.BOOKED
                                ? CauseText.booked(part.booked()) + "."
                                : of == ChangeClass.MOVED && part.move() != null
                                        ? CauseText.moved(part, change.names()) + "."
                                        : CauseText.meaning(of, part.key()));
        return Styled.div("change-amount", head, why);
    }

    private static DescriptionList cause(Cause cause, Acted act, String currency, EventLinks events) {
        DescriptionList facts = Styled.facts();
        String what = cause.name() + " " + CauseText.resource(cause.arn());
        fact(facts, "What", events.event(cause.event(), what));
        Cause.ScalingSet scaling = cause.scaling();
        if (scaling == null) {
            fact(facts, "Who", person(cause.person(), CauseText.person(cause), events.all() && !cause.service()));
        } else {
            fact(facts, "Who", person(scaling.person(), CauseText.person(cause), events.all()));
            fact(facts, "Done by", person(cause.person(), cause.person(), events.all() && !cause.service()));
            String set = scaling.name() + ", " + Formats.momentWithYear(scaling.time());
            fact(facts, "Scaling set", events.event(scaling.event(), set));
        }
        fact(
                facts,
                act.of() == ChangeClass.EXPLAINED
                        ? "Amount"
                        : act.events().size() > 1 ? "Amount, of one of these" : "Possible amount",
                new Span(Formats.signed(act.amount(), currency)));
        fact(facts, "Through", cause.via());
        fact(facts, "When", new Span(Formats.momentWithYear(cause.time())));
        return facts;
    }

    private static Component person(String person, String words, boolean linked) {
        Component name = PlainText.name(words);
        return linked ? Styled.pageLink(TrailLinks.ofPerson(person), name) : name;
    }

    /** What is used and what is idle of a workload is one to Spend: no filter shows a part of it. */
    private static Component charges(Change change, ChangedPart part, DayRange days, String words) {
        PartKey key = part.key();
        if (ClusterPart.placeName(key.resource()).isPresent()) {
            return new Span(words);
        }
        var filters = new ArrayList<>(change.question().filters().stream()
                .filter(filter -> filter.dimension() == Dimension.TAG_VALUE || filter.dimension() == Dimension.REGION)
                .toList());
        filters.add(is(Dimension.TEAM, String.valueOf(key.team())));
        filters.add(is(Dimension.ACCOUNT, key.account()));
        filters.add(is(Dimension.SERVICE, key.service()));
        if (!key.usageType().isEmpty()) {
            filters.add(is(Dimension.USAGE_TYPE, key.usageType()));
        }
        if (!key.resource().isEmpty()) {
            filters.add(is(Dimension.RESOURCE, key.resource()));
        }
        return Styled.pageLink(
                SpendLinks.view(
                        days.from(),
                        days.to(),
                        change.question().cost(),
                        Dimension.RECORD_TYPE,
                        filters.toArray(CostFilter[]::new)),
                words);
    }

    private static CostFilter is(Dimension dimension, String value) {
        return new CostFilter(dimension, Operator.IS, List.of(value));
    }

    private static String days(DayRange days) {
        return Formats.shortRange(LocalDateRange.of(days.from(), days.to()));
    }
}
