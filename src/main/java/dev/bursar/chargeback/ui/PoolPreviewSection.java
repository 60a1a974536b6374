package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.pools.PoolService.Preview;
import dev.bursar.chargeback.pools.PoolService.TeamChange;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.chargeback.text.PoolNotes;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Table;
import module java.base;

/** What a change of pools does to a real month: what the pools take, and the change for each team. */
final class PoolPreviewSection {
    private PoolPreviewSection() {}

    static Component of(Preview preview) {
        var all = Styled.stack();
        for (Map.Entry<String, List<PoolResult>> entry : new TreeMap<>(preview.results()).entrySet()) {
            String currency = entry.getKey();
            if (entry.getValue().stream().anyMatch(PoolResult::tookCharges)) {
                all.add(pools(preview, currency, entry.getValue()), teams(preview, currency));
            }
        }
        if (!preview.notes().isEmpty()) {
            var notes = new Section("Notes");
            preview.notes().forEach(note -> notes.with(new Paragraph(PoolNotes.note(note))));
            all.add(notes);
        }
        return all;
    }

    /** What one pool takes of a real month as it is, and who gets how much of it. */
    static Component taken(Preview preview) {
        var all = Styled.stack();
        Map<Integer, String> names = preview.teams().stream()
                .collect(Collectors.toMap(TeamChange::team, TeamChange::name, (one, other) -> one));
        String month = Formats.month(preview.month());
        for (Map.Entry<String, List<PoolResult>> entry : new TreeMap<>(preview.results()).entrySet()) {
            String currency = entry.getKey();
            for (PoolResult result : entry.getValue()) {
                if (result.tookCharges()) {
                    all.add(new Section("Taken of " + month)
                            .note(Formats.money(result.amount(), currency) + ", "
                                    + Formats.count(result.sharers(), "team", "teams"))
                            .flush()
                            .with(new Table<>(
                                            "Taken of " + month,
                                            currency,
                                            result.shares().stream()
                                                    .sorted(Comparator.comparing(PoolResult.Share::amount)
                                                            .reversed())
                                                    .toList())
                                    .name("Team", "All teams", share -> names.getOrDefault(share.team(), ""))
                                    .money("Amount", 120, PoolResult.Share::amount)
                                    .sum()
                                    .html()));
                }
            }
        }
        if (all.getChildren().findAny().isEmpty()) {
            all.add(new Section("Taken of " + month).with(new Paragraph("It took no charges of " + month + ".")));
        }
        return all;
    }

    private static Section pools(Preview preview, String currency, List<PoolResult> results) {
        Function<PoolResult, String> split =
                result -> PoolText.split(result.pool().split()) + PoolText.parts(result.pool(), preview.pools());
        return new Section((results.size() == 1 ? "What it takes of " : "What they take of ")
                        + Formats.month(preview.month()))
                .flush()
                .with(new Table<>(
                                "What it takes",
                                currency,
                                results.stream().filter(PoolResult::tookCharges).toList())
                        .name("Pool", result -> result.pool().name())
                        .narrow(split)
                        .text("Split", 240, split)
                        .quietOnlyWide()
                        .figure("Teams", 64, result -> Formats.count(result.sharers()))
                        .onlyWide()
                        .money("Amount", 120, PoolResult::amount)
                        .html());
    }

    private static Section teams(Preview preview, String currency) {
        List<TeamChange> changes = preview.teams().stream()
                .filter(change -> change.currency().equals(currency))
                .toList();
        return new Section("What changes in " + Formats.month(preview.month()))
                .note("the total stays the same")
                .flush()
                .with(new Table<>("What changes", currency, changes)
                        .name("Team", TeamChange::name)
                        .narrow(change -> Formats.money(change.before(), currency) + " to "
                                + Formats.money(change.after(), currency))
                        .money("Now", 120, TeamChange::before)
                        .quietOnlyWide()
                        .money("With this", 120, TeamChange::after)
                        .onlyWide()
                        .signed("Change", 120, change -> change.after().subtract(change.before()))
                        .html());
    }
}
