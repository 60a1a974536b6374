package dev.bursar.changes.ui;

import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.files.ListExport;
import dev.bursar.ui.Formats;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The changes of the page as a file. */
@Component
class AwsChangeExport extends ListExport<AwsChange> {
    private static final int AT_ONCE = 500;

    private final AwsChangeService service;

    AwsChangeExport(AwsChangeService service, Clock clock) {
        super("aws-changes", "Changes to AWS", clock);
        this.service = service;
    }

    @Override
    protected void check(String question) {
        find(question);
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
                each -> each(question, each),
                Map.of());
    }

    private void each(ChangeQuestion question, Consumer<AwsChange> each) {
        List<AwsChange> rows;
        int offset = 0;
        do {
            rows = service.rows(question, offset, AT_ONCE);
            rows.forEach(each);
            offset += rows.size();
        } while (rows.size() == AT_ONCE);
    }
}
