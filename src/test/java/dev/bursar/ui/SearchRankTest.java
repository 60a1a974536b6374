package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.SearchText;
import dev.bursar.ui.Finding.Hit;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchRankTest {
    private static Hit hit(String name, String... ids) {
        return new Hit(name, "", "address", List.of(ids));
    }

    private static final Map<String, List<Hit>> FOUND = new LinkedHashMap<>();

    static {
        FOUND.put("Pages", List.of(hit("Fraud pages")));
        FOUND.put("Teams", List.of(hit("Fraud"), hit("Anti fraud")));
        FOUND.put("Accounts", List.of(hit("other", "fraud")));
        FOUND.put("Workloads", List.of(hit("defrauding")));
        FOUND.put("People", List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fraud  | Accounts Teams Pages Workloads
            fraud p| Pages Teams Accounts Workloads
            """)
    void theKindWithTheBestMatchComesFirst(String typed, String expected) {
        assertThat(Search.ranked(SearchText.of(typed), FOUND).stream()
                        .map(Search.OfKind::kind)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void noMoreThanFiveOfAKindAndTwentyFiveInAllAreShown() {
        var many = new LinkedHashMap<String, List<Hit>>();
        for (int i = 0; i < 9; i++) {
            many.put("Kind " + i, Collections.nCopies(9, hit("a name")));
        }
        var ranked = Search.ranked(SearchText.of("a name"), many);

        assertThat(ranked).hasSize(5).allSatisfy(kind -> assertThat(kind.hits()).hasSize(5));
    }
}
