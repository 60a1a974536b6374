package dev.bursar.sync.ui;

import dev.bursar.sync.Estimate;
import dev.bursar.sync.Progress;
import dev.bursar.sync.ProgressUnit;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.control.SyncService.JobRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import module java.base;

/** Words and badges of runs. */
final class SyncText {
    private static final BigDecimal HALF_A_CENT = new BigDecimal("0.005");

    private SyncText() {}

    static StatusBadge badge(RunRow run) {
        return switch (run.state()) {
            case RUNNING -> new StatusBadge(Kind.INFO, Icons.REFRESH_CW, result(run));
            case DONE -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, result(run));
            case DONE_WITH_FAILURES -> new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, result(run));
            case STOPPED -> new StatusBadge(Kind.NEUTRAL, Icons.SQUARE, result(run));
            case STOPPED_AT_CAP -> new StatusBadge(Kind.WARNING, Icons.CIRCLE_PAUSE, result(run));
            case FAILED -> new StatusBadge(Kind.DANGER, Icons.CIRCLE_ALERT, result(run));
        };
    }

    /** {@code Done, 4 parts failed}. */
    static String result(RunRow run) {
        return switch (run.state()) {
            case RUNNING -> run.stopAskedBy() == null ? "Running" : "Stopping";
            case DONE -> "Done";
            case DONE_WITH_FAILURES ->
                run.progress().slicesFailed() == 0
                        ? "Done, some failed"
                        : "Done, " + Formats.count(run.progress().slicesFailed(), "part", "parts") + " failed";
            case STOPPED -> run.stopAskedBy() == null ? "Stopped" : "Stopped by " + run.stopAskedBy();
            case STOPPED_AT_CAP -> "Stopped at cap";
            case FAILED -> "Failed";
        };
    }

    /** When something runs next: {@code Next run 24 Nov, 12:00 UTC}; what all of it waits for where nothing can. */
    static String next(List<JobRow> jobs, Instant at) {
        var due = jobs.stream()
                .filter(job -> job.waitsFor() == null && job.running() == null)
                .map(JobRow::next)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
        if (due.isPresent()) {
            return due.get().isAfter(at) ? "Next run " + Formats.moment(due.get()) : "Next run in a moment";
        }
        return jobs.stream()
                .map(JobRow::waitsFor)
                .filter(Objects::nonNull)
                .findFirst()
                .map(wait -> "Runs start after " + wait.title())
                .orElse("Runs aren\u2019t scheduled");
    }

    /** {@code 52 of 56}; empty where a run has none. */
    static String slices(Progress progress) {
        return progress.slicesAll() == 0
                ? ""
                : Formats.count(progress.slicesDone()) + " of " + Formats.count(progress.slicesAll());
    }

    /** {@code 24 of 98 steps}; what it does now while its steps are not known. */
    static String far(Progress progress, ProgressUnit counted) {
        return progress.stepsAll() > 0
                ? Formats.count(progress.stepsDone()) + " of " + Formats.count(progress.stepsAll()) + " "
                        + counted.steps()
                : PlainText.cut(progress.nowDoing(), 60);
    }

    static String took(RunRow run) {
        Instant end = run.endedAt();
        return end == null ? "" : Formats.duration(Duration.between(run.startedAt(), end));
    }

    static long requests(RunRow run) {
        return run.requests() + run.requestsFailed();
    }

    static String startedBy(RunRow run) {
        return switch (run.start().how()) {
            case SCHEDULE -> "as scheduled";
            case FIRST_START -> "for the first time";
            case PERSON, PROCESS -> "by " + run.start().by().name();
        };
    }

    /** An API as AWS's policies name it, in two parts: {@code GetCostAndUsage} of {@code Cost Explorer}. */
    record Api(String operation, String service) {}

    static Api api(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return new Api(name, "AWS");
        }
        String prefix = name.substring(0, colon);
        return new Api(
                name.substring(colon + 1),
                switch (prefix) {
                    case "ce" -> "Cost Explorer";
                    case "organizations" -> "Organizations";
                    case "s3" -> "S3";
                    case "sts" -> "Security Token Service";
                    case "account" -> "Account Management";
                    case "application-autoscaling" -> "Application Auto Scaling";
                    case "budgets" -> "AWS Budgets";
                    case "cloudtrail" -> "CloudTrail";
                    case "cloudwatch" -> "CloudWatch";
                    case "compute-optimizer" -> "Compute Optimizer";
                    case "invoicing" -> "AWS Invoicing";
                    case "logs" -> "CloudWatch Logs";
                    case "pricing" -> "Price List";
                    case "resource-explorer-2" -> "Resource Explorer";
                    case "bedrock" -> "Amazon Bedrock";
                    case "sagemaker" -> "SageMaker";
                    case "savingsplans" -> "Savings Plans";
                    case "tag" -> "Resource Groups Tagging";
                    case "xray" -> "X-Ray";
                    default -> prefix;
                });
    }

    /** {@code free}, {@code under $0.01}, {@code about $8.10}. */
    static String about(BigDecimal usd) {
        return usd.signum() == 0
                ? "free"
                : usd.compareTo(HALF_A_CENT) < 0 ? "under $0.01" : "about " + Formats.money(usd, "USD");
    }

    /** {@code 30 to 172 paid requests, $0.30 to $1.72: 14 months of 12 accounts}. */
    static String estimate(Estimate estimate) {
        if (estimate.least() == estimate.most()) {
            return "about " + Formats.count(estimate.most(), "paid request", "paid requests") + ", "
                    + Formats.money(estimate.mostUsd(), "USD") + ": " + estimate.basis();
        }
        return Formats.count(estimate.least()) + " to "
                + Formats.count(estimate.most(), "paid request", "paid requests")
                + ", " + Formats.money(estimate.leastUsd(), "USD") + " to " + Formats.money(estimate.mostUsd(), "USD")
                + ": "
                + estimate.basis();
    }
}
