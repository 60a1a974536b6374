package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Neighbour;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The way from a statement to the one of another month or team. */
final class StatementSteps extends Div {
    private static final int LONGEST = 60;

    /** @param versions of an issued one, the first one first */
    StatementSteps(Statement statement, List<IssuedStatement> versions) {
        addClassNames("bar", "no-print");
        int team = statement.team();
        if (statement.around().months().size() > 1) {
            // the newest month comes first, so that the one before it is the next of the list
            add(steps(
                    "month",
                    statement.around().months().reversed(),
                    statement.month(),
                    Formats::month,
                    true,
                    month -> open(month, team)));
        }
        List<Neighbour> teams = statement.around().teams();
        teams.stream()
                .filter(one -> one.team() == team)
                .findFirst()
                .filter(any -> teams.size() > 1)
                .ifPresent(here -> add(steps(
                        "team",
                        teams,
                        here,
                        one -> PlainText.cut(one.name(), LONGEST),
                        false,
                        one -> open(statement.month(), one.team()))));
        statement
                .issued()
                .filter(any -> versions.size() > 1)
                .ifPresent(issued -> add(versions(statement, versions, issued.version())));
        setVisible(getChildren().findAny().isPresent());
    }

    private static DropDown<Integer> versions(Statement statement, List<IssuedStatement> versions, int here) {
        int newest = versions.getLast().version();
        var choice = new DropDown<>(
                "Version",
                versions.reversed().stream().map(IssuedStatement::version).toList(),
                version -> version == newest ? version + ", newest" : version + ", replaced",
                version -> UI.getCurrent()
                        .navigate(
                                ChargebackLinks.statement(statement.month(), statement.team()),
                                version == newest
                                        ? QueryParameters.empty()
                                        : QueryParameters.of(StatementView.VERSION, String.valueOf(version))));
        choice.setValue(here);
        return choice;
    }

    private static void open(YearMonth month, int team) {
        UI.getCurrent().navigate(ChargebackLinks.statement(month, team));
    }

    private static <T> Div steps(
            String what, List<T> all, T here, Function<T, String> words, boolean keys, Consumer<T> open) {
        int at = all.indexOf(here);
        var previous = Buttons.icon(
                Icons.CHEVRON_LEFT, "Previous " + what, click -> open.accept(all.get(Math.max(0, at - 1))));
        previous.setEnabled(at > 0);
        var next = Buttons.icon(
                Icons.CHEVRON_RIGHT, "Next " + what, click -> open.accept(all.get(Math.min(all.size() - 1, at + 1))));
        next.setEnabled(at + 1 < all.size());
        if (keys) {
            previous.getElement().setAttribute("data-key", "[");
            next.getElement().setAttribute("data-key", "]");
        }
        var choice = new DropDown<>(what.equals("month") ? "Month" : "Team", all, words, open);
        choice.setValue(here);
        return Styled.div("period-control", previous, choice, next);
    }
}
