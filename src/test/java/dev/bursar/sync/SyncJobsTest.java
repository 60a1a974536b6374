package dev.bursar.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.testing.SyncNode;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.Test;

/** Jobs stand in the order in which a person needs what they read, each behind those whose results it reads. */
class SyncJobsTest {
    private record Job(String name, List<String> after) implements SyncJob {
        static Job of(String name, String... after) {
            return new Job(name, List.of(after));
        }

        @Override
        public String title() {
            return name;
        }

        @Override
        public int everyHours() {
            return 1;
        }

        @Override
        public int run(Run run) {
            return 0;
        }
    }

    private static List<String> names(List<SyncJob> jobs) {
        return jobs.stream().map(SyncJob::name).toList();
    }

    @Test
    void whatAJobComesAfterStandsBeforeItAndElseTheNameDecides() {
        List<SyncJob> jobs = List.of(Job.of("d"), Job.of("b", "c"), Job.of("c", "not there"), Job.of("a", "b", "d"));
        assertThat(names(SyncJobs.inOrder(jobs))).containsExactly("c", "b", "d", "a");
        assertThat(SyncJobs.inOrder(jobs.reversed())).isEqualTo(SyncJobs.inOrder(jobs));
    }

    @Test
    void jobsThatComeAfterOneAnotherAreNamed() {
        List<SyncJob> jobs =
                List.of(Job.of("a", "c"), Job.of("c", "e", "b"), Job.of("b"), Job.of("e", "d"), Job.of("d", "c"));
        assertThatThrownBy(() -> SyncJobs.inOrder(jobs))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Jobs come after one another: c, e, d, c");
        assertThatThrownBy(() -> SyncJobs.inOrder(List.of(Job.of("a", "a"))))
                .hasMessage("Jobs come after one another: a, a");
    }

    @Test
    void anEmptyDatabaseIsFilledWithCostsFirst() {
        Map<String, Object> settings =
                Map.of("bursar.aws.charge-files", "s3://exports/", "bursar.cloudtrail.files", "s3://trail/");
        try (var database = TestDatabase.migrated();
                var node = SyncNode.start(
                        Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC),
                        database.dataSource(),
                        URI.create("http://127.0.0.1:1"),
                        settings)) {
            List<SyncJob> all = node.getBean(SyncJobs.class).all();
            assertThat(names(all))
                    .containsSubsequence(
                            "costs",
                            "accounts",
                            "reach",
                            "exports",
                            "ownership",
                            "forecast",
                            "breakdowns",
                            "aws-budgets",
                            "documents",
                            "inventory",
                            "cloudtrail",
                            "cloudtrail-files",
                            "resource-costs",
                            "ml-workloads",
                            "ml-prices",
                            "ml-resource-costs",
                            "ml-metrics",
                            "savings-plans",
                            "aws-anomalies",
                            "tag-check",
                            "efficiency",
                            "daily-changes",
                            "retention",
                            "tag-keys");
            assertThat(names(all))
                    .as("jobs that others come after are there")
                    .containsAll(
                            all.stream().flatMap(job -> job.after().stream()).toList());
            List<String> some = List.of("exports", "cloudtrail-files");
            assertThat(names(SyncJobs.inOrder(all.stream()
                            .filter(job -> !some.contains(job.name()))
                            .toList())))
                    .as("without files")
                    .isEqualTo(names(all).stream()
                            .filter(name -> !some.contains(name))
                            .toList());
        }
    }
}
