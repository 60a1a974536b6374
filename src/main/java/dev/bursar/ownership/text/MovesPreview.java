package dev.bursar.ownership.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipPreview.KeysMonth;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** What a choice that isn't saved yet would move from team to team, in money, added up month by month. */
public final class MovesPreview extends Composite<Div> {
    private static final int MOST_MOVES = 6;
    private static final int LONGEST_TEAM = 40;

    private final PageWork work;
    private final Div notes = Styled.div("preview-notes");
    private final Div state = Styled.div("preview-state");
    private final Div moves = Styled.div("preview-months");

    public MovesPreview(Workers workers) {
        work = new PageWork(this, workers);
        state.getElement().setAttribute("role", "status");
        getContent().addClassName("rule-preview");
        getContent().add(notes, state, moves);
    }

    /**
     * What is previewed.
     *
     * @param months in the order in which they are shown
     * @param teams names of all teams
     * @param month asked of one month after the other, on a worker
     * @param leftOut a further sentence on charges, by currency, that the preview says nothing of; "" for none
     */
    public record Question(
            List<YearMonth> months,
            Map<TeamId, String> teams,
            Function<YearMonth, KeysMonth> month,
            Function<Map<String, BigDecimal>, String> leftOut) {}

    public void clear() {
        work.forget();
        state.removeAll();
        notes.removeAll();
        moves.removeAll();
    }

    public void say(String words) {
        clear();
        state.add(new Span(words));
    }

    public void note(Component note) {
        notes.add(note);
    }

    /** Asks something first, of which notes are made. */
    public <T> void ask(Supplier<T> question, Consumer<T> answered, Consumer<RuntimeException> failed) {
        work.ask(question, answered, failed);
    }

    /** Adds up month by month, so that the first stands there first. */
    public void of(Question question) {
        if (question.months().isEmpty()) {
            state.add(new Span("No costs have been read yet, so nothing moves."));
            return;
        }
        next(question, 0, 0, new TreeMap<>());
    }

    private void next(Question question, int at, int moved, Map<String, BigDecimal> leftOut) {
        state.removeAll();
        List<YearMonth> months = question.months();
        if (at == months.size()) {
            state.add(new Span((moved > 0 ? "This would move costs:" : "This would move no imported costs.")
                    + question.leftOut().apply(leftOut)));
            return;
        }
        state.add(new Span("Adding up " + Formats.month(months.get(at)) + ", " + (at + 1) + " of " + months.size()));
        work.ask(
                () -> question.month().apply(months.get(at)),
                month -> {
                    boolean any = !month.moves().isEmpty() || !month.unnamed().isEmpty();
                    if (any) {
                        moves.add(month(month, question.teams()));
                    }
                    month.ofCostExplorer().forEach((currency, sum) -> leftOut.merge(currency, sum, BigDecimal::add));
                    next(question, at + 1, moved + (any ? 1 : 0), leftOut);
                },
                problem -> {
                    state.removeAll();
                    state.add(new Span("What this would move could not be added up. Nothing was changed."));
                });
    }

    private static Div month(KeysMonth month, Map<TeamId, String> teams) {
        var part = Styled.div("preview-month", new H3(Formats.month(month.month())));
        month.moves().stream()
                .limit(MOST_MOVES)
                .forEach(move -> part.add(line(
                        team(move.from(), teams) + " \u2192 " + team(move.to(), teams),
                        Formats.money(move.effectiveCost(), move.currency()))));
        if (month.moves().size() > MOST_MOVES) {
            part.add(Styled.quiet(Formats.count(month.moves().size() - MOST_MOVES) + " smaller moves"));
        }
        month.unnamed()
                .forEach((currency, sum) -> part.add(
                        line("Values that no rule names; they become new teams", Formats.money(sum, currency))));
        return part;
    }

    private static Div line(String way, String amount) {
        return Styled.div("preview-move", Styled.span("preview-way", way), Styled.span("number", amount));
    }

    private static String team(TeamId team, Map<TeamId, String> teams) {
        return PlainText.cut(teams.getOrDefault(team, "a team that no longer exists"), LONGEST_TEAM);
    }
}
