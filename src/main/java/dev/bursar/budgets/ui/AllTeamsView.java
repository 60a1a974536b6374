package dev.bursar.budgets.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetRefused;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.plan.BudgetEdits;
import dev.bursar.budgets.plan.BudgetHistory;
import dev.bursar.budgets.plan.BudgetHistory.Suggestion;
import dev.bursar.budgets.plan.BudgetPlanning;
import dev.bursar.budgets.plan.BudgetPlanning.Choices;
import dev.bursar.budgets.plan.BudgetPlanning.TeamLimit;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.SetupProgress;
import dev.bursar.kernel.SetupProgress.Extent;
import dev.bursar.kernel.SetupStep;
import dev.bursar.kernel.TeamId;
import dev.bursar.ui.AmountText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Sets the monthly limits of all teams together: suggested, changed by a percentage, typed or pasted; saved all or none. */
@Route(BudgetLinks.ALL_TEAMS)
@PageTitle("Set budgets for all teams")
@RolesAllowed(Role.ADMIN_NAME)
class AllTeamsView extends Div implements AfterNavigationObserver {
    private static final int MONTHS = 12;
    private static final int SHOWN_MONTHS = 3;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final BudgetEdits edits;
    private final BudgetPlanning planning;
    private final List<SetupProgress> progress;
    private final PageHeader header = new PageHeader("Set budgets for all teams");
    private final LoadedPart<Opened> content;
    private final TextField percent = new TextField("Change suggestions by");
    private final TextArea pasted = new TextArea("Team and amount, one line each");
    private final ComboBox<LocalDateRange> from = new ComboBox<>("Applies from");
    private final Paragraph status = new Paragraph();
    private final Button save = Buttons.primary("Save budgets", click -> save());
    private final Map<TeamId, Line> lines = new LinkedHashMap<>();
    private TeamTotals totals = new TeamTotals();
    private String currency = "USD";

    AllTeamsView(
            BudgetEdits edits, BudgetPlanning planning, List<SetupProgress> progress, Workers workers, Clock clock) {
        this.edits = edits;
        this.planning = planning;
        this.progress = progress;
        content = new LoadedPart<>(workers, clock, this::read, this::shown)
                .failure("The teams could not be loaded", "Nothing was lost.");
        addClassNames("page", "budgets");
        percent.setValue("0");
        percent.setSuffixComponent(new Span("%"));
        percent.setMaxLength(7);
        percent.setManualValidation(true);
        pasted.setMinHeight("120px");
        pasted.setMaxLength(100_000);
        pasted.setManualValidation(true);
        pasted.setWidthFull();
        from.setItemLabelGenerator(Formats::period);
        from.setAllowCustomValue(false);
        from.setManualValidation(true);
        status.addClassName("note");
        status.getElement().setAttribute("role", "status");
        header.facts(new FactLine());
        header.breadcrumb(List.of(new RouterLink("Budgets", BudgetsView.class)), "All teams");
        add(header, new SectionTabs(TabSection.BUDGETS, BudgetLinks.BUDGETS), content);
    }

    /** @param budgeted how many teams have a budget of any period */
    private record Opened(Choices choices, List<TeamLimit> teams, Optional<Extent> budgeted) {}

    private Opened read() {
        Choices choices = planning.choices();
        return new Opened(
                choices,
                planning.teamLimits(choices.currencies().getFirst()),
                progress.stream()
                        .filter(one -> one.step() == SetupStep.BUDGETS)
                        .map(SetupProgress::extent)
                        .findFirst());
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Adding up each team\u2019s last six months", 9, false));
    }

    private Component shown(Opened opened) {
        lines.clear();
        totals = new TeamTotals();
        currency = opened.choices().currencies().getFirst();
        if (opened.teams().isEmpty()) {
            return EmptyState.notSetUp(
                    Icons.USERS, "Budgets need teams", "Create teams first, then set their budgets here.");
        }
        header.facts(new FactLine(
                        opened.budgeted()
                                .map(extent -> Formats.count(extent.done()) + " of "
                                        + Formats.count(extent.of(), "team has", "teams have") + " a budget")
                                .orElse(""),
                        "monthly",
                        "EffectiveCost without credits, unless a budget counts other costs",
                        currency))
                .breadcrumb(List.of(new RouterLink("Budgets", BudgetsView.class)), "All teams");
        LocalDateRange month =
                Cadence.MONTH.period(opened.choices().today(), opened.choices().yearStart());
        from.setItems(IntStream.range(0, MONTHS)
                .mapToObj(i -> Cadence.MONTH.shifted(month, i))
                .toList());
        from.setValue(month);
        List<LocalDateRange> months = IntStream.rangeClosed(-SHOWN_MONTHS, -1)
                .mapToObj(i -> Cadence.MONTH.shifted(month, i))
                .toList();
        var table = table(opened.teams(), months);
        var tools = Styled.div(
                "limit-tools",
                from,
                percent,
                Buttons.neutral("Fill in suggestions", click -> fill()),
                Buttons.neutral("Clear limits", click -> lines.values().forEach(line -> line.limit.setValue(""))));
        var paste = new Details(
                "Paste from a spreadsheet",
                new Div(pasted, Buttons.neutral("Read pasted limits", click -> paste(opened.teams()))));
        paste.addClassName("limit-paste");
        var buttons = Styled.div(
                "form-buttons",
                save,
                Buttons.neutral("Cancel", click -> getUI().ifPresent(ui -> ui.navigate(BudgetsView.class))),
                status);
        var explained = Styled.note(
                "The suggestion is the median of the last three months, rounded up. A team without a new limit"
                        + " keeps the one that it has. A new budget sends e-mails to the team\u2019s leads at 50, 80 and"
                        + " 100% spent and at 100% projected. Open a budget to change its alerts.");
        count();
        return new Section("Monthly limits").with(tools, paste, table, explained, buttons);
    }

    private Component table(List<TeamLimit> teams, List<LocalDateRange> months) {
        var table = new NativeTable();
        table.addClassName("limits-table");
        table.getElement().setAttribute("aria-label", "Monthly limits by team");
        NativeTableRow head = table.getHead().addRow();
        var names = new ArrayList<String>(List.of("Team", "Limit now"));
        months.forEach(past -> names.add(Formats.shortMonth(YearMonth.from(past.getStart()))));
        names.addAll(List.of("Suggested", "New limit", "Over the limit"));
        for (String name : names) {
            NativeTableHeaderCell cell = head.addHeaderCell();
            cell.setText(name);
            cell.getElement().setAttribute("scope", "col");
        }
        for (TeamLimit team : teams) {
            var line = new Line(team);
            lines.put(team.team(), line);
            line.addTo(table.getBody().addRow(), months);
        }
        totals.in(table.getFoot().addRow(), teams, months, currency);
        var scroll = Styled.div("limits-scroll", table);
        scroll.getElement().setAttribute("tabindex", "0");
        scroll.getElement().setAttribute("role", "region");
        scroll.getElement().setAttribute("aria-label", "Monthly limits by team");
        return scroll;
    }

    /** Writes each team's suggestion, changed by the percentage, into its field. */
    private void fill() {
        String text = percent.getValue().strip().replace('\u2212', '-').replace(',', '.');
        boolean right = text.matches("[+-]?\\d{1,4}(\\.\\d{1,2})?")
                && new BigDecimal(text).compareTo(BigDecimal.valueOf(-100)) > 0;
        percent.setErrorMessage("Enter a percentage above \u2212100, such as 10.");
        percent.setInvalid(!right);
        if (!right) {
            percent.focus();
            return;
        }
        BigDecimal factor = HUNDRED.add(new BigDecimal(text)).divide(HUNDRED, MathContext.DECIMAL64);
        lines.values()
                .forEach(line -> line.team
                        .suggestion()
                        .ifPresent(suggestion -> line.limit.setValue(AmountText.write(suggestion
                                .limit()
                                .multiply(factor)
                                .setScale(0, RoundingMode.HALF_UP)
                                .max(BigDecimal.ONE)))));
    }

    private void paste(List<TeamLimit> teams) {
        Map<TeamId, String> names = new HashMap<>();
        teams.forEach(team -> names.put(team.team(), team.name()));
        PastedLimits read = PastedLimits.read(pasted.getValue(), names, currency);
        pasted.setErrorMessage(String.join(" ", read.problems()));
        pasted.setInvalid(!read.problems().isEmpty());
        read.limits()
                .forEach((team, limit) -> Optional.ofNullable(lines.get(team))
                        .ifPresent(line -> line.limit.setValue(AmountText.write(limit))));
        if (read.problems().isEmpty()) {
            Notices.success(
                    Formats.count(read.limits().size(), "limit was", "limits were") + " read. Check and save them.");
        }
    }

    private void count() {
        long changed =
                lines.values().stream().filter(line -> !line.limit.isEmpty()).count();
        status.setText(changed == 0 ? "No new limits" : Formats.count(changed, "new limit", "new limits") + " to save");
        save.setEnabled(changed > 0);
        totals.after(
                changed == 0
                        ? List.of()
                        : lines.values().stream()
                                .map(line -> AmountText.read(line.limit.getValue(), currency)
                                        .amount()
                                        .or(() -> TeamTotals.now(line.team, currency)))
                                .flatMap(Optional::stream)
                                .toList());
    }

    private void save() {
        Map<TeamId, BigDecimal> limits = new HashMap<>();
        Map<TeamId, Integer> versions = new HashMap<>();
        boolean right = true;
        for (Line line : lines.values()) {
            if (line.limit.isEmpty()) {
                continue;
            }
            Optional<BigDecimal> amount = line.read();
            right &= amount.isPresent();
            amount.ifPresent(limit -> {
                limits.put(line.team.team(), limit);
                line.team.budget().ifPresent(budget -> versions.put(line.team.team(), budget.version()));
            });
        }
        if (!right) {
            lines.values().stream()
                    .map(line -> line.limit)
                    .filter(TextField::isInvalid)
                    .findFirst()
                    .ifPresent(TextField::focus);
            return;
        }
        if (limits.isEmpty()) {
            Notices.warning("Enter a limit for at least one team.");
            return;
        }
        LocalDateRange since = from.getValue();
        from.setErrorMessage("Choose a month.");
        from.setInvalid(since == null);
        if (since == null) {
            return;
        }
        UserAction.of(() -> {
                    edits.setAll(limits, versions, currency, since.getStart());
                    Notices.success(Formats.count(limits.size(), "budget", "budgets") + " saved.");
                    getUI().ifPresent(ui -> ui.navigate(BudgetsView.class));
                })
                .on(
                        BudgetRefused.class,
                        refused -> Notices.warning(
                                "Nothing was saved. " + refused.reason().sentence()))
                .stale(() -> Notices.warning(
                        "Someone else changed one of these budgets in the meantime. Nothing was saved, and your"
                                + " entries are still here. Copy them, reload the page and paste them."))
                .run();
    }

    /** A team and its new limit. */
    private final class Line {
        private final TeamLimit team;
        private final TextField limit = new TextField();
        private final Span would = new Span();

        private Line(TeamLimit team) {
            this.team = team;
            limit.setAriaLabel("New limit of " + PlainText.cut(team.name(), 80));
            limit.setManualValidation(true);
            limit.setMaxLength(40);
            limit.setValueChangeMode(ValueChangeMode.ON_CHANGE);
            limit.addClassName("amount-field");
            team.suggestion().ifPresent(one -> limit.setPlaceholder(AmountText.write(one.limit())));
            limit.addValueChangeListener(change -> {
                limit.setInvalid(false);
                preview();
                count();
            });
            would.addClassName("quiet");
            preview();
        }

        private void addTo(NativeTableRow row, List<LocalDateRange> months) {
            NativeTableHeaderCell name = row.addHeaderCell();
            name.getElement().setAttribute("scope", "row");
            name.add(PlainText.name(team.name()));
            row.addDataCell()
                    .setText(team.limit()
                            .map(amount -> Formats.limit(
                                    amount, team.budget().map(Budget::currency).orElse(currency)))
                            .orElse("none"));
            for (LocalDateRange month : months) {
                row.addDataCell()
                        .setText(TeamTotals.spent(team, month)
                                .map(spent -> Formats.money(spent, currency))
                                .orElse("no data"));
            }
            var suggested = row.addDataCell();
            suggested.setText(team.suggestion()
                    .map(one -> Formats.limit(one.limit(), currency))
                    .orElse("no data"));
            team.suggestion().ifPresent(one -> suggested.setTitle(BudgetFormView.reason(one, currency)));
            row.addDataCell().add(limit);
            row.addDataCell().add(would);
        }

        private void preview() {
            Optional<BigDecimal> entered =
                    AmountText.read(limit.getValue(), currency).amount();
            would.setText(entered.or(() -> limit.isEmpty() ? TeamTotals.now(team, currency) : Optional.empty())
                    .map(team::wouldHave)
                    .filter(past -> !past.isEmpty())
                    .map(past -> (entered.isEmpty() ? "now: over in " : "over in ")
                            + Formats.count(past.stream()
                                    .filter(BudgetHistory.WouldHave::over)
                                    .count())
                            + " of " + Formats.count(past.size(), "month", "months"))
                    .orElse(""));
        }

        private Optional<BigDecimal> read() {
            AmountText amount = AmountText.read(limit.getValue(), currency);
            limit.setErrorMessage(amount.problem());
            limit.setInvalid(amount.amount().isEmpty());
            return amount.amount();
        }
    }

    /** The last row of the table that sets all teams' limits: sums of what the others show, in the page's currency. */
    static final class TeamTotals {
        private final Span after = new Span();
        private String currency = "";

        /** The present limit; empty where there is none, and where it is in another currency. */
        static Optional<BigDecimal> now(TeamLimit team, String currency) {
            return team.budget()
                    .filter(budget -> budget.currency().equals(currency))
                    .flatMap(budget -> team.limit());
        }

        /** What a whole month cost; empty where its costs aren't all stored. */
        static Optional<BigDecimal> spent(TeamLimit team, LocalDateRange month) {
            return team.past().stream()
                    .filter(past -> past.period().equals(month))
                    .map(past -> past.spent())
                    .findFirst();
        }

        void in(NativeTableRow row, List<TeamLimit> teams, List<LocalDateRange> months, String currency) {
            this.currency = currency;
            var name = row.addHeaderCell();
            name.getElement().setAttribute("scope", "row");
            name.setText("All teams");
            row.addDataCell()
                    .setText(sum(teams.stream().map(team -> now(team, currency)))
                            .map(sum -> Formats.limit(sum, currency))
                            .orElse("none"));
            for (LocalDateRange month : months) {
                row.addDataCell()
                        .setText(sum(teams.stream().map(team -> spent(team, month)))
                                .map(sum -> Formats.money(sum, currency))
                                .orElse("no data"));
            }
            row.addDataCell()
                    .setText(sum(teams.stream().map(team -> team.suggestion().map(Suggestion::limit)))
                            .map(sum -> Formats.limit(sum, currency))
                            .orElse("no data"));
            row.addDataCell().add(after);
            row.addDataCell().setText("");
        }

        /** The sum of all limits once the page is saved. */
        void after(List<BigDecimal> limits) {
            after.setText(sum(limits.stream().map(Optional::of))
                    .map(sum -> Formats.limit(sum, currency))
                    .orElse(""));
        }

        private static Optional<BigDecimal> sum(Stream<Optional<BigDecimal>> amounts) {
            return amounts.flatMap(Optional::stream).reduce(BigDecimal::add);
        }
    }
}
