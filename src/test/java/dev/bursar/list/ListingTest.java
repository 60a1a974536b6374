package dev.bursar.list;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class ListingTest {
    private enum Colour {
        RED,
        BLUE
    }

    private record Pen(int team, String owner, Colour colour, int length) {}

    private static final Dimension TEAM = Dimension.number("team", "Team", "team");
    private static final Setting<Optional<Colour>> COLOUR = Setting.optional("colour", Colour.class, "colour");
    private static final Listing<Pen> PENS = Listing.of(Pen.class, "pens", "Pens", "pens")
            .counted(COLOUR, Pen::colour)
            .among(TEAM, pen -> pen.team() < 0 ? "" : String.valueOf(pen.team()), Pen::owner)
            .sorted("length", true)
            .number("length", "Length", Pen::length)
            .by()
            .build();
    private static final Pen LONG = new Pen(2, "vision", Colour.RED, 9);
    private static final Pen SHORT = new Pen(10, "Research", Colour.BLUE, 3);
    private static final Pen MIDDLE = new Pen(2, "vision", Colour.BLUE, 5);
    private static final Pen UNKNOWN = new Pen(-1, "", Colour.RED, 1);
    private static final List<Pen> ALL = List.of(SHORT, LONG, UNKNOWN, MIDDLE);

    private final ListState usual = PENS.address().usual();

    @Test
    void rowsInMemoryAreThoseThatAreChosenInTheirOrder() {
        assertThat(PENS.chosen(ALL, usual)).containsExactly(LONG, MIDDLE, SHORT, UNKNOWN);
        assertThat(PENS.chosen(ALL, usual.and(TEAM.is("2")).with(PENS.sort(), new Sort("length", false))))
                .containsExactly(MIDDLE, LONG);
        assertThat(PENS.chosen(ALL, usual.with(COLOUR, Optional.of(Colour.RED))))
                .containsExactly(LONG, UNKNOWN);
    }

    @Test
    void offersEachValueInTheOrderOfLabelsWhateverIsChosen() {
        ListState chosen = usual.and(TEAM.is("2")).with(COLOUR, Optional.of(Colour.RED));

        assertThat(PENS.choices(ALL, chosen).of(TEAM))
                .containsExactly(Map.entry("10", "Research"), Map.entry("2", "vision"));
    }

    @Test
    void countsASettingAmongTheRowsThatOtherChoicesLeave() {
        Choices choices = PENS.choices(ALL, usual.and(TEAM.is("2")).with(COLOUR, Optional.of(Colour.RED)));

        assertThat(choices.count(COLOUR, Optional.of(Colour.RED))).isEqualTo(1);
        assertThat(choices.count(COLOUR, Optional.of(Colour.BLUE))).isEqualTo(1);
        assertThat(choices.count(COLOUR, Optional.empty())).isEqualTo(2);
        assertThat(PENS.choices(ALL, usual).count(COLOUR, Optional.empty())).isEqualTo(4);
    }

    @Test
    void asksTheDatabaseForValuesAndCountsByItsColumns() {
        Listing<Pen> stored = Listing.of(Pen.class, "stored-pens", "Pens", "pens")
                .counted(COLOUR, "p.colour")
                .among(TEAM, "p.team_id", "(select t.name from team t where t.id = c.value)")
                .build();
        ListState chosen = stored.address().usual().and(TEAM.is("2")).with(COLOUR, Optional.of(Colour.RED));

        assertThat(stored.choices(chosen, "pen p")).isEqualTo("""
            select 'team' as kind, cast(c.value as text) as value, coalesce((select t.name from team t where t.id = c.value), '') as label, 0 as n
              from (select distinct p.team_id as value from pen p) c
            union all
            select 'colour' as kind, p.colour as value, '' as label, count(*) as n from pen p where p.team_id = any(cast(:team as int[])) group by 2
            """);
        assertThat(stored.offered()).containsExactly("team_id");
    }
}
