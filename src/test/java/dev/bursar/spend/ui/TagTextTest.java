package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.CurrencySpend;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Finality;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.TagFacts;
import module java.base;
import org.junit.jupiter.api.Test;
import org.threeten.extra.LocalDateRange;

/** What a person reads where costs come from a source that doesn't know a tag. */
class TagTextTest {
    private static final Dimension.Tag ENV = new Dimension.Tag("env");
    private static final LocalDate OCT = LocalDate.parse("2026-10-01");
    private static final List<LocalDateRange> DAYS = List.of(LocalDateRange.of(OCT, OCT.plusDays(12)));
    private static final Map<String, BigDecimal> LEFT_OUT = Map.of("USD", new BigDecimal("120"));

    @Test
    void whatIsNotKnownSaysFromWhereItComes() {
        assertThat(words(facts(DAYS, false, Map.of()), Dimension.NOT_STATED))
                .containsExactly(
                        "Not known: the costs of 1\u201312 Oct come from Cost Explorer, which only has the tag team.");
        assertThat(words(facts(DAYS, true, Map.of()), Dimension.NOT_STATED))
                .containsExactly(
                        "Not known: costs of 2 accounts on 1\u201312 Oct come from Cost Explorer, which only has the"
                                + " tag team.");
        assertThat(words(facts(DAYS, false, LEFT_OUT), "prod"))
                .containsExactly(
                        "$120.00 is not included because the tag env isn\u2019t known: the costs of 1\u201312 Oct"
                                + " come from Cost Explorer, which only has the tag team.");
        assertThat(words(facts(DAYS, false, Map.of()), "prod")).isEmpty();
        assertThat(words(facts(List.of(), false, Map.of()), "")).isEmpty();
        assertThat(TagText.of(answer(facts(DAYS, false, Map.of()), Dimension.NOT_STATED), Optional.empty()))
                .containsExactly("Not known: the costs of 1\u201312 Oct come from Cost Explorer, without tags.");
    }

    @Test
    void aBreakdownSaysWhatItKnowsAndWhyNotMore() {
        assertThat(words(kept(List.of(), new TagFacts.Kept(DAYS, List.of(), List.of(), List.of())), "prod"))
                .containsExactly("The tag values of 1\u201312 Oct come from a breakdown.");
        assertThat(words(
                        kept(DAYS, new TagFacts.Kept(List.of(), List.of(YearMonth.from(OCT)), List.of(), List.of())),
                        Dimension.NOT_STATED))
                .last()
                .isEqualTo("A breakdown has October 2026 by month only: choose Monthly to see its values.");
        assertThat(words(kept(DAYS, new TagFacts.Kept(List.of(), List.of(), DAYS, List.of())), Dimension.NOT_STATED))
                .last()
                .isEqualTo("The breakdown\u2019s total for 1\u201312 Oct differs from these costs, so its values"
                        + " aren\u2019t used.");
        assertThat(words(
                        kept(DAYS, new TagFacts.Kept(List.of(), List.of(), List.of(), List.of(Dimension.SERVICE))),
                        Dimension.NOT_STATED))
                .last()
                .isEqualTo("A breakdown has EffectiveCost by this tag and service only.");
    }

    private static TagFacts kept(List<LocalDateRange> days, TagFacts.Kept kept) {
        return new TagFacts(ENV, days, 2, false, kept, Map.of());
    }

    private static TagFacts facts(List<LocalDateRange> days, boolean exported, Map<String, BigDecimal> leftOut) {
        return new TagFacts(ENV, days, 2, exported, TagFacts.Kept.NOTHING, leftOut);
    }

    private static List<String> words(TagFacts facts, String key) {
        return TagText.of(answer(facts, key), Optional.of("team"));
    }

    private static CostResult answer(TagFacts facts, String key) {
        var row = new Row(key, key, BigDecimal.ONE, List.of(BigDecimal.ONE), BigDecimal.ZERO, List.of());
        return new CostResult(
                new CostQuery(OCT, OCT.plusMonths(1), Granularity.MONTHLY, CostMetric.EFFECTIVE, ENV, List.of()),
                List.of(OCT),
                List.of(new CurrencySpend(
                        "USD",
                        BigDecimal.ONE,
                        List.of(BigDecimal.ONE),
                        BigDecimal.ZERO,
                        List.of(BigDecimal.ZERO),
                        List.of(row))),
                Finality.SETTLED,
                Optional.empty(),
                1,
                List.of(),
                Optional.of(facts));
    }
}
