package dev.bursar.billingdata.ui;

import dev.bursar.billingdata.delivery.EngineRuns.Denied;
import dev.bursar.billingdata.engine.EngineProgress;
import dev.bursar.sync.control.SyncService.RunFacts.Fact;
import dev.bursar.ui.ByteSize;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Words of what an engine does, or did, with deliveries. */
final class EngineText {
    private static final int LONGEST = 80;

    private EngineText() {}

    /** {@code Athena: 3 of 3 groups, 12 MB read, $0.00024}. */
    static String line(EngineProgress progress) {
        String cost = cost(progress.usd());
        return progress.engine().label() + ": " + groups(progress) + ", " + ByteSize.of(progress.bytes()) + " read"
                + (cost.isEmpty() ? "" : ", " + cost);
    }

    /** {@code 2 of 3 groups}, {@code 3 groups} of one that is done. */
    static String groups(EngineProgress progress) {
        return (progress.done() == progress.groups() ? "" : Formats.count(progress.done()) + " of ")
                + Formats.count(progress.groups(), "group", "groups");
    }

    private static String cost(@Nullable BigDecimal usd) {
        return usd == null ? "" : Formats.price(usd, "USD");
    }

    /** The same one by one, of all deliveries of a run together. */
    static List<Fact> facts(List<EngineProgress> all) {
        EngineProgress first = all.getFirst();
        var sum = new EngineProgress(
                first.engine(),
                all.stream().mapToInt(EngineProgress::done).sum(),
                all.stream().mapToInt(EngineProgress::groups).sum(),
                all.stream().mapToInt(EngineProgress::kept).sum(),
                all.stream().mapToLong(EngineProgress::bytes).sum(),
                all.stream()
                        .map(EngineProgress::usd)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal::add)
                        .orElse(null));
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("Reduced by", first.engine().label()));
        facts.add(new Fact("Groups of files", Formats.count(sum.done()) + " of " + Formats.count(sum.groups())));
        facts.add(new Fact("Read there", ByteSize.of(sum.bytes())));
        if (sum.usd() != null) {
            facts.add(new Fact("Cost there", cost(sum.usd())));
        }
        if (sum.kept() > 0) {
            facts.add(new Fact("Kept", Formats.count(sum.kept(), "answer", "answers") + " of an earlier run"));
        }
        return facts;
    }

    /** {@code Results are left in s3://…. AWS refused …}. */
    static String denied(Denied denied) {
        return "Results are left in " + PlainText.cutMiddle(denied.folder(), LONGEST) + ". " + denied.said()
                + " Allow Bursar to delete below the folder for results. The next run tries again.";
    }
}
