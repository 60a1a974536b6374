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
import dev.bursar.causes.AnomalyService.Page;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.aws.Beside;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.causes.text.AwsAnomalyText;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.ChangeLinks;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** An anomaly: its amounts, what it is put down to, and what somebody said of it. */
final class AnomalyPanel extends DetailPanel {
    /**
     * @param aws what AWS says of it
     * @param rating null for who can't rate it
     */
    AnomalyPanel(
            Anomaly anomaly, Page names, Change change, List<Beside> aws, @Nullable Component rating, Runnable close) {
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
        fact(
                facts,
                "Days",
                new Span(AnomalyText.days(anomaly)),
                Styled.quiet(anomaly.goesOn() ? "It still goes on." : "It is over."));
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
                .forEach(of -> change(anomaly.kind(), change, of));
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

    private void change(AnomalyKind kind, Change change, OfCurrency of) {
        ChangeQuestion question = change.question();
        cause(change, of).ifPresent(words -> add(new Paragraph(words)));
        add(Styled.note(Formats.signed(of.change(), of.currency()) + " against "
                + Formats.shortRange(LocalDateRange.of(
                        question.before().from(), question.before().to()))
                + (kind == AnomalyKind.FEE ? ", the same day of the month before:" : ", the same weekdays:")));
        var list = new UnorderedList();
        list.addClassName("anomaly-classes");
        of.classes().entrySet().stream()
                .filter(one -> one.getValue().abs().compareTo(ChangeBar.LEAST) >= 0)
                .forEach(one -> list.add(item(one.getKey(), one.getValue(), of.currency())));
        add(list);
    }

    private static ListItem item(ChangeClass of, BigDecimal amount, String currency) {
        var mark = new Span();
        mark.addClassNames("class-mark", ChangeBar.word(of));
        return new ListItem(Styled.div(
                "fact-head",
                Styled.div("with-mark", mark, new Span(CauseText.name(of))),
                Styled.span("number", Formats.signed(amount, currency))));
    }

    /** The event that most of the change is put down to, in words. */
    static Optional<String> cause(Change change, OfCurrency of) {
        return of.main(key -> true, change.causes()).map(main -> CauseText.whatAndWhen(main.cause()));
    }

    /** The same, else what its largest part is put down to: {@code Tax}, {@code Used more}. */
    static Optional<String> mainCause(Change change, OfCurrency of) {
        return cause(change, of)
                .or(() -> of.parts().stream()
                        .filter(part -> part.change().signum() > 0)
                        .findFirst()
                        .map(part -> ChangeTable.words(part, change.causes()))
                        .filter(words -> !words.isEmpty()));
    }
}
