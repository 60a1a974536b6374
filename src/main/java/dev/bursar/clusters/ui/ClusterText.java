package dev.bursar.clusters.ui;

import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.parts.ClusterChoices.Choice;
import dev.bursar.charges.parts.ClusterChoices.Idle;
import dev.bursar.clusters.ClusterMonth.OfCluster;
import dev.bursar.clusters.ClusterMonth.Row;
import dev.bursar.clusters.ClusterUse;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Clusters in words. */
final class ClusterText {
    static final String NO_NAMESPACE = "No namespace";

    private static final int ONE_DIGIT = 1;
    private static final BigDecimal TEN = BigDecimal.TEN;
    private static final int LONGEST_NAME = 60;

    private ClusterText() {}

    static String name(String name) {
        return PlainText.cut(name, LONGEST_NAME);
    }

    static String namespace(Row row) {
        return row.noPods() ? ChoiceText.NO_PODS : row.namespace().isEmpty() ? NO_NAMESPACE : name(row.namespace());
    }

    /** {@code 22.0%} of what it costs was used by no pod; "" of something that cost nothing. */
    static String idle(ClusterUse use) {
        return Formats.share(use.unused(), use.cost()).orElse("");
    }

    /** Hours as the page has them, {@code 1,234} or {@code 7.5}; "" where AWS says none. */
    static String hours(@Nullable BigDecimal hours) {
        return hours == null
                ? ""
                : Formats.number(hours, hours.abs().compareTo(TEN) < 0 && hours.signum() != 0 ? ONE_DIGIT : 0);
    }

    static String perGpuHour(ClusterUse use, String currency) {
        return use.perGpuHour().map(price -> Formats.price(price, currency)).orElse("");
    }

    /** Whose tags decide in the month, in two words. */
    static String split(OfCluster cluster) {
        return cluster.split() ? "By pods" : "Whole";
    }

    /** The same as a sentence. */
    static String decides(Optional<Choice> choice) {
        return choice.filter(Choice::split)
                .map(one -> "Pods\u2019 tags name the team that pays. " + idle(one.idle()))
                .orElse("The tags of its nodes name the team that pays for all of it.");
    }

    private static String idle(Idle idle) {
        return switch (idle) {
            case PODS -> "Idle costs are split among the pods\u2019 teams, as AWS splits them.";
            case OWNER -> "Idle costs go to the team that the nodes\u2019 tags name.";
        };
    }

    static String choice(Choice choice) {
        return choice.split() ? "By pods" : "Whole";
    }

    static String idle(Choice choice) {
        return !choice.split() ? "" : choice.idle() == Idle.PODS ? "Pods\u2019 teams" : "Nodes\u2019 owner";
    }

    /** What a lead may know of a cluster that four teams or more share. */
    static String whole(ClusterUse whole, String currency) {
        return "All teams together: " + Formats.money(whole.cost(), currency)
                + Formats.share(whole.unused(), whole.cost())
                        .map(share -> ", of it " + share + " idle")
                        .orElse("");
    }

    /** Teams by name, {@code Fraud} or {@code Fraud and 2 more}. */
    static String teams(List<Row> rows) {
        List<String> names = rows.stream().map(Row::teamName).distinct().toList();
        String first = PlainText.cut(names.getFirst(), 40);
        return names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more";
    }
}
