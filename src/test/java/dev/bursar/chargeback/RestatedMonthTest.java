package dev.bursar.chargeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.cut.CutWatch;
import dev.bursar.simulator.exports.Export;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.sync.RunState;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What AWS changes of a month that is over, read by the job that reads costs, is in the month's next cut. */
class RestatedMonthTest {
    private static final LocalDate SEPTEMBER = LocalDate.parse("2026-09-01");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final SyncRig rig = SyncRig.synced(clock, LocalDate.parse("2026-08-01"));
    private final AnnotationConfigApplicationContext node = rig.context(Map.of());
    private final AnnotationConfigApplicationContext cuts = new AnnotationConfigApplicationContext();

    RestatedMonthTest() {
        cuts.setParent(node);
        cuts.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        cuts.scan("dev.bursar.chargeback.cut");
        cuts.refresh();
    }

    @AfterEach
    void stop() {
        cuts.close();
        node.close();
        rig.close();
    }

    private void change(String json) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var changes = URI.create(rig.simulator.endpoint() + "/_simulator/changes");
            var answer = http.send(
                    HttpRequest.newBuilder(changes)
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private int read() {
        clock.forward(Duration.ofHours(1));
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        return cuts.getBean(CutWatch.class).cutWhatChanged();
    }

    private long newest() {
        return rig.database
                .jdbc()
                .sql("select max(id) from chargeback_cut where billing_month = :month")
                .param("month", SEPTEMBER)
                .query(Long.class)
                .single();
    }

    /** What the newest cut says of September, by account, service, record type and tag value. */
    private Map<String, BigDecimal> billed() {
        var sums = new TreeMap<String, BigDecimal>();
        rig.database.jdbc().sql("""
                    select a.value || ' ' || s.value || ' ' || r.value || ' ' || t.value, sum(l.billed_cost)
                      from chargeback_cut_line l
                      join term a on a.id = l.account_id
                      join term s on s.id = l.service_id
                      join term r on r.id = l.record_type_id
                      join term t on t.id = l.tag_value_id
                     where l.cut_id = :cut group by 1
                    """).param("cut", newest()).query(row -> {
            sums.put(row.getString(1), row.getBigDecimal(2).stripTrailingZeros());
        });
        return sums;
    }

    @Test
    void itsNextCutHasTheChangeAndNothingElse() throws Exception {
        assertThat(cuts.getBean(CutWatch.class).cutWhatChanged()).isPositive();
        long first = newest();
        var before = billed();
        var place = OrganisationModel.RESEARCH + " Amazon SageMaker Usage ";
        assertThat(before).containsKeys(place + "research");

        change("""
            {"id": "more", "change": "restate", "month": "2026-09", "account": "%s", "service": "Amazon SageMaker",
             "team": "research", "amount": "321.09"}""".formatted(OrganisationModel.RESEARCH));

        assertThat(read()).isOne();
        assertThat(newest()).isGreaterThan(first);
        var expected = new TreeMap<>(before);
        expected.computeIfPresent(
                place + "research",
                (key, sum) -> sum.add(new BigDecimal("321.09")).stripTrailingZeros());
        assertThat(billed()).isEqualTo(expected);

        change("""
            {"id": "back", "change": "refund", "month": "2026-09", "account": "%s", "service": "Amazon SageMaker",
             "amount": "20.5"}""".formatted(OrganisationModel.RESEARCH));
        change("""
            {"id": "other", "change": "retag", "month": "2026-09", "account": "%s", "service": "Amazon SageMaker",
             "from": "research", "to": "vision"}""".formatted(OrganisationModel.RESEARCH));

        assertThat(read()).isOne();
        var last = billed();
        assertThat(last)
                .containsEntry(place + "vision", expected.get(place + "research"))
                .containsEntry(OrganisationModel.RESEARCH + " Amazon SageMaker Refund ", new BigDecimal("-20.5"))
                .doesNotContainKey(place + "research");
        assertThat(sum(last)).isEqualByComparingTo(sum(expected).subtract(new BigDecimal("20.5")));
        assertThat(read()).as("nothing has changed").isZero();
    }

    @Test
    void anExportOfAMonthReadFromCostExplorerNamesItsServicesOtherwise() throws Exception {
        cuts.getBean(CutWatch.class).cutWhatChanged();
        var before = billed();
        for (var other : List.of("2026-08", "2026-10", "2026-11")) {
            change("{\"id\": \"%s\", \"change\": \"hold-export\", \"month\": \"%s\"}".formatted(other, other));
        }
        change("""
            {"id": "names", "change": "export-names", "month": "2026-09",
             "names": {"Amazon SageMaker": "Amazon SageMaker AI"}}""");
        try (var reader = rig.context(
                Map.of("bursar.aws.charge-files", "s3://" + Export.BUCKET + "/" + Export.FOCUS_1_2.prefix()))) {
            assertThat(SyncRig.run(reader, "exports").state()).isEqualTo(RunState.DONE);
        }

        assertThat(cuts.getBean(CutWatch.class).cutWhatChanged()).isOne();
        var after = billed();
        assertThat(sum(after)).isEqualByComparingTo(sum(before));
        assertThat(services(before)).contains("Amazon SageMaker Usage").doesNotContain("Amazon SageMaker AI");
        assertThat(services(after))
                .contains("Amazon SageMaker AI Usage", "Amazon Elastic Compute Cloud Usage")
                .doesNotContain("Amazon SageMaker Usage", "EC2 - Other");
    }

    private static String services(Map<String, BigDecimal> cut) {
        return String.join("\n", cut.keySet());
    }

    private static BigDecimal sum(Map<String, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
