package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.chargeback.pools.PoolService.Preview;
import dev.bursar.chargeback.pools.PoolService.TeamChange;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.PoolText;
import dev.bursar.chargeback.text.PoolNotes;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    private static Section pools(Preview preview, String currency, List<PoolResult> results) {
        var rows = new FixedRows();
        results.stream().filter(PoolResult::tookCharges).forEach(result -> {
            String split = PoolText.split(result.pool().split()) + PoolText.parts(result.pool(), preview.pools());
            rows.line(
                    result.pool().name(),
                    "",
                    split,
                    split,
                    Formats.count(result.sharers()),
                    Formats.money(result.amount(), currency));
        });
        return new Section((results.size() == 1 ? "What it takes of " : "What they take of ")
                        + Formats.month(preview.month()))
                .flush()
                .with(new HtmlTable(
                        "What it takes",
                        List.of(
                                Column.name("pool", "Pool", ""),
                                Column.text("split", "Split", 240).quietOnlyWide(),
                                Column.figure("teams", "Teams", 64, "").onlyWide(),
                                Column.figure("amount", "Amount", 120, "")),
                        List.of(),
                        rows));
    }

    private static Section teams(Preview preview, String currency) {
        var rows = new FixedRows();
        List<TeamChange> changes = preview.teams().stream()
                .filter(change -> change.currency().equals(currency))
                .toList();
        changes.forEach(change -> rows.line(
                change.name(),
                "",
                Formats.money(change.before(), currency) + " to " + Formats.money(change.after(), currency),
                Formats.money(change.before(), currency),
                Formats.money(change.after(), currency),
                Formats.signed(change.after().subtract(change.before()), currency)));
        return new Section("What changes in " + Formats.month(preview.month()))
                .note("the total stays the same")
                .flush()
                .with(new HtmlTable(
                        "What changes",
                        List.of(
                                Column.name("team", "Team", ""),
                                Column.figure("before", "Now", 120, "").quietOnlyWide(),
                                Column.figure("after", "With this", 120, "").onlyWide(),
                                Column.figure("change", "Change", 120, "")),
                        List.of(),
                        rows));
    }
}
