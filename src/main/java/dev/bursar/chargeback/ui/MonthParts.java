package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.spring.annotation.SpringComponent;
import dev.bursar.chargeback.ChargebackService.MonthPage;
import dev.bursar.chargeback.CloseService;
import dev.bursar.chargeback.DifferenceService;
import dev.bursar.chargeback.IssueService;
import dev.bursar.chargeback.MonthChanges;
import dev.bursar.chargeback.MonthCheck;
import dev.bursar.chargeback.OwnerChangeService;
import dev.bursar.chargeback.calendar.CalendarService;
import dev.bursar.chargeback.differences.ui.DifferenceSection;
import dev.bursar.chargeback.text.CheckText;
import dev.bursar.chargeback.ui.adjustments.OwnerChangesSection;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Workers;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The parts of a month's page that ask services of their own: its steps, what changed since, and what finance does with it. */
@SpringComponent
class MonthParts {
    private final IssueService issuing;
    private final CloseService closing;
    private final CalendarService calendar;
    private final MonthChanges changes;
    private final DifferenceService differences;
    private final OwnerChangeService owners;
    private final Workers workers;
    private final Clock clock;

    MonthParts(
            IssueService issuing,
            CloseService closing,
            CalendarService calendar,
            MonthChanges changes,
            DifferenceService differences,
            OwnerChangeService owners,
            Workers workers,
            Clock clock) {
        this.issuing = issuing;
        this.closing = closing;
        this.calendar = calendar;
        this.changes = changes;
        this.differences = differences;
        this.owners = owners;
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

    /** Shown instead of figures while charges are being added up; asks again by itself. */
    static Optional<EmptyState> waits(List<MonthCheck> blocks) {
        return blocks.stream()
                .filter(MonthCheck.BeingAddedUp.class::isInstance)
                .map(MonthCheck.BeingAddedUp.class::cast)
                .findFirst()
                .map(one -> EmptyState.notRead(
                        "Charges are being added up",
                        CheckText.beingAddedUp(one.months()) + " This dialog shows them by itself."));
    }

    /**
     * What changed since the month was issued or closed; loads itself.
     *
     * @param issued whether it is issued and not closed
     */
    Component changes(YearMonth month, boolean issued) {
        var changed = new LoadedPart<>(
                        workers, clock, () -> changes.page(month), page -> MonthChangesSection.of(month, issued, page))
                .failure("What changed since could not be loaded", "Nothing was lost.");
        changed.reload();
        return changed;
    }

    /**
     * What documents ask for beyond charges and rounding, accepted or not; loads itself.
     *
     * @param changed called after finance accepted it or took that back
     */
    Component differences(YearMonth month, Runnable changed) {
        var found = new LoadedPart<>(
                        workers,
                        clock,
                        () -> differences.differences(month),
                        some -> DifferenceSection.of(some, differences, changed))
                .failure("The difference could not be loaded", "Nothing was lost.");
        found.reload();
        return found;
    }

    /** Charges of a closed month that belong to others by the rules of now; loads itself. */
    Component owners(YearMonth month) {
        var moved = new LoadedPart<>(
                        workers, clock, () -> owners.changes(month), found -> OwnerChangesSection.of(month, found))
                .failure("Charges that belong to others now could not be loaded", "Nothing was lost.");
        moved.reload();
        return moved;
    }

    /**
     * The steps of a month; finance can change when each is due.
     *
     * @param changed called after the calendar was changed
     */
    MonthSteps steps(MonthPage page, boolean finance, Runnable changed) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return finance && page.month().stage().closed().isEmpty()
                ? new MonthSteps(
                        page.month(),
                        page.calendar(),
                        today,
                        Buttons.neutral("Calendar\u2026", click -> CalendarDialog.open(calendar, changed)))
                : new MonthSteps(page.month(), page.calendar(), today);
    }
}
