package dev.bursar.causes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
            Amazon Old 0 30 5, Amazon New 30 60 6                                           | Amazon Old, Amazon New
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
        List<NamedDays> together = NamedDays.together(all);
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
}
