package dev.bursar.charges.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.ChargeDatabase;
import module java.base;
import org.junit.jupiter.api.Test;

class TermDictionaryTest {
    @Test
    void aTextHasOneNumberForEachKindAndKeepsItAfterARollback() {
        try (var db = new ChargeDatabase()) {
            TermDictionary terms = db.beans.get(TermDictionary.class);
            Map<String, Integer> first = db.beans.transactions().execute(status -> {
                status.setRollbackOnly();
                return terms.ids(TermDictionary.Kind.SERVICE, List.of("AmazonS3", ""));
            });
            assertThat(terms.ids(TermDictionary.Kind.SERVICE, List.of("", "AmazonS3")))
                    .isEqualTo(first);
            assertThat(terms.find(TermDictionary.Kind.SERVICE, List.of("AmazonS3", "unknown")))
                    .containsOnlyKeys("AmazonS3");
            assertThat(terms.ids(TermDictionary.Kind.TAG_VALUE, List.of("AmazonS3"))
                            .get("AmazonS3"))
                    .isNotEqualTo(first.get("AmazonS3"));
            assertThat(terms.texts(first.values())).containsValues("AmazonS3", "");
        }
    }

    @Test
    void writersOfTheSameNewTextsAgreeOnTheirNumbers() throws Exception {
        try (var db = new ChargeDatabase();
                var threads = Executors.newFixedThreadPool(4)) {
            List<String> texts = IntStream.range(0, 12_000)
                    .mapToObj(i -> "tag " + i % 11_000)
                    .toList();
            var writers = new ArrayList<Callable<Map<String, Integer>>>();
            for (int i = 0; i < 4; i++) {
                var terms = new TermDictionary(
                        db.jdbc, db.beans.get(org.springframework.transaction.PlatformTransactionManager.class));
                writers.add(() -> terms.ids(TermDictionary.Kind.TAG_VALUE, texts));
            }
            var answers = new ArrayList<Map<String, Integer>>();
            for (var answer : threads.invokeAll(writers)) {
                answers.add(answer.get());
            }
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer).hasSize(11_000).isEqualTo(answers.getFirst()));
            assertThat(db.number("select count(*) from term")).isEqualByComparingTo("11000");
        }
    }
}
