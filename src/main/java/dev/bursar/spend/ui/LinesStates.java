package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import dev.bursar.kernel.NoCosts;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.setup.SetupLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.spi.LinesOfCharges;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.NoCostsText;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.threeten.extra.LocalDateRange;

/** What the page of lines shows instead of lines. */
final class LinesStates {
    private static final String WHAT = "Lines show what each charge is made of";

    private LinesStates() {}

    /** @param read whether costs have been read */
    static EmptyState notSetUp(boolean read, Scope scope) {
        boolean admin = scope.has(Role.ADMIN);
        String missing = (read ? "" : "No data has been read from AWS yet. ")
                + "Bursar looks lines up in the charge files that AWS delivers to a bucket or folder, and none is set up"
                + " (BURSAR_AWS_CHARGE_FILES). "
                + (admin
                        ? "Set-up says how; it takes some minutes, and AWS delivers the first files within a day."
                        : "Ask an admin of your organisation to set it up.");
        EmptyState state = EmptyState.notSetUp(Icons.FILE_SPREADSHEET, WHAT, missing);
        return admin
                ? state.actions(Buttons.primary("Open Set-up", click -> go(click.getSource(), SetupLinks.SET_UP)))
                : state;
    }

    private static void go(Component from, String address) {
        from.getUI().ifPresent(ui -> ui.navigate(address));
    }

    static EmptyState notRead(Scope scope) {
        EmptyState state = EmptyState.notRead(
                "Charge files have not been read yet",
                "Bursar reads charge files every four hours, the first ones within a day after AWS was told to deliver"
                        + " them. Lines are here once the first delivery is read.");
        return scope.has(Role.LEAD) && !scope.has(Role.ADMIN) && !scope.has(Role.FINANCE)
                ? state
                : state.actions(Buttons.neutral("See progress", click -> go(click.getSource(), SyncLinks.SYNC)));
    }

    static EmptyState notDelivered(LocalDateRange days, long charges, Scope scope) {
        EmptyState state = EmptyState.missing("Not delivered as files", LinesText.notDelivered(days, charges));
        return scope.has(Role.ADMIN)
                ? state.actions(
                        Buttons.neutral("See stored deliveries", click -> go(click.getSource(), SpendLinks.IMPORTS)))
                : state;
    }

    static EmptyState noCharges(
            LocalDateRange days, NoCosts why, Optional<LocalDateRange> read, boolean filtered, Runnable clear) {
        return filtered && why.isKnown()
                ? EmptyState.noMatch(
                                "No charges match these filters",
                                "No charge of " + Formats.range(days)
                                        + " that you may see matches all of these filters.")
                        .actions(Buttons.primary("Clear filters", click -> clear.run()))
                : NoCostsText.state(why, days, read);
    }

    static EmptyState tooLong(LocalDateRange days, Consumer<LocalDateRange> open) {
        LocalDateRange last = LocalDateRange.of(days.getEnd().minusDays(LinesOfCharges.MOST_DAYS), days.getEnd());
        return EmptyState.noMatch("Choose at most " + LinesOfCharges.MOST_DAYS + " days", LinesText.tooLong(days))
                .actions(Buttons.primary("Show " + Formats.range(last), click -> open.accept(last)));
    }

    static Component failed(RuntimeException problem, Instant at, Runnable again) {
        return FailedState.of(
                problem, "The lines could not be loaded", "Nothing was lost, and your filters are kept.", at, again);
    }

    /** What a look-up can't do, in the words of whoever knows. */
    static Component problem(RuntimeException problem, Instant at, Runnable again) {
        return switch (problem) {
            case CapReached cap -> again(EmptyState.tooLong("Stopped at a cap", LinesText.cap(cap)), again);
            case SourceProblem source -> {
                String words = ProblemText.both(source.problem());
                yield again(
                        source.kind() == SourceProblem.Kind.ACCESS_DENIED
                                        || source.kind() == SourceProblem.Kind.CREDENTIALS
                                ? EmptyState.refused("The lines could not be opened", words)
                                : EmptyState.missing("The lines could not be opened", words),
                        again);
            }
            default -> failed(problem, at, again);
        };
    }

    private static EmptyState again(EmptyState state, Runnable again) {
        return state.actions(Buttons.neutral("Try again", click -> again.run()));
    }
}
