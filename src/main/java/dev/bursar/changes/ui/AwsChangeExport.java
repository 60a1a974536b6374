package dev.bursar.changes.ui;

import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.files.ListExport;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;

/** The changes of the page as a file. */
@Component
class AwsChangeExport extends ListExport<AwsChange> {
    private final AwsChangeService service;

    AwsChangeExport(AwsChangeService service, Clock clock) {
        super("aws-changes", "Changes to AWS", clock);
        this.service = service;
    }

    @Override
    protected Found<AwsChange> find(String stored) {
        ChangeQuestion question = AwsChangeList.question(AwsChangeList.ADDRESS.ofStored(stored));
        int found = service.page(question).found();
        return new Found<>(
                AwsChangeTable.cells(),
                List.of(Formats.count(found, "change", "changes") + ", the newest first", exported()),
                found,
                row -> "",
                inSteps((last, offset, most) -> service.rows(question, offset, most)),
                Map.of());
    }
}
