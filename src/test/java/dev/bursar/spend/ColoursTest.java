package dev.bursar.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.Dimension;
import module java.base;
import org.junit.jupiter.api.Test;

class ColoursTest {
    @Test
    void aThingKeepsItsColourWhateverIsDrawnWithIt() {
        try (var db = new ChargeDatabase()) {
            var random = new Random(3);
            List<String> things =
                    IntStream.range(0, 40).mapToObj(i -> "thing " + i).toList();
            Map<String, Integer> first = new HashMap<>();
            for (int i = 0; i < 60; i++) {
                var drawn = new ArrayList<>(things);
                java.util.Collections.shuffle(drawn, random);
                Map<String, Integer> colours =
                        db.spend.colours(Dimension.SERVICE, drawn.subList(0, random.nextInt(1, 9)));
                colours.forEach((thing, colour) -> assertThat(first.merge(thing, colour, (was, now) -> was))
                        .isEqualTo(colour));
            }
            assertThat(first.values()).allSatisfy(colour -> assertThat(colour).isBetween(1, 10));
        }
    }

    @Test
    void thingsFirstDrawnTogetherDifferAndColoursAreSpreadEvenly() {
        try (var db = new ChargeDatabase()) {
            List<String> things = List.of("a", "b", "c", "d", "e", "f", "g", "");
            assertThat(db.spend.colours(Dimension.TAG_VALUE, things).values()).doesNotHaveDuplicates();
            assertThat(db.spend.colours(Dimension.TAG_VALUE, List.of("h", "i")).values())
                    .containsExactlyInAnyOrder(9, 10);
            assertThat(db.spend.colours(Dimension.ACCOUNT, List.of("h"))).containsEntry("h", 1);
        }
    }
}
