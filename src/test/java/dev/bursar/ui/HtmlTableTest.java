package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.HtmlTable.Line;
import dev.bursar.ui.HtmlTable.Name;
import module java.base;
import org.junit.jupiter.api.Test;

class HtmlTableTest {
    private final List<Integer> keys = new ArrayList<>();
    private final List<List<String>> orders = new ArrayList<>();
    private final HtmlTable table = new HtmlTable(
            "By resource", List.of(Column.name("NAME", "Resource", "")), List.of(), new HtmlTable.Source() {
                @Override
                public int size() {
                    return keys.size();
                }

                @Override
                public Line line(int at) {
                    int key = keys.get(at);
                    return new Line(
                            key,
                            "",
                            "",
                            false,
                            Name.of("resource-" + key, "", ""),
                            "",
                            false,
                            List.of(),
                            BigDecimal.ONE,
                            null,
                            "");
                }

                @Override
                public void sort(List<String> columns) {
                    orders.add(columns);
                }

                @Override
                public void toggle(int key) {
                    keys.addAll(keys.indexOf(key) + 1, List.of(901, 902, 903));
                }
            });

    private void lines(int size) {
        IntStream.range(0, size).forEach(keys::add);
    }

    @Test
    void allLinesComePartByPartAndNoneTwice() {
        lines(1_203);
        var drawn = new ArrayList<Integer>();
        var sizes = new ArrayList<Integer>();
        HtmlTable.Page page;
        do {
            page = table.lines(drawn.size(), "");
            assertThat(page.size()).isEqualTo(1_203);
            page.lines().forEach(line -> drawn.add(line.key()));
            sizes.add(page.lines().size());
        } while (!page.more().isEmpty());
        assertThat(drawn).isEqualTo(keys);
        assertThat(sizes).containsExactly(50, 250, 250, 250, 250, 153);
    }

    @Test
    void whatFollowsIsCounted() {
        lines(1_203);
        assertThat(table.lines(0, "").more()).isEqualTo("and 1,153 more; export the table to see them all");
        keys.subList(50, keys.size()).clear();
        assertThat(table.lines(0, "").more()).isEmpty();
    }

    @Test
    void whatOpensLeavesAsManyLinesAsThereWere() {
        lines(400);
        HtmlTable.Page page = table.toggle(2, 300);
        assertThat(page.size()).isEqualTo(403);
        assertThat(page.lines()).hasSize(350);
        assertThat(page.lines().subList(2, 7).stream().map(Line::key)).containsExactly(2, 901, 902, 903, 3);
    }

    @Test
    void aBrowserThatAsksForLinesThatThereAreNotGetsNone() {
        lines(10);
        for (int from : List.of(-1, Integer.MIN_VALUE)) {
            assertThat(table.lines(from, "").lines()).hasSize(10);
        }
        for (int from : List.of(10, 11, Integer.MAX_VALUE)) {
            assertThat(table.lines(from, "").lines()).isEmpty();
        }
        assertThat(table.toggle(1, Integer.MAX_VALUE).lines()).hasSize(13);
        assertThat(table.toggle(1, -5).lines()).hasSize(16);
    }

    @Test
    void aFloodOfColumnsToSortByIsCut() {
        lines(1);
        table.lines(0, "-NAME,,".repeat(10_000));
        assertThat(orders.getFirst()).hasSize(20).containsOnly("-NAME");
    }
}
