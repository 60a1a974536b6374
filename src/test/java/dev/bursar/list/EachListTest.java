package dev.bursar.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import dev.bursar.testing.ProductClasses;
import dev.bursar.testing.WhoMayOpen;
import module java.base;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the address of each list page of the product, found by its description. */
class EachListTest {
    private static final List<String> VALUES = List.of("7", "endpoint", "missing", "a, b%&=\u00fc");

    static Stream<Named<ListAddress>> lists() {
        List<Named<ListAddress>> lists = ProductClasses.all().stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> (field.getRawType().isEquivalentTo(ListAddress.class)
                                || field.getRawType().isEquivalentTo(Listing.class))
                        && field.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC))
                .map(EachListTest::list)
                .toList();
        assertThat(lists).hasSizeGreaterThanOrEqualTo(6);
        return lists.stream();
    }

    private static Named<ListAddress> list(JavaField field) {
        try {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            Object list = reflected.get(null);
            return Named.of(
                    field.getOwner().getSimpleName(),
                    list instanceof Listing<?> listing ? listing.address() : (ListAddress) list);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void isRead(ListAddress list, ListState state) {
        assertThat(list.read(state.parameters())).isEqualTo(new ListAddress.Read(state, List.of()));
        assertThat(list.ofStored(state.stored())).isEqualTo(state.rows());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void whatIsWrittenIsRead(ListAddress list) {
        isRead(list, list.usual());
        assertThat(list.usual().address()).isEqualTo(list.route());
        assertThat(list.settings().stream().flatMap(setting -> setting.names().stream()))
                .doesNotHaveDuplicates();
        for (Dimension dimension : list.dimensions().all()) {
            for (Filter.Operator operator : dimension.operators()) {
                Filter usable = VALUES.stream()
                        .map(value -> new Filter(dimension.key(), operator, List.of(value)))
                        .filter(filter ->
                                list.dimensions().wrong(List.of(filter)).isEmpty())
                        .findFirst()
                        .orElseThrow();
                isRead(list, list.usual().filtered(List.of(usable)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void whatItDoesNotKnowIsNamed(ListAddress list) {
        var read =
                list.read(Map.of("colour", List.of("red"), "sort", List.of("-colour"), "f", List.of("colour.is.red")));
        assertThat(read.state()).isEqualTo(list.usual());
        assertThat(read.ignored()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void itsPageExists(ListAddress list) {
        assertThat(WhoMayOpen.ROUTES.keySet()).contains(list.route());
    }
}
