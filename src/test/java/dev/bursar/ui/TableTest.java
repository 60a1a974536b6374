package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableTest {
    private record Team(String name, @Nullable BigDecimal owes, List<Team> parts) {
        private Team(String name, @Nullable String owes, Team... parts) {
            this(name, owes == null ? null : new BigDecimal(owes), List.of(parts));
        }
    }

    private static Table<Team> teams(Team... teams) {
        return new Table<>("Teams", "EUR", List.of(teams))
                .parts(Team::parts)
                .name("Team", "All teams", Team::name)
                .opens(team -> "team/" + team.name())
                .narrow(team -> "phone")
                .text("Initial", 80, team -> team.name().substring(0, 1))
                .money("Owes", 120, Team::owes)
                .sum()
                .signed("Change", 120, Team::owes);
    }

    @Test
    void eachColumnSaysWhatItKnowsOfARowAndOfItsParts() {
        var lines = teams(new Team("Fraud", "12.5", new Team("cards", "-2")), new Team("Vision", null))
                .html()
                .lines();
        assertThat(lines).extracting(HtmlTable.Line::place).containsExactly("", "part", "");
        assertThat(lines)
                .extracting(HtmlTable.Line::figures)
                .containsExactly(
                        List.of("F", "EUR 12.50", "+EUR 12.50"),
                        List.of("c", "\u2212EUR 2.00", "\u2212EUR 2.00"),
                        List.of("V", "", ""));
        assertThat(lines.getFirst().name()).isEqualTo(HtmlTable.Name.of("Fraud", "team/Fraud", "phone"));
    }

    @Test
    void aSumIsOfRowsWithoutTheirParts() {
        assertThat(teams(new Team("Fraud", "12.5", new Team("cards", "-2")), new Team("Vision", null))
                        .columns())
                .extracting(column -> column.head().foot())
                .containsExactly("All teams", "", "EUR 12.50", "");
    }

    @Test
    void aLineIsFilledByTheHeadsOfColumns() {
        var table = teams().line("Unallocated", "", Map.of("Owes", "nothing"));
        assertThat(table.html().lines().getFirst().figures()).containsExactly("", "nothing", "");
        assertThatThrownBy(() -> table.line("Unallocated", "", Map.of("Owed", "nothing")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pagesHaveNoCellsOfWhatIsOnlyOnPaper() {
        var table = teams(new Team("Fraud", "1")).text("Words", 80, Team::name).onlyOnPaper();
        assertThat(table.html().lines().getFirst().figures()).containsExactly("F", "EUR 1.00", "+EUR 1.00");
    }

    @Test
    void aRowsQuestionIsAskedByItsKey() {
        var asked = new AtomicReference<String>();
        var html = teams(new Team("Fraud", "1"), new Team("Vision", "2"))
                .asks(
                        "Why",
                        team -> Optional.of(team.name())
                                .filter("Vision"::equals)
                                .map(name -> new Table.Question("Why " + name, () -> asked.set(name))))
                .html();
        assertThat(html.lines()).extracting(HtmlTable.Line::question).containsExactly("", "Why Vision");
        html.ask(0);
        assertThat(asked).hasNullValue();
        html.ask(1);
        assertThat(asked).hasValue("Vision");
    }
}
