package dev.bursar.changes.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.text.KindWords;
import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.AwsChangeService.Shown;
import dev.bursar.changes.write.EventsOfChanges;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.WriteKind;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.trail.TrailLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.ReasonDialog;
import dev.bursar.ui.ReasonDialog.Refusal;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.WaitingBadges;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** One change to AWS: what would be or was written, AWS's answers, and what can be done with it. */
@Route(ChangeLinks.CHANGES + "/:" + AwsChangeView.CHANGE)
@PageTitle("Change to AWS")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class AwsChangeView extends Div implements AfterNavigationObserver {
    static final String CHANGE = "change";
    private static final String DENIED =
            "You no longer have permission to decide on changes to AWS. Nothing was changed.";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final AwsChangeService service;
    private final ItemExport export;
    private final KindWords words;
    private final EventsOfChanges events;
    private final boolean seesEvents;
    private final boolean mayPropose;
    private final PageHeader header = new PageHeader("Change to AWS");
    private final ExportMenu exports;
    private final LoadedPart<Opened> content;
    private final PageWork work;
    private final Button undo = Buttons.neutral("Undo\u2026", click -> undo());
    private final Button again = Buttons.neutral("Read again", click -> readAgain());
    private final Button failed = Buttons.neutral("Propose the failed ones again\u2026", click -> proposeAgain());
    private final DropDown<Optional<ItemsShown>> states =
            new DropDown<>("State", DropDown.orNone(Stream.of(ItemsShown.values())), ItemsShown::words, this::choose);
    private final Button stop = Buttons.neutral("Stop", click -> stop());
    private final Button reject = Buttons.neutral("Reject\u2026", click -> reject());
    private final Button approve = Buttons.primary("Approve and run\u2026", click -> approve());
    private long id;
    private Optional<ItemsShown> which = Optional.empty();
    private @Nullable Shown shown;
    private Map<String, String> accounts = Map.of();

    /** @param accounts names by id */
    private record Opened(Optional<Shown> change, Map<String, String> accounts) {}

    AwsChangeView(
            AwsChangeService service,
            ItemExport export,
            KindWords words,
            EventsOfChanges events,
            ExportService exportService,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.service = service;
        this.export = export;
        this.words = words;
        this.events = events;
        seesEvents = scope.has(Role.ADMIN) || scope.has(Role.AUDITOR);
        mayPropose = scope.has(Role.ADMIN) || scope.has(Role.LEAD);
        exports = new ExportMenu(exportService);
        work = new PageWork(this, workers);
        content = new LoadedPart<>(workers, clock, this::read, this::shown)
                .failure("The change could not be loaded", "Nothing was lost.");
        addClassNames("page", "dense", "aws-changes");
        header.actions(exports, undo, failed, stop, again, reject, approve);
        buttons(null);
        add(header, new SectionTabs(TabSection.TAGS, ChangeLinks.CHANGES), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        id = event.getRouteParameters()
                .get(CHANGE)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
        which = ItemsShown.of(event.getLocation().getQueryParameters());
        content.load(Skeleton.table("Reading the change", 8, true));
    }

    /** Whoever proposed it has seen now how it came out. */
    private Opened read() {
        Optional<Shown> found = service.change(id);
        if (found.filter(one -> one.own() && !one.change().state().isOpen()).isPresent() && mayPropose) {
            service.look(id);
        }
        return new Opened(found, service.accountNames());
    }

    private void buttons(@Nullable Shown now) {
        undo.setVisible(now != null && now.mayUndo());
        stop.setVisible(now != null && now.mayStop());
        again.setVisible(now != null && (now.mayRejectOrReadAgain() || now.mayLookAgain()));
        failed.setVisible(now != null && now.mayProposeAgain());
        reject.setVisible(now != null && now.mayRejectOrReadAgain());
        approve.setVisible(now != null
                && now.mayApprove()
                && now.change().previewed().isPresent()
                && now.change().count(ItemState.PLANNED) > 0);
    }

    private Component shown(Opened opened) {
        Optional<Shown> found = opened.change();
        accounts = opened.accounts();
        shown = found.orElse(null);
        buttons(shown);
        if (found.filter(Shown::own).isPresent()) {
            getUI().ifPresent(WaitingBadges::look);
        }
        if (found.isEmpty()) {
            exports.withhold();
            header.title("Change to AWS");
            header.facts(new FactLine());
            return EmptyState.missing(
                            "Change not found",
                            "It doesn\u2019t exist, or it is about resources of a team that you don\u2019t lead.")
                    .actions(Buttons.primary(
                            "See all changes", click -> getUI().ifPresent(ui -> ui.navigate(AwsChangesView.class))));
        }
        AwsChange change = found.get().change();
        String title = AwsChangeText.title(change);
        header.title(title);
        header.facts(facts(change))
                .breadcrumb(List.of(new RouterLink("Changes to AWS", AwsChangesView.class)), "Change " + change.id());
        exports.offer(title, export, String.valueOf(id), change.size());
        var all = Styled.stack(strip(change), reason(change));
        String next = words(found.get()).strip();
        if (!next.isEmpty()) {
            all.add(new Paragraph(next));
        }
        if (seesEvents && change.started().isPresent() && change.size() > 1) {
            Anchor link = Styled.pageLink(TrailLinks.ofSession("bursar-change-" + id), "See its events in CloudTrail");
            all.add(new Paragraph(link));
        }
        all.add(items(change));
        follow(change);
        return all;
    }

    /** Of the chosen states. */
    private Component items(AwsChange change) {
        List<ItemState> chosen = which.map(ItemsShown::states).orElse(List.of());
        int count = which.map(one -> one.of(change)).orElse(change.size());
        DropDown.counts(states, ItemsShown.counts(change));
        states.setValue(which);
        var rows = Styled.stack();
        if (which.isPresent() || ItemsShown.areMixed(change)) {
            rows.add(new Div(states));
        }
        rows.add(
                count == 0
                        ? EmptyState.noMatch("No items in this state", "The change has items in other states.")
                                .actions(Buttons.neutral("Show all", click -> choose(Optional.empty())))
                        : new ItemTable(
                                words.of(change.kind()),
                                accounts,
                                change.started().isPresent(),
                                seesEvents
                                        ? items -> new ItemTable.Told(
                                                events.changedBy(change, items), events.written(change, items))
                                        : null,
                                (offset, limit) -> service.items(id, chosen, offset, limit),
                                count));
        return rows;
    }

    private void choose(Optional<ItemsShown> chosen) {
        getUI().ifPresent(ui -> ui.navigate(
                AwsChangeView.class, new RouteParameters(CHANGE, String.valueOf(id)), ItemsShown.parameters(chosen)));
    }

    /** What is read or written now is shown as it goes on. */
    private void follow(AwsChange change) {
        boolean moving = change.state() == State.APPROVED
                || change.state() == State.RUNNING
                || change.state() == State.PROPOSED && change.previewed().isEmpty();
        if (!moving) {
            return;
        }
        work.askAfter(
                LOOK_AGAIN,
                () -> service.change(id),
                next -> {
                    if (next.map(Shown::change).filter(change::equals).isPresent()) {
                        follow(change);
                    } else {
                        content.reload();
                    }
                },
                problem -> {});
    }

    private static FactLine facts(AwsChange change) {
        var facts = new FactLine(
                "proposed by " + PlainText.cut(change.proposer().name(), 60),
                Formats.momentWithYear(change.proposed()));
        change.decision()
                .ifPresent(one -> facts.fact((change.state() == State.REJECTED ? "rejected by " : "approved by ")
                        + PlainText.cut(one.by().name(), 60)));
        change.ended().ifPresent(at -> facts.fact("ended " + Formats.momentWithYear(at)));
        return facts;
    }

    private static Component strip(AwsChange change) {
        int failed = change.count(ItemState.FAILED) + change.count(ItemState.DIFFERS) + change.count(ItemState.UNKNOWN);
        int open = change.count(ItemState.PLANNED) + change.count(ItemState.WRITING) + change.count(ItemState.WRITTEN);
        if (change.started().isEmpty() && failed == 0 && change.count(ItemState.SKIPPED) == 0) {
            return line(change, open);
        }
        var state = new KeyFigure("State", AwsChangeText.state(change.state()));
        change.previewed().ifPresent(at -> state.note("read in AWS " + Formats.momentWithYear(at)));
        var toWrite = new KeyFigure(change.state() == State.PROPOSED ? "To write" : "Left", Formats.count(open))
                .note(AwsChangeText.costs(change));
        var strip = new FigureStrip(
                state,
                toWrite,
                new KeyFigure(
                                "Written",
                                Formats.count(change.count(ItemState.VERIFIED) + change.count(ItemState.UNDONE)))
                        .note("read back in AWS"),
                new KeyFigure("Failed", Formats.count(failed))
                        .note(Formats.count(change.count(ItemState.SKIPPED)) + " skipped"));
        strip.addClassName("figures-4");
        return strip;
    }

    /** {@code Proposed · 3 tags to write on resources that cost $869.32 in 30 days}. */
    private static Component line(AwsChange change, int open) {
        String costs = AwsChangeText.costs(change);
        String counted = AwsChangeText.counted(change.kind(), open)
                + (change.state() == State.PROPOSED ? " to write" : " left")
                + (costs.isEmpty() || change.kind() != WriteKind.TAGS ? "" : " on resources that cost " + costs);
        return Styled.div(
                "change-line",
                AwsChangeTable.badge(change.state()),
                Styled.span("strong", counted),
                Styled.quiet(change.previewed()
                        .map(at -> "read in AWS " + Formats.momentWithYear(at))
                        .orElse("")));
    }

    private static Paragraph reason(AwsChange change) {
        return new Paragraph(PlainText.cut(change.proposer().name(), 60) + ": \u201C" + change.reason() + "\u201D");
    }

    private static String words(Shown shown) {
        AwsChange change = shown.change();
        return switch (change.state()) {
            case PROPOSED ->
                change.previewed().isEmpty()
                        ? "Bursar is reading the current state from AWS. Nothing has been written."
                        : (shown.mayApprove() && change.count(ItemState.PLANNED) > 0
                                        ? ""
                                        : "Nothing has been written. ")
                                + (change.count(ItemState.PLANNED) == 0
                                        ? "Some of it could not be read from AWS: read it again."
                                        : waiting(shown));
            case APPROVED, RUNNING ->
                (change.stopAskedBy().isPresent()
                        ? "It is being stopped. Bursar reads back what it has sent."
                        : "Each is read again, written and read back."
                                + past(change.kind(), "Past costs keep their owners."));
            case REJECTED ->
                "Rejected: " + change.decision().map(AwsChange.Decision::reason).orElse("");
            case EXPIRED -> "Nobody decided on it within 14 days. Nothing was written.";
            case NOTHING_TO_WRITE ->
                "When Bursar read AWS, there was nothing left to write. The change ended by itself, and nothing was written.";
            case STOPPED ->
                "It was stopped"
                        + change.stopAskedBy().map(by -> " by " + by).orElse(", because writing was turned off")
                        + ". What was written before stays.";
            case DONE, DONE_WITH_FAILURES ->
                past(change.kind(), "Past costs keep their owners: a new tag counts from now on.");
        };
    }

    private static String past(WriteKind kind, String sentence) {
        return kind == WriteKind.TAGS ? " " + sentence : "";
    }

    private static String waiting(Shown shown) {
        if (shown.mayApprove()) {
            return "Nothing is written until you approve.";
        }
        return shown.admin() ? "Another admin has to approve it." : "An admin has to approve it within 14 days.";
    }

    private void approve() {
        Shown now = shown;
        if (now == null) {
            return;
        }
        String planned = AwsChangeText.counted(now.change().kind(), now.change().count(ItemState.PLANNED));
        var dialog = new ConfirmDialog();
        dialog.setHeader("Write " + planned + " to AWS?");
        dialog.setText("Bursar reads each again, writes those that are as shown here, and reads them back. "
                + words.of(now.change().kind()).afterwards());
        dialog.setCancelable(true);
        dialog.setConfirmText("Write " + planned);
        dialog.addConfirmListener(
                confirmed -> acted(() -> service.approve(id, now.change().version())));
        dialog.open();
    }

    private void reject() {
        Shown now = shown;
        if (now != null) {
            new ReasonDialog(
                            new ReasonDialog.Words(
                                    "Reject change " + id,
                                    "Nothing is written. Whoever proposed it sees your reason.",
                                    "Reject",
                                    DENIED),
                            AwsChangeRefused.class,
                            AwsChangeView::refusal,
                            reason -> {
                                service.reject(id, now.change().version(), reason);
                                content.reload();
                                getUI().ifPresent(WaitingBadges::look);
                            },
                            content::reload)
                    .open();
        }
    }

    private void readAgain() {
        Shown now = shown;
        if (now == null) {
            return;
        }
        if (now.mayLookAgain()) {
            acted(() -> service.lookAgain(id));
            Notices.success("Bursar asks AWS again.");
            work.askAfter(LOOK_AGAIN, () -> service.change(id), next -> content.reload(), problem -> {});
        } else {
            acted(() -> service.readAgain(id, now.change().version()));
        }
    }

    private void proposeAgain() {
        Shown now = shown;
        if (now != null) {
            new ReasonDialog(
                            new ReasonDialog.Words(
                                    "Propose the failed ones again",
                                    "This proposes a change of what change " + id + " could not write: "
                                            + AwsChangeText.counted(now.change().kind(), now.again())
                                            + ". Bursar first reads the current state from AWS. The change is approved like any other.",
                                    "Propose again",
                                    DENIED),
                            AwsChangeRefused.class,
                            AwsChangeView::refusal,
                            reason -> proposed(service.proposeAgain(id, reason)),
                            content::reload)
                    .open();
        }
    }

    private void proposed(long change) {
        Notices.success("Change " + change + " is proposed.");
        getUI().ifPresent(ui -> ui.navigate(ChangeLinks.change(change)));
    }

    private void stop() {
        acted(() -> service.stop(id));
    }

    private void undo() {
        Shown now = shown;
        if (now != null) {
            new ReasonDialog(
                            new ReasonDialog.Words(
                                    "Undo change " + id,
                                    "This proposes a change that brings back what was there before "
                                            + AwsChangeText.counted(
                                                    now.change().kind(),
                                                    now.change().count(ItemState.VERIFIED))
                                            + " changed. It is approved like any other.",
                                    "Propose to undo",
                                    DENIED),
                            AwsChangeRefused.class,
                            AwsChangeView::refusal,
                            reason -> proposed(service.undo(id, reason)),
                            content::reload)
                    .open();
        }
    }

    private static Refusal refusal(AwsChangeRefused refused) {
        return new Refusal(AwsChangeText.refused(refused), refused.isOfReason(), AwsChangeText.holder(refused));
    }

    private void acted(Runnable action) {
        UserAction.of(action)
                .on(
                        AwsChangeRefused.class,
                        refused -> Notices.warning(AwsChangeText.refused(refused), AwsChangeText.holder(refused)))
                .stale(() -> Notices.warning("Someone else changed it in the meantime. Nothing was changed."))
                .denied(DENIED)
                .run();
        content.reload();
        getUI().ifPresent(WaitingBadges::look);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }
}
