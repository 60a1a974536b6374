package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.efficiency.EfficiencyJobs;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.query.ProvisionedRow;
import dev.bursar.efficiency.query.ProvisionedService;
import dev.bursar.efficiency.query.ProvisionedService.Page;
import dev.bursar.files.ExportService;
import dev.bursar.files.menu.ExportMenu;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.list.ListState;
import dev.bursar.setup.SetupLinks;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.Readings;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.sync.text.ReadingText;
import dev.bursar.ui.AccountsText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.FreshnessNote;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.Looked;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Tables;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Models of Amazon Bedrock whose throughput is provisioned: what they cost, and whether anybody calls them. The address says what is shown. */
@Route(EfficiencyLinks.PROVISIONED)
@PageTitle("Provisioned throughput")
@Menu(order = 7.2, title = "Provisioned throughput")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ProvisionedView extends ListPage<ProvisionedView.Loaded> {
    private static final List<ReadingText.RestsOn> RESTS_ON = List.of(
            new ReadingText.RestsOn(EfficiencyJobs.WORKLOADS, "Provisioned models", "read", true),
            new ReadingText.RestsOn(EfficiencyJobs.METRICS, "Metrics", "read", true),
            new ReadingText.RestsOn(EfficiencyJobs.JUDGE, "Provisioned models", "evaluated", false));

    private final ProvisionedService service;
    private final Readings readings;
    private final boolean admin;
    private final boolean seesSync;
    private final Clock clock;
    private final PageHeader header = new PageHeader("Provisioned throughput");
    private final ExportMenu exports;

    record Loaded(Page page, Readings.Answer readings) {}

    ProvisionedView(
            ProvisionedService service,
            Readings readings,
            ExportService exportService,
            Scope scope,
            Workers workers,
            Clock clock) {
        super(
                ProvisionedService.LISTING.address(),
                Skeleton.table("Reading provisioned models", 6, false),
                workers,
                clock);
        this.service = service;
        this.readings = readings;
        this.clock = clock;
        admin = scope.has(Role.ADMIN);
        seesSync = admin || scope.has(Role.FINANCE) || scope.has(Role.AUDITOR);
        exports = new ExportMenu(exportService);
        whileAsking(exports::withhold);
        filters()
                .controls(choice(
                        "State",
                        ProvisionedService.STATE,
                        Stream.of(FindingState.ZOMBIE, FindingState.FITS, FindingState.NOT_MEASURED),
                        FindingState::label));
        content().failure("Provisioned models could not be loaded", "Nothing was lost, and your filters are kept.");
        addClassNames("page", "dense", "efficiency");
        add(
                header.actions(exports),
                new SectionTabs(TabSection.EFFICIENCY, EfficiencyLinks.PROVISIONED),
                filters(),
                content());
    }

    @Override
    protected Loaded load(ListState asked) {
        return new Loaded(service.page(asked), readings.of(ReadingText.jobs(RESTS_ON)));
    }

    @Override
    protected Component shown(Loaded loaded) {
        Page page = loaded.page();
        ListState list = state();
        boolean any = page.choices().count(ProvisionedService.STATE, Optional.empty()) > 0;
        boolean narrowed = !list.equals(list.inSameOrder());
        offer(page.choices());
        filters().setVisible(any || narrowed);
        header.facts(facts(page));
        exports.offer("Provisioned throughput", ProvisionedService.LISTING, list, page.rows());
        Div all = Styled.stack();
        FreshnessNote.of(
                        ReadingText.lines(loaded.readings(), RESTS_ON),
                        loaded.readings().sync())
                .ifPresent(all::add);
        if (page.rows() == 0) {
            all.add(none(page, list, narrowed));
            return all;
        }
        all.add(new ProvisionedTable(this, service, list, page, clock.instant()));
        refused(page).ifPresent(words -> all.add(UseSection.note(words)));
        return all;
    }

    private static FactLine facts(Page page) {
        var facts = new FactLine();
        if (page.judgedAt().isPresent() && page.first().isBefore(page.end())) {
            facts.fact(page.charged() ? "EffectiveCost" : "requests")
                    .fact(Formats.range(LocalDateRange.of(page.first(), page.end())));
        }
        page.readAt().ifPresent(at -> facts.fact("read " + Formats.moment(at)));
        return facts;
    }

    /** {@code 10 of 12 accounts are fully read (2 refused by AWS). AWS refused …}. */
    private static Optional<String> refused(Page page) {
        return page.unread().isEmpty()
                ? Optional.empty()
                : Optional.of(AccountsText.fullyRead(page.accounts(), page.unread()) + "."
                        + (page.problem() == null ? "" : " " + ProblemText.both(page.problem())));
    }

    private EmptyState none(Page page, ListState list, boolean narrowed) {
        if (page.readAt().isEmpty()) {
            return refused(page)
                    .map(words -> next(EmptyState.refused("AWS refused to list provisioned models", words)))
                    .orElseGet(() -> next(EmptyState.notRead(
                            "Provisioned models have not been read yet",
                            "Bursar reads them from Amazon Bedrock every 8 hours, with the job Read machine learning"
                                    + " workloads. Without access to member accounts it reads only its own account.")));
        }
        if (page.judgedAt().isEmpty()) {
            return next(EmptyState.notRead(
                    "Provisioned models have not been evaluated yet",
                    "They appear here when their metrics have been read."));
        }
        if (narrowed) {
            return EmptyState.noMatch("No provisioned models match these filters", "Others are known.")
                    .actions(Buttons.primary("Clear filters", click -> open(list.inSameOrder())));
        }
        if (page.accounts() == 0) {
            return page.inPart()
                    ? EmptyState.notKnown(
                            "No provisioned throughput of your teams is known",
                            "Bedrock was not fully read in every account.")
                    : EmptyState.nothingFound(
                            "No provisioned throughput",
                            Looked.at(
                                            "Amazon Bedrock\u2019s provisioned models",
                                            1,
                                            page.judgedAt().orElse(null))
                                    .after(page.readAt()),
                            "No model with provisioned throughput belongs to your teams.");
        }
        EmptyState nothing = EmptyState.nothingFound(
                "No provisioned throughput",
                Looked.in(
                                page.accounts(),
                                page.unread(),
                                Formats.count(page.accounts(), "account", "accounts"),
                                page.judgedAt())
                        .after(page.readAt()),
                seesSync
                        ? "No model with provisioned throughput was found there."
                        : "No model with provisioned throughput of your teams was found there.");
        Optional.ofNullable(page.problem())
                .map(ProblemText::both)
                .ifPresent(words -> nothing.note(UseSection.note(words)));
        return nothing.isAllClear() ? nothing : next(nothing);
    }

    private EmptyState next(EmptyState state) {
        if (admin) {
            return state.actions(
                    Buttons.primary("Go to Sync", click -> go(SyncLinks.SYNC)),
                    Buttons.neutral("Go to Access to accounts", click -> go(SetupLinks.REACH)));
        }
        return seesSync ? state.actions(Buttons.neutral("Go to Sync", click -> go(SyncLinks.SYNC))) : state;
    }

    /** Provisioned models, each of which leads to its page as a workload. */
    static final class ProvisionedTable extends ListGrid<ProvisionedRow, Long> {
        static final String NOT_STATED = "Not stated";
        static final String NOT_READ = "Not read";

        ProvisionedTable(ListPage<?> shown, ProvisionedService service, ListState list, Page page, Instant now) {
            super("Provisioned throughput", shown, ProvisionedRow::id, EfficiencyLinks::workload);
            grid().addClassName("workload-table");
            by("name", column("Model", 190, 3, this::name)).setFrozen(true);
            by("team", wide("Team", 140, 1, ProvisionedTable::team));
            by(
                    "state",
                    wide(
                            "State",
                            112,
                            1,
                            row -> row.status().equals("InService")
                                    ? EfficiencyText.badge(row.state())
                                    : Tables.twoLines(EfficiencyText.badge(row.state()), row.status())));
            by("hours", Tables.wideOnly(figure("Unit hours", 102, 1, ProvisionedTable::hours)));
            by("cost", figure("Cost", 104, 1, ProvisionedTable::cost));
            by("requests", Tables.wideOnly(figure("Requests", 96, 1, ProvisionedTable::requests)));
            Tables.wideOnly(figure("Tokens", 132, 1, ProvisionedTable::tokens));
            by("per-million", Tables.wideOnly(figure("Per 1M tokens", 124, 1, ProvisionedTable::perMillion)));
            by("commitment-ends", wide("Commitment", 136, 1, row -> commitment(row, now)));
            sort(shown, ProvisionedService.LISTING.sort());
            show((offset, limit) -> service.rows(list, offset, limit), ProvisionedRow::id, page.rows());
        }

        private Component name(ProvisionedRow row) {
            return name(
                    row,
                    PlainText.cutMiddle(row.name(), 60),
                    PlainText.full(row.name()) + ", " + PlainText.full(row.accountName()) + " ("
                            + Formats.account(row.account()) + ")",
                    PlainText.cutMiddle(row.model().isEmpty() ? "model not stated" : row.model(), 60) + " \u00B7 "
                            + PlainText.cut(row.accountName(), 40),
                    row.state().label() + " \u00B7 "
                            + (row.owner() == null ? "nobody" : PlainText.cut(row.owner(), 40)));
        }

        private static Component team(ProvisionedRow row) {
            return Tables.twoLines(
                    row.owner() == null ? Styled.quiet("nobody") : new Div(PlainText.name(row.owner())), row.region());
        }

        private static Component words(@Nullable Double figure, String missing) {
            return figure == null ? Styled.quiet(missing) : new Span(EfficiencyText.number(figure));
        }

        /** Model-unit hours, and of how many model units. */
        private static Component hours(ProvisionedRow row) {
            return Tables.twoLines(
                    words(row.hours(), NOT_STATED), Formats.count(row.modelUnits(), "model unit", "model units"));
        }

        private static Component cost(ProvisionedRow row) {
            if (row.otherTeams()) {
                return Styled.quiet("Shared with other teams");
            }
            @Nullable BigDecimal cost = row.cost();
            return cost == null
                    ? Styled.quiet(NOT_STATED)
                    : new Span(Formats.money(cost, EfficiencyText.currency(row.currency())));
        }

        /** With its days where fewer are measured than the cost is of. */
        private static Component requests(ProvisionedRow row) {
            Component requests = words(row.requests(), NOT_READ);
            @Nullable Integer measured = row.measuredDays();
            return measured == null || measured >= row.days()
                    ? requests
                    : Tables.twoLines(requests, "in " + EfficiencyText.days(measured));
        }

        private static Component tokens(ProvisionedRow row) {
            return row.inputTokens() == null || row.outputTokens() == null
                    ? Styled.quiet(NOT_READ)
                    : Tables.twoLines(
                            new Span(EfficiencyText.millions(row.inputTokens()) + " in"),
                            EfficiencyText.millions(row.outputTokens()) + " out");
        }

        private static Component perMillion(ProvisionedRow row) {
            @Nullable BigDecimal price = row.perMillion();
            if (price != null) {
                return new Span(Formats.price(price, EfficiencyText.currency(row.currency())));
            }
            return Styled.quiet(row.requests() != null && row.requests() == 0 ? "no requests" : NOT_STATED);
        }

        private static Component commitment(ProvisionedRow row, Instant now) {
            if (row.commitment() == null) {
                return Styled.quiet("none");
            }
            @Nullable Instant ends = row.commitmentEnds();
            Component first = new Span(
                    ends == null
                            ? "end not stated"
                            : (row.isCommitted(now) ? "until " : "ended ")
                                    + Formats.date(LocalDate.ofInstant(ends, ZoneOffset.UTC)));
            return Tables.twoLines(first, duration(row.commitment()));
        }

        /** {@code 6 months}; AWS's own word where it is another one. */
        static String duration(String commitment) {
            return switch (commitment) {
                case "OneMonth" -> "1 month";
                case "SixMonths" -> "6 months";
                default -> PlainText.cut(commitment, 40);
            };
        }
    }
}
