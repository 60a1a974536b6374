package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.ChargebackService.MonthPage;
import dev.bursar.chargeback.CloseService;
import dev.bursar.chargeback.IssueService;
import dev.bursar.chargeback.calendar.CalendarService;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Workers;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** Opens what finance does with a month. */
@Component
class MonthDialogs {
    private final IssueService issuing;
    private final CloseService closing;
    private final CalendarService calendar;
    private final Workers workers;
    private final Clock clock;

    MonthDialogs(
            IssueService issuing, CloseService closing, CalendarService calendar, Workers workers, Clock clock) {
        this.issuing = issuing;
        this.closing = closing;
        this.calendar = calendar;
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

    /**
     * The steps of a month; finance can change when each is due.
     *
     * @param changed called after the calendar was changed
     */
    MonthSteps steps(MonthPage page, boolean finance, Runnable changed) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return finance
                ? new MonthSteps(
                        page.month(),
                        page.calendar(),
                        today,
                        Buttons.neutral("Calendar\u2026", click -> CalendarDialog.open(calendar, changed)))
                : new MonthSteps(page.month(), page.calendar(), today);
    }
}
