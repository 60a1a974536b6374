package dev.bursar.causes.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.Change.OfCurrency.Main;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangeRow;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.aws.Beside;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.ChangeLinks;
import dev.bursar.trail.TrailLinks;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** An anomaly: its amounts, what it is put down to, and what somebody said of it. */
final class AnomalyPanel extends DetailPanel {
    /**
     * @param aws what AWS says of it
     * @param events how they are opened
     * @param rating null for who can't rate it
     */
    AnomalyPanel(
            Anomaly anomaly,
            AnomalyPage names,
            Change change,
            List<Beside> aws,
            EventLinks events,
            @Nullable Component rating,
            Runnable close) {
        super(PlainText.cut(anomaly.series().service(), 80), close);
        String currency = anomaly.series().currency();
        DescriptionList facts = Styled.facts();
        fact(facts, "State", AnomalyTable.state(anomaly));
        fact(facts, "Team", PlainText.name(AnomalyText.owner(anomaly, names)));
        fact(
                facts,
                "Kind",
                new Span(AnomalyText.kind(anomaly.kind())),
                Styled.quiet(AnomalyText.meaning(anomaly.kind())));
        fact(facts, "Days", new Span(AnomalyText.days(anomaly)), Styled.quiet(days(anomaly, names.lookedUntil())));
        if (anomaly.restated() != null) {
            fact(
                    facts,
                    "Changed",
                    new Span(AnomalyText.restated(anomaly)),
                    Styled.quiet(
                            "AWS changed these charges, Bursar reads other accounts, or another team owns them now."));
        }
        fact(facts, "Expected", new Span(Formats.money(anomaly.expected(), currency)));
        fact(facts, "Actual", new Span(Formats.money(anomaly.actual(), currency)));
        var excess = new Span(Formats.signed(anomaly.excess(), currency));
        if (anomaly.length() == 1) {
            fact(facts, "Above expected", excess);
        } else {
            fact(
                    facts,
                    "Above expected",
                    excess,
                    Styled.quiet("about " + Formats.forecast(anomaly.excessADay(), currency) + " a day"));
        }
        if (!aws.isEmpty()) {
            fact(
                    facts,
                    "AWS",
                    aws.stream()
                            .map(one -> Styled.div("fact-line", new Span(AwsAnomalyText.beside(one))))
                            .toArray(Component[]::new));
        }
        if (anomaly.goesOn()) {
            fact(facts, "If it stays", new Span("about " + AnomalyTable.aMonth(anomaly)));
        }
        add(facts, new H3("Why it changed"));
        change.currencies().stream()
                .filter(of -> of.currency().equals(currency))
                .forEach(of -> change(anomaly, change, of, events));
        ChangeQuestion question = change.question();
        add(Styled.pageLink(
                ChangeLinks.between(question.now(), question.before(), question.cost(), question.filters()),
                "See the change by resource"));
        Rated rated = anomaly.rated();
        if (rating != null) {
            add(new H3(rated == null ? "Rate it" : "Change the rating"));
            add(rating);
        }
        if (rated != null && !rated.note().isEmpty() && rating == null) {
            add(Styled.note(rated.note()));
        }
    }

    private static String days(Anomaly anomaly, @Nullable LocalDate whole) {
        boolean arriving = whole != null && anomaly.days().to().minusDays(1).isAfter(whole);
        return (anomaly.gone()
                        ? "It no longer exceeds the bounds."
                        : anomaly.goesOn() ? "It had not ended on the last day that was checked." : "It is over.")
                + (arriving ? " Costs of its last days still arrive." : "");
    }

    private void change(Anomaly anomaly, Change change, OfCurrency of, EventLinks events) {
        ChangeQuestion question = change.question();
        main(anomaly, change, of).ifPresent(main -> cause(main, events));
        add(Styled.note(Formats.signed(of.change(), of.currency()) + " against "
                + Formats.shortRange(LocalDateRange.of(
                        question.before().from(), question.before().to()))
                + (anomaly.kind() == AnomalyKind.FEE
                        ? ", the same day of the month before:"
                        : ", the same weekdays:")));
        var list = new UnorderedList();
        list.addClassName("anomaly-classes");
        of.classes().entrySet().stream()
                .filter(one -> one.getValue().abs().compareTo(ChangeBar.LEAST) >= 0)
                .forEach(one -> list.add(item(one.getKey(), one.getValue(), of.currency())));
        add(list);
    }

    private void cause(Main main, EventLinks events) {
        Cause cause = main.cause();
        String words = PlainText.full(CauseText.whatAndWhen(main));
        add(new Paragraph(events.event(cause.event(), words)));
        if (!events.all()) {
            return;
        }
        Cause.ScalingSet scaling = cause.scaling();
        if (scaling != null || !cause.service()) {
            String person = scaling == null ? cause.person() : scaling.person();
            add(new Paragraph(
                    Styled.pageLink(TrailLinks.ofPerson(person), PlainText.full("All that " + person + " did"))));
        }
    }

    private static ListItem item(ChangeClass of, BigDecimal amount, String currency) {
        var mark = new Span();
        mark.addClassNames("class-mark", ChangeBar.word(of));
        return new ListItem(Styled.div(
                "fact-head",
                Styled.div("with-mark", mark, new Span(CauseText.name(of))),
                Styled.span("number", Formats.signed(amount, currency))));
    }

    /** The event that most of the change is put down to, of those that may have begun it. */
    private static Optional<Main> main(Anomaly anomaly, Change change, OfCurrency of) {
        return of.main(key -> true, causes(anomaly, change));
    }

    private static Map<UUID, Cause> causes(Anomaly anomaly, Change change) {
        return change.causes().entrySet().stream()
                .filter(one -> anomaly.mayBegin(one.getValue().time()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * What most of the excess is put down to.
     *
     * @param words {@code Tax}, {@code search-embed: 30 runs, 15 before}
     * @param event that caused it; null where none is known
     */
    record Told(String words, @Nullable UUID event) {}

    /** The event, else what the largest row is put down to. */
    static Optional<Told> mainCause(Anomaly anomaly, Change change, OfCurrency of) {
        return main(anomaly, change, of)
                .map(main -> new Told(CauseText.whatAndWhen(main), main.cause().event()))
                .or(() -> ChangeRow.of(of.parts()).all().stream()
                        .filter(row -> row.sum().change().signum() > 0)
                        .findFirst()
                        .map(row -> ChangeTable.told(row, causes(anomaly, change), change.names()))
                        .filter(words -> !words.isEmpty())
                        .map(words -> new Told(words, null)));
    }
}
