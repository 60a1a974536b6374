package dev.bursar.budgets.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.budgets.BudgetText;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.plan.BudgetHistory.WouldHave;
import dev.bursar.ui.LimitBar;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threeten.extra.LocalDateRange;

/** What the pages of budgets say, and what their bars draw. */
class BudgetWordsTest {
    /** The newest period first; of those that would have been over, the first alert would have come on the 7th. */
    private static List<WouldHave> past(String over) {
        LocalDate month = LocalDate.parse("2026-10-01");
        var past = new ArrayList<WouldHave>();
        for (char one : over.toCharArray()) {
            boolean isOver = one == 'x';
            past.add(new WouldHave(
                    LocalDateRange.of(month, month.plusMonths(1)),
                    BigDecimal.TEN,
                    isOver ? Optional.of(month.plusDays(20)) : Optional.empty(),
                    isOver ? Optional.of(month.plusDays(6)) : Optional.empty()));
            month = month.minusMonths(1);
        }
        return past;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "......|MONTH|With this limit, none of the last 6 months would have been over.",
                "x.....|MONTH|With this limit, 1 of the last 6 months would have been over. The first alert would have"
                        + " come on 7 Oct 2026.",
                ".x.x..|MONTH|With this limit, 2 of the last 6 months would have been over. The first alert would have"
                        + " come on 7 Sep 2026.",
                "..|QUARTER|With this limit, none of the last 2 quarters would have been over.",
                ".|YEAR|With this limit, the last year would not have been over.",
                "x|MONTH|With this limit, the last month would have been over. The first alert would have come on 7"
                        + " Oct 2026."
            })
    void aLimitIsJudgedByThePast(String over, Cadence cadence, String words) {
        assertThat(BudgetFormView.verdict(past(over), cadence)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|none",
                "s80|80% spent",
                "s50 s80 s100 p100|50, 80 and 100% spent, 100% projected",
                "p90 s100 s50 p120|50 and 100% spent, 90 and 120% projected"
            })
    void thresholdsOfAKindAreNamedTogether(@Nullable String written, String words) {
        List<Threshold> thresholds = written == null
                ? List.of()
                : Arrays.stream(written.split(" "))
                        .map(one -> new Threshold(
                                one.startsWith("s") ? Threshold.Kind.ACTUAL : Threshold.Kind.PROJECTED,
                                Integer.parseInt(one.substring(1))))
                        .toList();
        assertThat(BudgetText.thresholds(thresholds)).isEqualTo(words);
    }

    /** The limit is the whole bar; what is over stands beyond it and never grows past a quarter of the bar. */
    @ParameterizedTest
    @CsvSource({
        "-0.2, fill=0.0000",
        "0.92, fill=0.9200",
        "1, fill=1.0000",
        "1.09, fill=1.0000 beyond=0.0900",
        "1.76, fill=1.0000 beyond=0.2500"
    })
    void aBarIsAsWideAsItsLimit(BigDecimal used, String drawn) {
        var bar = new LimitBar(used);
        String found = bar.getElement()
                .getChildren()
                .map(part -> part.getAttribute("class").equals("track") ? part.getChild(0) : part)
                .map(part -> part.getAttribute("class") + "="
                        + Optional.ofNullable(part.getStyle().get("--used"))
                                .orElseGet(() -> part.getStyle().get("--over")))
                .collect(Collectors.joining(" "));
        assertThat(found).isEqualTo(drawn);
    }

    @Test
    void theMarkOfTimeIsLabelled() {
        var bar = new LimitBar(BigDecimal.ONE).marked(new BigDecimal("0.93"), "28 of 30 days");
        assertThat(bar.getElement().getTextRecursively()).isEqualTo("28 of 30 days");
    }
}
