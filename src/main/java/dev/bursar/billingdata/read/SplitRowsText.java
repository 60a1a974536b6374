package dev.bursar.billingdata.read;

import dev.bursar.charges.spi.DeliveredCosts.SplitRows;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Says of which rows of split cost allocation, or nodes, no parts could be made. */
public final class SplitRowsText {
    private static final String OPTION =
            "CUR 2.0 states it where its table configuration has INCLUDE_SPLIT_COST_ALLOCATION_DATA.";

    private SplitRowsText() {}

    /** A sentence each; none where all could be parted, there was nothing to part, or rows weren't counted. */
    public static List<String> of(@Nullable SplitRows split) {
        var sentences = new ArrayList<String>();
        if (split == null) {
            return sentences;
        }
        if (split.withoutNode() > 0) {
            sentences.add(rows(split.withoutNode(), "names", "name") + " no node.");
        }
        if (split.ofAbsentNodes() > 0) {
            sentences.add(rows(split.ofAbsentNodes(), "names", "name")
                    + " a node without a charge in the files. What their pods used isn\u2019t known.");
        }
        if (split.withoutWeights() > 0) {
            sentences.add(rows(split.withoutWeights(), "is", "are")
                    + " of nodes whose split costs are negative or all 0. These nodes\u2019 charges stay whole.");
        }
        if (isMissing(split)) {
            sentences.add("No split cost allocation data of " + clusters(split) + ": what pods used isn\u2019t known. "
                    + OPTION);
        } else if (split.nodesWithout() > 0) {
            String nodes = count(split.nodesWithout(), "node of a cluster has", "nodes of clusters have");
            sentences.add(nodes + " no split rows on some days. Their charges stay whole there.");
        }
        return sentences;
    }

    /** Whether clusters are charged and no row says what their pods used. */
    public static boolean isMissing(@Nullable SplitRows split) {
        return split != null && split.rows() == 0 && split.clusters() + split.nodesWithout() > 0;
    }

    private static String clusters(SplitRows split) {
        return split.clusters() > 0
                ? count(split.clusters(), "EKS cluster", "EKS clusters")
                : count(split.nodesWithout(), "node of clusters", "nodes of clusters");
    }

    private static String rows(long rows, String one, String many) {
        return count(rows, "split row " + one, "split rows " + many);
    }

    private static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
