package dev.bursar.admin.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.TeamLead;
import dev.bursar.admin.organisation.TeamLine.Thing;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Department;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Timeline;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TeamTreeTest {
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final DepartmentId TECHNOLOGY = new DepartmentId(1);
    private static final DepartmentId LEARNING = new DepartmentId(2);
    private static final DepartmentId COMMERCE = new DepartmentId(3);
    private static final TeamId VISION = new TeamId(1);
    private static final TeamId SEARCH = new TeamId(2);
    private static final TeamId ALONE = new TeamId(3);

    private static Department department(DepartmentId id, String name, @Nullable DepartmentId parent) {
        return new Department(
                id, name, ALWAYS, null, Timeline.<DepartmentId>empty().since(ALWAYS, parent), 0);
    }

    private static final List<Department> DEPARTMENTS = List.of(
            department(COMMERCE, "Commerce", null),
            department(LEARNING, "Machine Learning", TECHNOLOGY),
            department(TECHNOLOGY, "Technology", null));

    private static TeamHistory team(
            TeamId id, String name, Timeline<DepartmentId> departments, @Nullable LocalDate to) {
        return new TeamHistory(
                id, name, ALWAYS, to, departments, Timeline.<String>empty().since(ALWAYS, "47"), true, 0);
    }

    private static Timeline<DepartmentId> in(DepartmentId department) {
        return Timeline.<DepartmentId>empty().since(ALWAYS, department);
    }

    private static Amounts usd(String amount) {
        return Amounts.of("USD", new BigDecimal(amount));
    }

    private static String words(TeamLine line) {
        String name = switch (line.thing()) {
            case Thing.OfDepartment of -> of.department().name();
            case Thing.OfTeam of -> of.team().name();
            case Thing.OfNone none -> "none";
            case Thing.OfNobody nobody -> "nobody";
        };
        return "-".repeat(line.depth()) + name + " " + line.thisMonth().words("USD") + " "
                + line.lastMonth().words("USD");
    }

    @Test
    void aDepartmentsSumIsThatOfAllInIt() {
        var tree = new TeamTree(
                TODAY,
                DEPARTMENTS,
                List.of(
                        team(VISION, "Vision", in(LEARNING), null),
                        team(SEARCH, "search", in(COMMERCE), null),
                        team(ALONE, "Alone", Timeline.empty(), null)),
                List.of());
        tree.spent(VISION, TODAY, usd("1.25"));
        tree.spent(VISION, TODAY.minusMonths(1), usd("2"));
        tree.spent(VISION, TODAY, Amounts.of("CNY", BigDecimal.TEN));
        tree.spent(SEARCH, TODAY, usd("4"));
        tree.spent(ALONE, TODAY, usd("8"));
        tree.spent(TeamId.UNALLOCATED, TODAY, usd("16"));
        assertThat(tree.lines(false).stream().map(TeamTreeTest::words))
                .containsExactly(
                        "Commerce $4.00 $0.00",
                        "-search $4.00 $0.00",
                        "Technology CNY 10.00 and $1.25 $2.00",
                        "-Machine Learning CNY 10.00 and $1.25 $2.00",
                        "--Vision CNY 10.00 and $1.25 $2.00",
                        "none $8.00 $0.00",
                        "-Alone $8.00 $0.00",
                        "nobody $16.00 $0.00");
        assertThat(tree.thisMonth().words("USD")).isEqualTo("CNY 10.00 and $29.25");
    }

    @Test
    void aTeamThatMovesLeavesItsEarlierDaysToTheOldDepartment() {
        LocalDate moved = LocalDate.of(2026, 11, 15);
        var tree = new TeamTree(
                TODAY,
                DEPARTMENTS,
                List.of(team(VISION, "Vision", in(COMMERCE).since(moved, LEARNING), null)),
                List.of());
        tree.spent(VISION, moved.minusDays(1), usd("1"));
        tree.spent(VISION, moved, usd("2"));
        assertThat(tree.lines(false).stream().map(TeamTreeTest::words))
                .containsExactly(
                        "Commerce $1.00 $0.00",
                        "Technology $2.00 $0.00",
                        "-Machine Learning $2.00 $0.00",
                        "--Vision $3.00 $0.00",
                        "nobody $0.00 $0.00");
        assertThat(tree.lines(false).get(3).thing())
                .isInstanceOfSatisfying(
                        Thing.OfTeam.class, of -> assertThat(of.note()).isEqualTo("in it since 15 Nov 2026"));
    }

    @Test
    void anEndedTeamIsShownWhileItHasCostsOrIsAskedFor() {
        var old = team(VISION, "Vision", in(LEARNING).until(LocalDate.of(2026, 11, 1)), LocalDate.of(2026, 11, 1));
        var older = team(SEARCH, "Search", in(COMMERCE).until(LocalDate.of(2026, 5, 1)), LocalDate.of(2026, 5, 1));
        var tree = new TeamTree(TODAY, DEPARTMENTS, List.of(old, older), List.of());
        tree.spent(VISION, LocalDate.of(2026, 10, 31), usd("1"));
        assertThat(tree.lines(false).stream().map(TeamTreeTest::words))
                .contains("--Vision $0.00 $1.00")
                .noneMatch(line -> line.contains("Search"));
        assertThat(tree.lines(true).stream().map(TeamTreeTest::words)).contains("-Search $0.00 $0.00");
        assertThat(tree.ended()).isEqualTo(2);
    }

    @Test
    void withoutDepartmentsTeamsHaveNoHead() {
        var tree = new TeamTree(TODAY, List.of(), List.of(team(ALONE, "Alone", Timeline.empty(), null)), List.of());
        assertThat(tree.lines(false).stream().map(TeamTreeTest::words))
                .containsExactly("Alone $0.00 $0.00", "nobody $0.00 $0.00");
    }

    @Test
    void leadsAreThoseOfTheDay() {
        var tree = new TeamTree(
                TODAY,
                List.of(),
                List.of(team(ALONE, "Alone", Timeline.empty(), null)),
                List.of(
                        new TeamLead(ALONE, new PersonId(1), "Now", TODAY, null),
                        new TeamLead(ALONE, new PersonId(2), "Before", ALWAYS, TODAY),
                        new TeamLead(ALONE, new PersonId(3), "Later", TODAY.plusDays(1), null)));
        assertThat(tree.lines(false).getFirst().thing()).isInstanceOfSatisfying(Thing.OfTeam.class, of -> {
            assertThat(of.leads()).containsExactly("Now");
            assertThat(of.costCentre()).isEqualTo("47");
        });
    }

    @Test
    void listsAndDaysAreWords() {
        assertThat(TeamText.some(List.of(), 3)).isEmpty();
        assertThat(TeamText.some(List.of("a"), 3)).isEqualTo("a");
        assertThat(TeamText.some(List.of("a", "b", "c"), 3)).isEqualTo("a, b and c");
        assertThat(TeamText.some(List.of("a", "b", "c", "d", "e"), 3)).isEqualTo("a, b and 3 more");
        assertThat(TeamText.days(ALWAYS, null)).isEqualTo("always");
        assertThat(TeamText.always(ALWAYS, null)).isTrue();
        assertThat(TeamText.always(ALWAYS, TODAY)).isFalse();
        assertThat(TeamText.always(TODAY, null)).isFalse();
        assertThat(TeamText.days(TODAY, null)).isEqualTo("since 24 Nov 2026");
        assertThat(TeamText.days(ALWAYS, TODAY)).isEqualTo("until 23 Nov 2026");
        assertThat(TeamText.days(TODAY, TODAY.plusDays(2))).isEqualTo("24 Nov 2026 \u2013 25 Nov 2026");
    }
}
