package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

class TableRowsTest {
    private record Item(String name, int size, List<Item> inside) {
        Item(String name, int size) {
            this(name, size, List.of());
        }
    }

    private static final Item OTHER = new Item("Other", 9, List.of(new Item("x", 4), new Item("y", 5)));

    private final List<List<String>> told = new ArrayList<>();
    private final TableRows<Item> rows = new TableRows<>(
                    List.of(new Item("b", 1), OTHER, new Item("a", 3), new Item("c", 3)),
                    Item::inside,
                    Map.of("name", Comparator.comparing(Item::name), "size", Comparator.comparing(Item::size)),
                    List.of("-size"))
            .ties(Comparator.comparing(Item::name))
            .rank(row -> row.item() == OTHER ? 1 : 0)
            .onSort(told::add);

    private List<String> names() {
        return IntStream.range(0, rows.size())
                .mapToObj(at -> rows.at(at).item().name())
                .toList();
    }

    @Test
    void rowsOfAHigherRankStayLastHoweverTheTableIsSorted() {
        assertThat(names()).containsExactly("a", "c", "b", "Other");
        rows.sort(List.of("name"));
        assertThat(names()).containsExactly("a", "b", "c", "Other");
        rows.sort(List.of("size", "-name"));
        assertThat(names()).containsExactly("b", "c", "a", "Other");
        assertThat(told).containsExactly(List.of("name"), List.of("size", "-name"));
    }

    @Test
    void aRowOpensInPlaceAndKeepsItsKeyHoweverTheTableIsSorted() {
        int other = rows.at(3).key();
        rows.toggle(other);
        assertThat(names()).containsExactly("a", "c", "b", "Other", "y", "x");
        assertThat(rows.at(4).depth()).isEqualTo(1);
        rows.sort(List.of("name"));
        assertThat(names()).containsExactly("a", "b", "c", "Other", "x", "y");
        assertThat(rows.find(other).orElseThrow().item()).isEqualTo(OTHER);
        assertThat(rows.opener(rows.at(3), "Other")).isEqualTo("Close Other");
        rows.toggle(other);
        assertThat(names()).hasSize(4);
        assertThat(rows.opener(rows.at(0), "a")).isEmpty();
    }

    @Test
    void whatABrowserMakesUpIsIgnored() {
        rows.sort(List.of("nothing", "-", ""));
        rows.toggle(4711);
        rows.toggle(-1);
        rows.toggle(rows.at(0).key());
        assertThat(names()).containsExactly("a", "c", "b", "Other");
        assertThat(told).isEmpty();
    }
}
