package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.CloseService;
import dev.bursar.chargeback.IssueService;
import dev.bursar.ui.Workers;
import java.time.Clock;
import java.time.YearMonth;
import org.springframework.stereotype.Component;

/** Opens what finance does with a month. */
@Component
class MonthDialogs {
    private final IssueService issuing;
    private final CloseService closing;
    private final Workers workers;
    private final Clock clock;

    MonthDialogs(IssueService issuing, CloseService closing, Workers workers, Clock clock) {
        this.issuing = issuing;
        this.closing = closing;
        this.workers = workers;
        this.clock = clock;
    }

    /** @param done called after it was issued */
    void issue(YearMonth month, Runnable done) {
        new IssueDialog(issuing, month, workers, clock, done).open();
    }

    /** @param done called after it was closed */
    void close(YearMonth month, Runnable done) {
        new CloseDialog(closing, month, workers, clock, done).open();
    }
}
