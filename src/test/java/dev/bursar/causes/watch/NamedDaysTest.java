package dev.bursar.causes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.watch.SeriesReading.NamedDays;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sixty days of some names, and the services that they are. */
class NamedDaysTest {
    private static final int DAYS = 60;

    /** @param of such as {@code Amazon S3 0 30 12}: a name, its first day, the day after its last, and what a day costs */
    private static NamedDays named(String of) {
        List<String> words = Arrays.asList(of.split(" "));
        int at = words.size() - 3;
        var days = new NamedDays(String.join(" ", words.subList(0, at)), DAYS);
        for (int day = Integer.parseInt(words.get(at)); day < Integer.parseInt(words.get(at + 1)); day++) {
            days.add(day, false, new BigDecimal(words.get(at + 2)));
        }
        return days;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Amazon S3 0 60 5, AWS Lambda 0 60 5                                             | Amazon S3, AWS Lambda
            Amazon Simple Storage Service 0 30 5, Amazon S3 30 60 5                         | Amazon S3 (2)
            AmazonCloudWatch 0 30 5, Amazon CloudWatch 30 60 5                              | Amazon CloudWatch (2)
            Amazon Elasticsearch Service 0 30 5, Amazon OpenSearch Service 30 60 90         | Amazon OpenSearch Service (2)
            Amazon Elastic Compute Cloud - Compute 0 60 5, EC2 - Other 0 60 5               | Amazon Elastic Compute Cloud - Compute, EC2 - Other
            Amazon Elastic Compute Cloud - Compute 0 30 5, EC2 - Other 0 30 5, AmazonEC2 30 60 10 | AmazonEC2 (3)
            Amazon Old 0 30 5, Amazon New 30 60 5                                           | Amazon New (2)
            Amazon Old 0 30 5, Amazon New 31 60 5.2                                         | Amazon New (2)
            Amazon Old 0 30 5, Amazon New 30 60 6                                           | Amazon New (2)
            Amazon Old 0 30 5, Amazon New 30 60 6.5                                         | Amazon Old, Amazon New
            Amazon Old 0 30 5, Amazon New 40 60 5                                           | Amazon Old, Amazon New
            Amazon Old 0 30 5, Amazon Other 0 30 5, Amazon New 30 60 5                      | Amazon Old, Amazon Other, Amazon New
            Amazon Old 0 60 5, Amazon New 30 60 5                                           | Amazon Old, Amazon New
            Amazon Old 25 30 5, Amazon New 30 60 5                                          | Amazon Old, Amazon New
            """)
    void namesThatMeanOneServiceAreOne(String names, String services) {
        var all = new ArrayList<NamedDays>();
        for (String one : names.split(", ")) {
            all.add(named(one));
        }
        List<NamedDays> together = NamedDays.together(all, DAYS);
        assertThat(together.stream()
                        .map(one -> one.name()
                                + (one.names().size() == 1
                                        ? ""
                                        : " (" + one.names().size() + ")"))
                        .toList())
                .containsExactlyInAnyOrder(services.split(", "));
        assertThat(together.stream()
                        .flatMap(one -> one.costs(LocalDate.EPOCH).usage().stream())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .as("nothing is lost")
                .isEqualByComparingTo(Arrays.stream(names.split(", "))
                        .map(NamedDaysTest::named)
                        .flatMap(one -> one.costs(LocalDate.EPOCH).usage().stream())
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            its first day arrives,           30, 5,   30, 31, undecided
            its first day is whole,          30, 5,   31, 32, undecided
            its second day is whole,         30, 5,   32, 33, the same
            more than ended,                 30, 6.5, 30, 31, another one
            less has arrived,                30, 2,   30, 33, undecided
            less on a whole day,             30, 2,   32, 33, another one
            the other has only not arrived,  32, 5,   32, 33, another one
            the other ended two days later,  32, 5,   33, 34, the same
            long ago,                        30, 5,   60, 60, the same
            """)
    void whatBeginsAsAnotherEndsIsNoNewsUntilAWholeDayTells(
            String what, int end, String cost, int whole, int to, String is) {
        var all = List.of(named("Amazon Old 0 " + end + " 5"), named("Amazon New 30 " + to + " " + cost));
        List<NamedDays> together = NamedDays.together(all, whole);
        assertThat(together.size() == 1 ? "the same" : together.getLast().isUndecided() ? "undecided" : "another one")
                .as(what)
                .isEqualTo(is);
    }

    @Test
    void taxIsNeverUndecided() {
        var tax = new NamedDays("Tax", DAYS);
        tax.add(DAYS - 1, true, BigDecimal.TEN);
        assertThat(NamedDays.together(List.of(named("Amazon Old 0 59 5"), tax), DAYS - 1))
                .noneMatch(NamedDays::isUndecided);
    }
}
