package dev.bursar.admin.setup;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.admin.organisation.TeamText;
import dev.bursar.admin.reach.ReachText;
import dev.bursar.billingdata.reduction.EngineTests;
import dev.bursar.billingdata.reduction.ReductionPlace;
import dev.bursar.billingdata.reduction.ReductionRefused;
import dev.bursar.billingdata.reduction.ReductionService;
import dev.bursar.billingdata.reduction.ReductionState;
import dev.bursar.journal.JournalLinks;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.org.ChangeRefused;
import dev.bursar.ownership.OwnershipPreview.KeysMonth;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.setup.KeyRefused;
import dev.bursar.setup.Permission;
import dev.bursar.setup.SetupLinks;
import dev.bursar.setup.SetupQuestions;
import dev.bursar.setup.SetupService;
import dev.bursar.setup.reach.ReachSummary;
import dev.bursar.sync.CapReached;
import dev.bursar.sync.Estimate;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

/**
 * The way from an empty portal to the first costs, in steps that can be left and taken up again. Looking at it pays nothing: what
 * AWS said is stored, what is free is asked once, and each button that pays says how much.
 */
@Route(SetupLinks.SET_UP)
@PageTitle(SetupLinks.TITLE)
@Menu(order = 9.7, title = SetupLinks.TITLE)
@RolesAllowed(Role.ADMIN_NAME)
class SetupView extends Div implements AfterNavigationObserver {
    /** Focus stays where it is. */
    private static final int NO_STEP = -1;

    private static final int REDUCTION = 6;

    private final SetupLoad load;
    private final SetupQuestions questions;
    private final SetupChanges changes;
    private final ReductionService reduction;
    private final EngineTests engines;
    private final SyncService sync;
    private final Clock clock;
    private final Workers workers;
    private final PageWork work;

    private final PageHeader header = new PageHeader(SetupLinks.TITLE);
    private final Paragraph working = new Paragraph();
    private final Div content = Styled.stack();
    private @Nullable TeamKeyStep teamKey;

    SetupView(
            SetupLoad load,
            SetupQuestions questions,
            SetupChanges changes,
            ReductionService reduction,
            EngineTests engines,
            SyncService sync,
            Workers workers,
            Clock clock) {
        this.load = load;
        this.questions = questions;
        this.changes = changes;
        this.reduction = reduction;
        this.engines = engines;
        this.sync = sync;
        this.clock = clock;
        this.workers = workers;
        work = new PageWork(this, workers);
        addClassNames("page", "set-up");
        working.addClassName("step-working");
        working.getElement().setAttribute("role", "status");
        var history = new Anchor(JournalLinks.about(SetupService.SUBJECT));
        header.facts("Opening this page costs nothing. Each button that pays shows its price")
                .actions(PageHeader.downloadLink(history, Icons.HISTORY, "See history"));
        add(header, new SectionTabs(TabSection.ADMIN, SetupLinks.SET_UP), working, content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        reload();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void reload() {
        working.setText("");
        content.removeAll();
        content.add(Skeleton.table("Loading set-up", 8, false));
        work.ask(load::read, this::first, this::failed);
    }

    /** What is free is asked without being asked for, once; but not where costs come from files. */
    private void first(SetupData data) {
        show(data, NO_STEP);
        if (data.state().check(Permission.GET_CALLER_IDENTITY).isEmpty()
                && data.state().imported().isEmpty()) {
            askFree(NO_STEP);
        }
    }

    /** @param step whose button was pressed: it is made anew, and focus goes to it */
    private void show(SetupData data, int step) {
        working.setText("");
        content.setEnabled(true);
        content.removeAll();
        var keyStep = new TeamKeyStep(data, key -> choose(data, key), this::readSpend, known -> order(data, known));
        teamKey = keyStep;
        List<StepCard> steps = List.of(
                new ConnectionStep(data.state(), () -> askFree(0)),
                new PermissionsStep(
                        data.state(),
                        () -> asked(1, "Testing permissions", () -> {
                            questions.testPermissions();
                            return List.of();
                        })),
                keyStep,
                new ProposedTeamsStep(data, this::create, () -> readValues(data)),
                new FirstSyncStep(data, this::start),
                new AccountAccessStep(data.reach()),
                new ReductionStep(data.reduction(), reducing(data.reduction())));
        for (int i = 0; i < steps.size(); i++) {
            if (i != step) {
                steps.get(i).fold();
            }
            content.add(steps.get(i));
        }
        if (step != NO_STEP) {
            steps.get(step).getElement().setAttribute("tabindex", "-1");
            steps.get(step).getElement().executeJs("this.focus({preventScroll: true})");
        }
    }

    private void askFree(int step) {
        asked(step, "Asking AWS for the account and its tags", () -> {
            questions.askFree();
            return List.of();
        });
    }

    private void readSpend(List<String> keys) {
        asked(2, "Reading the spend of " + Formats.count(keys.size(), "tag", "tags"), () -> spendRead(keys));
    }

    private void readValues(SetupData data) {
        String key = data.state().teamKey().key();
        if (key != null) {
            asked(3, "Reading the values of " + SetupText.quoted(key), () -> spendRead(List.of(key)));
        }
    }

    private List<String> spendRead(List<String> keys) {
        return questions.readSpend(keys).entrySet().stream()
                .map(read -> "The spend of " + SetupText.quoted(read.getKey()) + " could not be read. "
                        + ProblemText.both(read.getValue().problem()))
                .toList();
    }

    private record Asked(List<String> warnings, SetupData data) {}

    /**
     * Asks AWS in the background and shows what is known then.
     *
     * @param question gives what went wrong, in words
     */
    private void asked(int step, String doing, Supplier<List<String>> question) {
        working.setText(doing + " \u2026");
        content.setEnabled(false);
        work.ask(
                () -> {
                    try {
                        return new Asked(question.get(), load.read());
                    } catch (CapReached e) {
                        return new Asked(List.of(SetupText.cap(e)), load.read());
                    } catch (ReductionRefused e) {
                        return new Asked(List.of(ReductionText.refusal(e.reason())), load.read());
                    }
                },
                answer -> {
                    show(answer.data(), step);
                    answer.warnings().forEach(Notices::warning);
                },
                this::failed);
    }

    /** Another key than the one that costs were read by is a question of money, which is asked first. */
    private void choose(SetupData data, String key) {
        if (!data.state().costsOfAws()
                || key.strip().equals(data.state().teamKey().key())) {
            changed(
                    2,
                    () -> changes.choose(
                            TeamKeys.of(key), data.state().teamKey().version()),
                    key);
            return;
        }
        var dialog = new ConfirmDialog();
        dialog.setHeader("Read costs again by " + SetupText.quoted(key.strip()) + "?");
        dialog.setText("Costs have been read by "
                + SetupText.quoted(String.valueOf(data.state().teamKey().key()))
                + ". Bursar reads them again immediately" + SetupText.price(data.estimate(), data.meter())
                + "."
                + SetupText.days(data.estimate().map(Estimate::mostUsd).orElse(BigDecimal.ZERO), data.meter())
                + " Until then, pages show costs by the tag they were read with. Ownership rules don\u2019t change:"
                + " rules that name tag values claim costs with the same values of the new tag.");
        var cancel = Buttons.neutral("Cancel", click -> dialog.close());
        dialog.setCancelButton(cancel);
        dialog.setCancelable(true);
        dialog.setConfirmText("Read costs again");
        dialog.setWidth("460px");
        dialog.addConfirmListener(confirm -> changed(
                2,
                () -> {
                    changes.choose(TeamKeys.of(key), data.state().teamKey().version());
                    Notices.success("Bursar reads the costs again. The Sync page shows the progress.");
                },
                key));
        dialog.open();
        // after the dialog has put it on the other button
        cancel.getElement().executeJs("setTimeout(() => this.focus(), 100)");
    }

    private void order(SetupData data, List<String> known) {
        var opened = new AtomicReference<TeamKeysDialog>();
        var dialog = new TeamKeysDialog(
                data.state().teamKeys(), known, data.state().costsOfAws(), workers, new TeamKeysDialog.Actions() {
                    @Override
                    public List<YearMonth> months() {
                        return changes.months();
                    }

                    @Override
                    public Map<TeamId, String> teams() {
                        return changes.teams();
                    }

                    @Override
                    public List<String> requests(TeamKeys keys) {
                        return changes.requests(keys)
                                .map(asked -> SetupText.requests(asked, data.estimate(), data.meter()))
                                .orElse(List.of());
                    }

                    @Override
                    public KeysMonth preview(TeamKeys keys, YearMonth month) {
                        return changes.preview(keys, month);
                    }

                    @Override
                    public void save(TeamKeys keys) {
                        reorder(keys, data, opened.get());
                    }
                });
        opened.set(dialog);
        dialog.open();
    }

    private void reorder(TeamKeys keys, SetupData data, TeamKeysDialog dialog) {
        boolean made = UserAction.of(
                        () -> changes.choose(keys, data.state().teamKey().version()))
                .on(KeyRefused.class, e -> dialog.refuse(e.key(), SetupText.refusal(e.reason(), e.key())))
                .stale(() -> {
                    dialog.close();
                    Notices.warning("Someone else changed the team keys in the meantime. The page now shows them.");
                    work.ask(load::read, again -> show(again, 2), this::failed);
                })
                .denied("Nothing was changed. You no longer have permission to set up Bursar.")
                .run();
        if (made) {
            dialog.close();
            Notices.success("Saved. Costs move to their new teams within a few minutes.");
            work.ask(load::read, again -> show(again, 2), this::failed);
        }
    }

    private ReductionStep.Actions reducing(ReductionState state) {
        return new ReductionStep.Actions() {
            @Override
            public void size(ReductionPlace engine) {
                asked(
                        REDUCTION,
                        "Reading the ends of the newest delivery\u2019s files",
                        () -> engines.size(engine).map(trouble -> ReductionText.both(engine, trouble)).stream()
                                .toList());
            }

            @Override
            public void test(ReductionPlace engine) {
                asked(
                        REDUCTION,
                        "Reducing files of the newest delivery " + ReductionText.in(engine) + " and here",
                        () -> {
                            engines.test(engine);
                            return List.of();
                        });
            }

            @Override
            public void choose(ReductionPlace place, boolean tested) {
                reduce(state, place, tested);
            }
        };
    }

    /** What an engine writes and costs is asked first; that it was never tested too. */
    private void reduce(ReductionState state, ReductionPlace place, boolean tested) {
        Runnable choose = () -> changed(
                REDUCTION,
                () -> {
                    reduction.choose(place, !tested, state.chosen().version());
                    Notices.success("Lines are reduced " + ReductionText.in(place) + " from the next delivery on.");
                },
                "");
        ReductionState.Engine engine = state.engines().stream()
                .filter(one -> one.place() == place)
                .findFirst()
                .orElse(null);
        if (engine == null) {
            choose.run();
            return;
        }
        var dialog = new ConfirmDialog();
        dialog.setHeader("Reduce lines " + ReductionText.in(place) + "?");
        dialog.setText(ReductionText.question(engine, tested));
        dialog.setCancelButton(Buttons.neutral("Cancel", click -> dialog.close()));
        dialog.setCancelable(true);
        dialog.setConfirmText(tested ? "Choose " + ReductionText.name(place) : "Choose without a test");
        dialog.setWidth("460px");
        dialog.addConfirmListener(confirm -> choose.run());
        dialog.open();
    }

    private void create(List<ProposedTeam> wanted, List<ProposedTeam> leftOut) {
        changed(
                3,
                () -> {
                    int made = changes.create(wanted, leftOut);
                    Notices.success(
                            wanted.isEmpty()
                                    ? "Left out. They stay Unallocated."
                                    : Formats.count(made, "team", "teams") + " and "
                                            + Formats.count(wanted.size(), "rule", "rules") + " added.");
                },
                "");
    }

    private void start() {
        changed(
                4,
                () -> {
                    try {
                        if (sync.runNow(SetupChanges.COSTS)) {
                            Notices.success(
                                    "The first sync starts within a few seconds. The Sync page shows its progress.");
                        } else {
                            Notices.warning("Bursar is already reading costs. The Sync page shows its progress.");
                        }
                    } catch (NoSuchBeanDefinitionException e) {
                        Notices.warning(
                                "Jobs are disabled on this node. Start a node without bursar.sync.scheduled=false.");
                    }
                },
                "");
    }

    private void changed(int step, Runnable change, String key) {
        Runnable showNow = () -> work.ask(load::read, data -> show(data, step), this::failed);
        boolean made = UserAction.of(change)
                .on(KeyRefused.class, e -> {
                    String why = SetupText.refusal(e.reason(), key);
                    if (teamKey == null || !teamKey.refuse(key, why)) {
                        Notices.warning(why);
                    }
                })
                .on(
                        ChangeRefused.class,
                        e -> Notices.warning("No team was created. " + TeamText.refusal(e.reason(), "team")))
                .on(RuleRefused.class, e -> Notices.warning("No team was created. " + TeamText.refusal(e.reason())))
                .on(ReductionRefused.class, e -> Notices.warning(ReductionText.refusal(e.reason())))
                .stale(() -> {
                    Notices.warning(
                            "Someone else chose a tag or a place for lines, or changed teams in the meantime. The page now shows it. Choose"
                                    + " again.");
                    showNow.run();
                })
                .denied("Nothing was changed. You no longer have permission to set up Bursar.")
                .run();
        if (made) {
            showNow.run();
        }
    }

    private void failed(RuntimeException problem) {
        working.setText("");
        content.setEnabled(true);
        content.removeAll();
        content.add(FailedState.of(
                problem,
                "Set-up could not be loaded",
                "Earlier answers from AWS are kept.",
                clock.instant(),
                this::reload));
    }

    /** Whether member accounts are read, which costs don't need; the page that this leads to sets it up. */
    static final class AccountAccessStep extends StepCard {
        AccountAccessStep(ReachSummary summary) {
            super(6, "Access to accounts");
            if (!summary.enabled()) {
                status(SetupText.open("Optional"));
            } else if (summary.checkedAt() != null && summary.complete()) {
                status(SetupText.done(ReachText.answering(summary)));
            } else {
                status(new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, ReachText.answering(summary)));
            }
            section()
                    .with(
                            new Paragraph(
                                    "Tags of resources and CloudTrail events are read in each account, by a role that you create there."
                                            + " Costs need no such access."),
                            new Paragraph(new Anchor(SetupLinks.REACH, "Set up access to accounts")));
        }
    }
}
