package dev.bursar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            210987654321      | fraud-prod           | 210987654321 | ID
            2109 8765 4321    | fraud-prod           | 210987654321 | ID
            Fraud             | fraud                | 7            | NAME
            fra               | Fraud detection      | 7            | START_OF_NAME
            ' fraud  det '    | Fraud detection      | 7            | START_OF_NAME
            det               | Fraud detection      | 7            | WORDS
            det fraud         | Fraud detection      | 7            | WORDS
            fraud 2026        | Fraud, October 2026  | 7            | WORDS
            prod              | fraud-prod           | 7            | WORDS
            tect              | Fraud detection      | 7            | PARTS
            tect fra          | Fraud detection      | 7            | PARTS
            2109              | fraud-prod           | 210987654321 | PARTS
            fraud 2109        | fraud-prod           | 210987654321 | PARTS
            8765              | fraud-prod           | 210987654321 | NONE
            search            | Fraud detection      | 7            | NONE
            search fraud      | Fraud detection      | 7            | NONE
            f                 | Fraud detection      | 7            | START_OF_NAME
            d                 | Fraud detection      | 7            | NONE
            %                 | Fraud detection      | 7            | NONE
            f_aud             | Fraud detection      | 7            | NONE
            100%              | Spot 100% Pool       | 7            | WORDS
            a\\b              | team a\\b            | 7            | WORDS
            <b>               | a <b>bold</b> name   | 7            | WORDS
            \u05d0\u05d1      | \u05d0\u05d1\u05d2   | 7            | START_OF_NAME
            ''                | Fraud detection      | 7            | NONE
            """)
    void namesAndIdsMatchInThisOrder(String typed, String name, String id, SearchText.Match expected) {
        assertThat(SearchText.of(typed).match(name, List.of(id))).isEqualTo(expected);
    }

    @Test
    void theBestComeFirstAndThoseThatMatchAlikeKeepTheirOrder() {
        var names = List.of("my search", "research", "Search", "search B", "search a", "other");

        assertThat(SearchText.of("search").best(names, name -> name, name -> List.of(), 10))
                .containsExactly("Search", "search B", "search a", "my search", "research");
        assertThat(SearchText.of("search").best(names, name -> name, name -> List.of(), 2))
                .containsExactly("Search", "search B");
    }

    @Test
    void tenThousandCharactersAreTheFirstTwoHundred() {
        assertThat(SearchText.of("ab".repeat(5_000)).text()).hasSize(200);
        assertThat(SearchText.of("a ".repeat(5_000)).partPatterns()).containsExactly("%a%");
        assertThat(SearchText.of(" \u00a0\t\0\n").isEmpty()).isTrue();
        assertThat(SearchText.of("\uD83D\uDE00".repeat(500)).text().codePointCount(0, 400))
                .isEqualTo(200);
    }

    @Test
    void whatStandsForMoreInPatternsStandsForItself() {
        assertThat(SearchText.of("50%_\\").startPattern()).isEqualTo("50\\%\\_\\\\%");
        assertThat(SearchText.of("A% b_").partPatterns()).containsExactly("%a\\%%", "%b\\_%");
    }
}
