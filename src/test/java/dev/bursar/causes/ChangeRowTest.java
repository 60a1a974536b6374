package dev.bursar.causes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.ChangeRow.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeRowTest {
    private static final UUID EVENT = new UUID(1, 1);

    private static ChangedPart part(int number, String amount, @Nullable Family family) {
        var change = new BigDecimal(amount);
        var part = new ChangedPart(
                new PartKey(1, "1", "ML", "Train", "job-" + number, "USD"),
                change.signum() < 0 ? change.negate() : BigDecimal.ZERO,
                change.signum() < 0 ? BigDecimal.ZERO : change,
                Map.of(change.signum() < 0 ? ChangeClass.USAGE : ChangeClass.EXPLAINED, change),
                Map.of(),
                change.signum() < 0 ? List.of() : List.of(new Acted(ChangeClass.EXPLAINED, change, List.of(EVENT))),
                null);
        return family == null ? part : part.of(family);
    }

    private static BigDecimal sum(List<ChangeRow> rows) {
        return rows.stream().map(row -> row.sum().change()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void runsOfOneDefinitionAreOneRowWithTheirSums() {
        var embed = new Family(Family.Kind.RUN, "embed", "eu-west-1", 2, 3);
        var index = new Family(Family.Kind.RUN, "index", "eu-west-1", 0, 1);
        ChangeRow.Rows rows = ChangeRow.of(List.of(
                part(1, "10.01", embed),
                part(2, "-4", embed),
                part(3, "7", null),
                part(4, "1", index),
                part(5, "-2.5", embed)));

        assertThat(rows.all().stream().map(ChangeRow::kind)).containsExactly(Kind.PART, Kind.FAMILY, Kind.FAMILY);
        ChangeRow family = rows.all().get(1);
        assertThat(family.sum().change()).isEqualByComparingTo("3.51");
        assertThat(family.sum().amounts())
                .isEqualTo(Map.of(
                        ChangeClass.EXPLAINED, new BigDecimal("10.01"), ChangeClass.USAGE, new BigDecimal("-6.5")));
        assertThat(family.sum().events()).containsExactly(EVENT);
        assertThat(family.sum().family()).isEqualTo(embed);
        assertThat(family.parts()).isEqualTo(3);
        assertThat(rows.families().get(family.id())).hasSize(3);
    }

    @Test
    void twentyRowsAreListedAndTheRestIsOneWithItsSum() {
        var parts = new ArrayList<ChangedPart>();
        for (int i = 1; i <= 176; i++) {
            parts.add(part(i, (i % 2 == 0 ? "-" : "") + i + ".0" + i % 7, null));
        }
        List<ChangeRow> all = ChangeRow.of(parts).all();
        List<ChangeRow> shown = ChangeRow.first(all, ChangeRow.MOST, "USD");

        assertThat(shown).hasSize(21);
        assertThat(shown.getFirst().sum().key().resource()).isEqualTo("job-176");
        assertThat(shown.getLast()).satisfies(rest -> {
            assertThat(rest.kind()).isEqualTo(Kind.REST);
            assertThat(rest.parts()).isEqualTo(156);
            assertThat(rest.id()).isEqualTo(ChangeRow.restId("USD")).matches("[0-9a-f]{16}");
        });
        assertThat(sum(shown)).isEqualByComparingTo(sum(all));
        Map<ChangeClass, BigDecimal> classes = new EnumMap<>(ChangeClass.class);
        shown.forEach(row -> row.sum().amounts().forEach((of, amount) -> classes.merge(of, amount, BigDecimal::add)));
        assertThat(classes.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(sum(all));
        assertThat(ChangeRow.rest(all, ChangeRow.MOST)).isEqualTo(all.subList(20, 176));
    }

    @Test
    void whatCannotBeSeenIsTheRestAndOneRowIsNone() {
        assertThat(ChangeRow.first(
                        ChangeRow.of(List.of(part(1, "5", null), part(2, "0.001", null), part(3, "-0.002", null)))
                                .all(),
                        ChangeRow.MOST,
                        "USD"))
                .extracting(ChangeRow::kind)
                .containsExactly(Kind.PART, Kind.REST);
        assertThat(ChangeRow.first(
                        ChangeRow.of(List.of(part(1, "5", null), part(2, "0.001", null)))
                                .all(),
                        ChangeRow.MOST,
                        "USD"))
                .extracting(ChangeRow::kind)
                .containsExactly(Kind.PART, Kind.PART);
    }

    @Test
    void rowsOfOtherCurrenciesTeamsAndRegionsHaveOtherIds() {
        assertThat(ChangeRow.restId("USD")).isNotEqualTo(ChangeRow.restId("EUR"));
        List<ChangeRow> rows = ChangeRow.of(List.of(
                        part(1, "1", new Family(Family.Kind.RUN, "embed", "eu-west-1", 1, 1)),
                        part(2, "1", new Family(Family.Kind.RUN, "embed", "us-east-1", 1, 1)),
                        part(3, "1", new Family(Family.Kind.SNAPSHOT, "embed", "us-east-1", 1, 1))))
                .all();

        assertThat(rows.stream().map(ChangeRow::id)).doesNotHaveDuplicates().hasSize(3);
    }
}
