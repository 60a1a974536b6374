package dev.bursar.ui;

import dev.bursar.kernel.Visibility;
import module java.base;

/** What a page of costs shows as long as there are none: what is missing, who begins, and how far it is. */
public final class FirstUse {
    /** Who leads a team from this day on sees all its costs. */
    private static final LocalDate ALWAYS = LocalDate.of(2000, 1, 1);

    private FirstUse() {}

    /**
     * Nothing has been read yet.
     *
     * @param setUp address of the Set-up page, where the person may open it and so begin
     * @param imports address of the page that takes files, where the person may upload some
     * @param sync address of the Sync page, where the person may open it
     * @param running whether the first read is under way
     * @param words how far it is
     */
    public static EmptyState nothingRead(
            Optional<String> setUp,
            Optional<String> imports,
            Optional<String> sync,
            boolean running,
            String words,
            Consumer<String> navigate) {
        String body;
        if (running) {
            body = "Bursar is reading costs from AWS. They appear here when the first month is stored.";
        } else if (setUp.isPresent()) {
            body = "Bursar has no cost data yet. Set-up tests the connection, lets you choose the tag that identifies"
                    + " teams, shows what the first read costs and starts it. To see spend without AWS, import a"
                    + " FOCUS or CUR file.";
        } else if (sync.isPresent()) {
            body = "Bursar has no cost data yet. The Sync page shows what is missing. An admin can start the first"
                    + " read there.";
        } else {
            body = "Bursar has no cost data yet. When an admin of your organisation has run the first read, your"
                    + " teams\u2019 costs appear here.";
        }
        var state = EmptyState.notSetUp(Icons.DATABASE, "Read your first month of costs", body)
                .untilThere();
        setUp.filter(address -> !running)
                .ifPresent(address -> state.actions(Buttons.primary("Connect AWS", click -> navigate.accept(address))));
        imports.filter(address -> !running)
                .ifPresent(address ->
                        state.actions(Buttons.neutral("Import a FOCUS file", click -> navigate.accept(address))));
        sync.ifPresent(address -> state.actions(
                setUp.isPresent() && !running
                        ? Buttons.neutral("Go to Sync", click -> navigate.accept(address))
                        : Buttons.primary("Go to Sync", click -> navigate.accept(address))));
        if (running || sync.isPresent()) {
            state.step(false, "First read: " + words);
        }
        return state;
    }

    /** Costs have been read, but none is of a team that the person leads. */
    public static EmptyState nothingOfYours(Visibility visibility) {
        Optional<LocalDate> since = visibility.spans().stream()
                .map(Visibility.Span::from)
                .min(LocalDate::compareTo)
                .filter(day -> day.isAfter(ALWAYS));
        return EmptyState.notSetUp(
                Icons.USERS,
                "Your teams\u2019 costs will appear here",
                since.isPresent()
                        ? "You lead a team from " + Formats.date(since.get())
                                + ". Costs of earlier days are hidden from you, and those of later days haven\u2019t"
                                + " been read yet. Ask an admin of your organisation if you should see all costs."
                        : "Costs have been read, but none belong to a team that you lead. Ask an admin of your"
                                + " organisation to make you the lead of a team, or to add ownership rules for your"
                                + " team.");
    }
}
