package dev.bursar.aws.places;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.aws.places.PlaceTags.Answers;
import dev.bursar.aws.places.PlaceTags.Answers.Answer;
import dev.bursar.tagging.spi.TagWriting.Shown;
import module java.base;
import org.junit.jupiter.api.Test;

/** What is read of resources when AWS answers lists of ARNs in whole or in part. */
class TagAnswersTest {
    private static final List<String> HUNDRED =
            IntStream.range(0, 100).mapToObj(i -> "arn:" + i).toList();

    private final List<List<String>> asked = new ArrayList<>();

    private Shown read(Function<List<String>, Answer> aws) {
        return Answers.read(HUNDRED, arns -> {
            asked.add(arns);
            return aws.apply(arns);
        });
    }

    private static Answer naming(List<String> arns, boolean more) {
        return new Answer(arns.stream().collect(Collectors.toMap(arn -> arn, arn -> Map.of("team", "x"))), more);
    }

    private static List<String> first(List<String> arns, int most) {
        return arns.subList(0, Math.min(most, arns.size()));
    }

    @Test
    void aWholeAnswerTakesOneRequest() {
        Shown shown = read(arns -> naming(arns, false));
        assertThat(shown.tags()).hasSize(100);
        assertThat(shown.unread()).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatTwoAnswersLeaveOutNeverHadTags() {
        Shown shown = read(
                arns -> naming(arns.stream().filter(arn -> arn.endsWith("7")).toList(), false));
        assertThat(shown.tags()).hasSize(10);
        assertThat(shown.unread()).isEmpty();
        assertThat(asked.get(1)).hasSize(90);
    }

    @Test
    void fiftyOfAHundredAreNamedAndTheRestIsReadByASecondLook() {
        Shown shown = read(arns -> naming(first(arns, 50), false));
        assertThat(shown.tags()).hasSize(100);
        assertThat(shown.unread()).isEmpty();
    }

    @Test
    void whatIsStillMissingAfterAnAnswerThatWasAPartIsNotRead() {
        Shown shown = read(arns -> naming(first(arns, arns.size() / 2), false));
        assertThat(shown.tags()).hasSize(75);
        assertThat(shown.unread()).containsExactlyInAnyOrderElementsOf(HUNDRED.subList(75, 100));
    }

    @Test
    void anAnswerWithAFurtherPageIsAskedForInHalves() {
        Shown shown = read(arns -> naming(first(arns, 30), arns.size() > 30));
        assertThat(shown.tags()).hasSize(100);
        assertThat(shown.unread()).isEmpty();
    }

    @Test
    void whatAlwaysHasAFurtherPageIsNotRead() {
        Shown shown = read(arns -> naming(arns, true));
        assertThat(shown.tags()).isEmpty();
        assertThat(shown.unread()).hasSize(100);
    }
}
