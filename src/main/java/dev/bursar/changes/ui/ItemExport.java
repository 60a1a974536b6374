package dev.bursar.changes.ui;

import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.text.KindWords;
import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.AwsChangeService.Shown;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.files.ListExport;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** The items of a change as a file. */
@Component
class ItemExport extends ListExport<ChangeItem> {
    private final AwsChangeService service;
    private final KindWords words;

    ItemExport(AwsChangeService service, KindWords words, Clock clock) {
        super("aws-change", "Change to AWS", clock);
        this.service = service;
        this.words = words;
    }

    /** @param stored the change's number */
    @Override
    protected Found<ChangeItem> find(String stored) {
        long id = stored.matches("\\d{1,18}") ? Long.parseLong(stored) : 0;
        AwsChange change = service.change(id)
                .map(Shown::change)
                .orElseThrow(() -> new AccessDeniedException("sees no such change"));
        return new Found<>(
                ItemTable.cells(words.of(change.kind())),
                List.of(
                        "Change " + change.id() + ", " + AwsChangeText.title(change) + ": "
                                + AwsChangeText.state(change.state()) + ", " + AwsChangeText.outcome(change),
                        "Reason: " + change.reason(),
                        "Proposed by " + change.proposer().name() + " on " + Formats.momentWithYear(change.proposed()),
                        exported()),
                change.size(),
                row -> "",
                inSteps((last, offset, most) -> service.items(id, List.of(), offset, most)),
                Map.of());
    }
}
