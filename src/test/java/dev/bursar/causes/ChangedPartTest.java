package dev.bursar.causes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Change.OfCurrency;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedPartTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EXPLAINED 4100, EXPLAINED -900                 | EXPLAINED | 1 | 1
            EXPLAINED 310, EXPLAINED 300, EXPLAINED -400   | EXPLAINED | 1 | 1
            EXPLAINED -700, CANDIDATE 1000                 | CANDIDATE | 2 | 2
            EXPLAINED -700, CANDIDATE 600, CANDIDATE 500   | CANDIDATE | 2 | 2
            EXPLAINED -700, CANDIDATE 600                  | EXPLAINED | 1 | 1
            """)
    void whatStandsFirstWentTheWayOfTheChange(String acts, ChangeClass main, long first, long cause) {
        ChangedPart part = part(acts);

        assertThat(part.main()).contains(main);
        assertThat(part.acts(main).getFirst().event()).isEqualTo(event(first));
        assertThat(of(part).main(key -> true, causes(part))).hasValueSatisfying(one -> {
            assertThat(one.cause().event()).isEqualTo(event(cause));
            assertThat(one.amount().signum()).isEqualTo(part.change().signum());
        });
    }

    @Test
    void anEventHasTheSumOfWhatItMadeAndNoMore() {
        ChangedPart up = part("EXPLAINED 4100, EXPLAINED -900");
        ChangedPart more = part("EXPLAINED 100");
        var both = new OfCurrency("USD", BigDecimal.ZERO, new BigDecimal(3300), List.of(up, more));

        assertThat(both.causes(causes(up)).stream()
                        .collect(Collectors.toMap(one -> one.cause().event(), OfCurrency.Main::amount)))
                .containsOnly(Map.entry(event(1), new BigDecimal(4200)), Map.entry(event(2), new BigDecimal(-900)));
        assertThat(both.events(ChangeClass.EXPLAINED)).isEqualTo(2);
        assertThat(both.events(ChangeClass.CANDIDATE)).isZero();
    }

    private static OfCurrency of(ChangedPart part) {
        return new OfCurrency("USD", part.before(), part.now(), List.of(part));
    }

    private static UUID event(long number) {
        return new UUID(number, number);
    }

    private static Map<UUID, Cause> causes(ChangedPart part) {
        return part.events().stream()
                .collect(Collectors.toMap(
                        event -> event,
                        event -> new Cause(event, Instant.EPOCH, "UpdateEndpoint", "ada", false, null, "arn")));
    }

    /** Its events are numbered from 1 on. */
    private static ChangedPart part(String acts) {
        List<String[]> all =
                Stream.of(acts.split(", ")).map(one -> one.split(" ")).toList();
        Map<ChangeClass, BigDecimal> amounts = new EnumMap<>(ChangeClass.class);
        all.forEach(one -> amounts.merge(ChangeClass.valueOf(one[0]), new BigDecimal(one[1]), BigDecimal::add));
        return new ChangedPart(
                new PartKey(1, "111122223333", "Amazon SageMaker", "", "arn", "USD"),
                BigDecimal.ZERO,
                amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                amounts,
                Map.of(),
                IntStream.range(0, all.size())
                        .mapToObj(i -> new Acted(
                                ChangeClass.valueOf(all.get(i)[0]),
                                new BigDecimal(all.get(i)[1]),
                                List.of(event(i + 1))))
                        .toList(),
                null);
    }
}
