package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolRefused;
import dev.bursar.chargeback.pools.PoolService;
import dev.bursar.chargeback.pools.PoolService.Preview;
import dev.bursar.chargeback.text.PoolNotes;
import dev.bursar.kernel.Role;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Looked;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The pools that most organisations want, previewed on a real month and added together. */
@Route(ChargebackLinks.USUAL_POOLS)
@PageTitle("Usual pools")
@RolesAllowed(Role.FINANCE_NAME)
class UsualPoolsView extends Div implements AfterNavigationObserver {
    private static final int ALL = 4;

    private final Clock clock;
    private final PoolService service;
    private final PageHeader header = new PageHeader("Usual pools");
    private final Div controls = Styled.div("bar");
    private final LoadedPart<Proposal> content;
    private final Button cancel = Buttons.neutral("Cancel", click -> back());
    private final Button add = Buttons.primary("Save these pools", click -> add());
    private @Nullable Proposal proposal;
    private Optional<YearMonth> from = Optional.empty();

    UsualPoolsView(PoolService service, Workers workers, Clock clock) {
        this.clock = clock;
        this.service = service;
        content = new LoadedPart<>(workers, clock, this::propose, this::shown)
                .failure("Usual pools could not be calculated", "Nothing was changed.");
        addClassNames("page", "chargeback");
        add.setVisible(false);
        header.actions(cancel, add);
        add(header, new SectionTabs(TabSection.CHARGEBACK, ChargebackLinks.POOLS), controls, content);
    }

    /**
     * What could be added.
     *
     * @param refused why they can't be: while all teams are new, nobody can be given a part
     * @param there names of pools that are there already in place of usual ones
     */
    private record Proposal(
            List<PoolDraft> drafts,
            Optional<Preview> preview,
            Optional<PoolRefused.Reason> refused,
            List<YearMonth> months,
            List<String> there) {}

    private Proposal propose() {
        List<PoolDraft> drafts = service.usual().stream()
                .map(draft -> from.map(month ->
                                new PoolDraft(draft.name(), draft.selection(), draft.split(), draft.after(), month))
                        .orElse(draft))
                .toList();
        List<YearMonth> months = service.choices().months();
        List<String> there = service.usualThere();
        try {
            return new Proposal(
                    drafts,
                    drafts.isEmpty() ? Optional.empty() : Optional.of(service.preview(0, drafts, Optional.empty())),
                    Optional.empty(),
                    months,
                    there);
        } catch (PoolRefused refused) {
            return new Proposal(drafts, Optional.empty(), Optional.of(refused.reason()), months, there);
        }
    }

    private void back() {
        getUI().ifPresent(ui -> ui.navigate(PoolsView.class));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Calculating what usual pools would change", 10, true));
    }

    private Component shown(Proposal found) {
        proposal = found;
        add.setVisible(found.preview().isPresent());
        cancel.setVisible(found.preview().isPresent());
        header.facts(new FactLine(found.preview().isPresent() ? "Previewed, not saved yet" : ""));
        header.breadcrumb(List.of(new RouterLink("Shared pools", PoolsView.class)), "Usual pools");
        controls.removeAll();
        if (found.months().isEmpty()) {
            return EmptyState.notRead(
                    "Costs have not been read yet", "Pools can be added once costs have been read from AWS or a file.");
        }
        if (found.refused().filter(PoolRefused.Plain.ONLY_NEW_TEAMS::equals).isPresent()) {
            return ConfirmTeams.first("Pools are split over teams that an admin has confirmed");
        }
        if (found.refused().isPresent()) {
            return EmptyState.notSetUp(
                            Icons.GAUGE,
                            "The usual pools can\u2019t be split yet",
                            PoolNotes.refused(found.refused().get()))
                    .actions(Buttons.primary("See shared pools", click -> back()));
        }
        if (found.preview().isEmpty()) {
            return EmptyState.nothingFound(
                            found.there().isEmpty()
                                    ? "Nothing to add"
                                    : found.there().size() < ALL
                                            ? "No usual pool is missing"
                                            : "All four usual pools exist",
                            Looked.atOwn(
                                    "the pools for commitment fees, unused commitment, Support and tax",
                                    clock.instant()),
                            found.there().isEmpty()
                                    ? "The latest whole month has no such charges."
                                    : there(found.there())
                                            + (found.there().size() < ALL
                                                    ? " The latest whole month has no other charges that a usual pool would take."
                                                    : ""))
                    .actions(Buttons.primary("See shared pools", click -> back()));
        }
        var since = new DropDown<>("From", found.months(), Formats::month, chosen -> {
            from = Optional.of(chosen);
            content.reload();
        });
        since.setValue(found.drafts().getFirst().from());
        controls.add(since);
        Component preview = PoolPreviewSection.of(found.preview().get());
        return found.there().isEmpty() ? preview : Styled.stack(Styled.note(there(found.there())), preview);
    }

    private static String there(List<String> names) {
        return "Already there: " + String.join(", ", names) + ".";
    }

    private void add() {
        Proposal now = proposal;
        if (now == null) {
            return;
        }
        UserAction.of(() -> {
                    int added = service.create(now.drafts()).size();
                    Notices.success(Formats.count(added, "pool", "pools") + " added.");
                    back();
                })
                .on(PoolRefused.class, refused -> Notices.warning(PoolNotes.refused(refused.reason())))
                .run();
    }
}
