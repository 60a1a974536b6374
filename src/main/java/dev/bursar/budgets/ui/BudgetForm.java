package dev.bursar.budgets.ui;

import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetBasis;
import dev.bursar.budgets.BudgetDraft;
import dev.bursar.budgets.BudgetRefused;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.BudgetText;
import dev.bursar.budgets.Cadence;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.plan.BudgetPlanning.Choices;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Exclusion;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.OrgLinks;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** What a budget is, in fields; tells when what they describe is another. */
final class BudgetForm extends Div {
    private static final int PERIODS = 12;

    private enum Kind {
        TEAM("A team"),
        DEPARTMENT("A department"),
        EVERYTHING("All costs"),
        UNALLOCATED("Unallocated");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private enum LeftOut {
        CREDITS("Credits", Exclusion.CREDITS),
        TAX("Tax", Exclusion.TAX),
        COMMITMENTS("Commitment fees", Exclusion.COMMITMENTS),
        SUPPORT("AWS Support", null);

        private final String label;
        private final @Nullable Exclusion exclusion;

        LeftOut(String label, @Nullable Exclusion exclusion) {
            this.label = label;
            this.exclusion = exclusion;
        }
    }

    private final Choices choices;
    private final @Nullable Budget budget;
    private final RadioButtonGroup<Kind> kind = new RadioButtonGroup<>("Budget for");
    private final ComboBox<TeamId> team = new ComboBox<>("Team");
    private final ComboBox<DepartmentId> department = new ComboBox<>("Department");
    private final RadioButtonGroup<Cadence> cadence = new RadioButtonGroup<>("Period length");
    private final ComboBox<Month> yearStart = new ComboBox<>("Fiscal year starts in");
    private final ComboBox<String> currency = new ComboBox<>("Currency");
    private final ComboBox<LocalDateRange> from = new ComboBox<>("Applies from");
    private final LimitsField limits;
    private final RadioButtonGroup<CostMetric> cost = new RadioButtonGroup<>("Cost");
    private final CheckboxGroup<LeftOut> without = new CheckboxGroup<>("Exclude");
    private final NativeDetails counted = new NativeDetails();
    private final ThresholdsField thresholds;
    private final Checkbox leads = new Checkbox("E-mail the team\u2019s leads");
    private final MultiSelectComboBox<PersonId> people = new MultiSelectComboBox<>("Also e-mail");
    private final Runnable changed;
    private boolean filling = true;

    /** @param budget that is changed; null for a new one */
    BudgetForm(Choices choices, @Nullable Budget budget, Runnable changed) {
        this.choices = choices;
        this.budget = budget;
        this.changed = changed;
        limits = new LimitsField(Cadence.MONTH.period(choices.today(), choices.yearStart()), this::tell);
        thresholds = new ThresholdsField(this::tell);
        addClassName("budget-form");
        fields();
        if (budget == null) {
            kind.setValue(Kind.TEAM);
            cadence.setValue(Cadence.MONTH);
            yearStart.setValue(choices.yearStart());
            currency.setValue(choices.currencies().getFirst());
            basis(BudgetBasis.USUAL);
            thresholds.show(BudgetDraft.USUAL_THRESHOLDS);
            leads.setValue(true);
        } else {
            show(budget);
        }
        periods();
        if (budget != null) {
            limits.show(shownLimits(budget));
        }
        filling = false;
        arrange();
    }

    private void fields() {
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(one -> one.label);
        team.setItems(choices.teams().keySet().stream().toList());
        if (choices.teams().isEmpty()) {
            team.setHelperComponent(
                    Styled.pageLink(OrgLinks.TEAMS, "No team is confirmed yet. Confirm your teams first."));
        }
        team.setItemLabelGenerator(id -> choices.teams().getOrDefault(id, ""));
        department.setItems(choices.departments().keySet().stream().toList());
        department.setItemLabelGenerator(id -> choices.departments().getOrDefault(id, ""));
        cadence.setItems(Cadence.values());
        cadence.setItemLabelGenerator(Cadence::label);
        yearStart.setItems(Month.values());
        yearStart.setItemLabelGenerator(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        yearStart.setHelperText("Quarters count from this month. Budgets that exist keep theirs.");
        currency.setItems(choices.currencies());
        from.setItemLabelGenerator(Formats::period);
        from.setHelperText("Earlier periods keep their limits.");
        cost.setItems(CostMetric.EFFECTIVE, CostMetric.BILLED);
        cost.setItemLabelGenerator(one -> one == CostMetric.EFFECTIVE
                ? "EffectiveCost: commitments spread over what uses them"
                : "BilledCost: what AWS invoices, when it invoices it");
        without.setItems(LeftOut.values());
        without.setItemLabelGenerator(one -> one.label);
        without.setHelperText("Credits are excluded by default because they hide overspending.");
        people.setItems(choices.people().keySet().stream().toList());
        people.setItemLabelGenerator(id -> choices.people().getOrDefault(id, ""));
        people.setHelperText("They get an e-mail only while they may see this budget.");
        for (ComboBox<?> field : List.of(team, department, yearStart, currency, from)) {
            field.setWidthFull();
            field.setManualValidation(true);
            field.setRequiredIndicatorVisible(true);
        }
        people.setWidthFull();
        counted.addClassName("budget-costs");
        counted.setContent(Styled.div("budget-form", cost, without));
        add(
                kind,
                cadence,
                Styled.div("price-pair", team, department, yearStart, currency, from),
                limits,
                counted,
                thresholds,
                leads,
                people);
        for (HasValue<?, ?> field : List.<HasValue<?, ?>>of(kind, team, department, currency, from, cost, without)) {
            field.addValueChangeListener(change -> tell());
        }
        for (HasValue<?, ?> field : List.<HasValue<?, ?>>of(cadence, yearStart)) {
            field.addValueChangeListener(change -> {
                if (!filling && yearStart.getValue() != null) {
                    filling = true;
                    periods();
                    filling = false;
                    tell();
                }
            });
        }
    }

    private void show(Budget stored) {
        switch (stored.scope()) {
            case BudgetScope.OfTeam(TeamId id) -> {
                kind.setValue(Kind.TEAM);
                team.setItems(Stream.concat(Stream.of(id), choices.teams().keySet().stream())
                        .distinct()
                        .toList());
                team.setValue(id);
            }
            case BudgetScope.OfDepartment(DepartmentId id) -> {
                kind.setValue(Kind.DEPARTMENT);
                department.setItems(Stream.concat(Stream.of(id), choices.departments().keySet().stream())
                        .distinct()
                        .toList());
                department.setValue(id);
            }
            case BudgetScope.OfEverything any -> kind.setValue(Kind.EVERYTHING);
            case BudgetScope.OfUnallocated any -> kind.setValue(Kind.UNALLOCATED);
        }
        cadence.setValue(stored.cadence());
        yearStart.setValue(stored.yearStart());
        currency.setItems(Stream.concat(Stream.of(stored.currency()), choices.currencies().stream())
                .distinct()
                .toList());
        currency.setValue(stored.currency());
        basis(stored.basis(stored.shown(choices.today()).getStart()));
        thresholds.show(stored.thresholds());
        leads.setValue(stored.tellsLeads());
        people.setItems(Stream.concat(choices.people().keySet().stream(), stored.people().stream())
                .distinct()
                .toList());
        people.setValue(stored.people());
        for (HasEnabled fixed : List.<HasEnabled>of(kind, team, department, cadence, yearStart, currency)) {
            fixed.setEnabled(false);
        }
    }

    private void basis(BudgetBasis basis) {
        cost.setValue(basis.cost());
        var out = EnumSet.noneOf(LeftOut.class);
        for (LeftOut one : LeftOut.values()) {
            if (one.exclusion == null ? basis.withoutSupport() : basis.without().contains(one.exclusion)) {
                out.add(one);
            }
        }
        without.setValue(out);
    }

    /** The present period and those that follow. */
    private void periods() {
        Budget stored = budget;
        LocalDateRange period = stored == null
                ? cadence.getValue().period(choices.today(), yearStart.getValue())
                : stored.shown(choices.today());
        var offered = new ArrayList<LocalDateRange>();
        for (int i = 0; i < PERIODS; i++) {
            offered.add(period);
            period = cadence.getValue().shifted(period, 1);
        }
        from.setItems(offered);
        from.setValue(offered.getFirst());
    }

    private List<BigDecimal> shownLimits(Budget stored) {
        LocalDate first = stored.shown(choices.today()).getStart();
        var amounts = new ArrayList<BigDecimal>();
        LocalDateRange period = stored.period(first);
        boolean planned = stored.limits().lastKey().isAfter(first);
        do {
            amounts.add(stored.limit(period.getStart())
                    .orElse(stored.limits().firstEntry().getValue()));
            period = stored.cadence().shifted(period, 1);
        } while (planned && amounts.size() < PERIODS);
        return amounts;
    }

    private void tell() {
        if (!filling) {
            arrange();
            changed.run();
        }
    }

    private void arrange() {
        team.setVisible(kind.getValue() == Kind.TEAM);
        department.setVisible(kind.getValue() == Kind.DEPARTMENT);
        leads.setVisible(kind.getValue() == Kind.TEAM);
        yearStart.setVisible(cadence.getValue() != Cadence.MONTH);
        currency.setVisible(choices.currencies().size() > 1);
        LocalDateRange first = from.getValue();
        if (first != null && currency.getValue() != null) {
            limits.periods(first, cadence.getValue(), currency.getValue());
        }
        counted.setSummaryText("Costs: " + BudgetText.basis(basis()));
        for (HasValidation field : List.<HasValidation>of(team, department)) {
            field.setInvalid(false);
        }
    }

    Optional<BudgetScope> scope() {
        return switch (kind.getValue()) {
            case TEAM -> Optional.ofNullable(team.getValue()).map(BudgetScope.OfTeam::new);
            case DEPARTMENT -> Optional.ofNullable(department.getValue()).map(BudgetScope.OfDepartment::new);
            case EVERYTHING -> Optional.of(new BudgetScope.OfEverything());
            case UNALLOCATED -> Optional.of(new BudgetScope.OfUnallocated());
        };
    }

    Month yearStart() {
        Month chosen = yearStart.getValue();
        return chosen == null ? choices.yearStart() : chosen;
    }

    Cadence cadence() {
        return cadence.getValue();
    }

    String currency() {
        return currency.getValue();
    }

    BudgetBasis basis() {
        Set<Exclusion> out = EnumSet.noneOf(Exclusion.class);
        without.getValue().forEach(one -> {
            if (one.exclusion != null) {
                out.add(one.exclusion);
            }
        });
        return new BudgetBasis(cost.getValue(), out, without.getValue().contains(LeftOut.SUPPORT));
    }

    Optional<BigDecimal> limit() {
        return limits.first();
    }

    List<Threshold> thresholds() {
        return thresholds.read().orElse(List.of());
    }

    void fill(BigDecimal limit) {
        limits.fill(limit);
    }

    /** What is to be saved; empty, and said at the fields, where something is missing. */
    Optional<BudgetDraft> read() {
        boolean right = required(team, "Choose a team.") & required(department, "Choose a department.");
        right &= required(yearStart, "Choose a month.")
                & required(from, "Choose a period.")
                & required(currency, "Choose a currency.");
        Optional<List<Threshold>> alerts = thresholds.read();
        Optional<List<BigDecimal>> amounts = limits.read();
        Optional<BudgetScope> scope = scope();
        if (!right || alerts.isEmpty() || amounts.isEmpty() || scope.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BudgetDraft(
                scope.get(),
                cadence.getValue(),
                currency.getValue(),
                from.getValue().getStart(),
                amounts.get(),
                basis(),
                alerts.get(),
                leads.getValue(),
                people.getValue()));
    }

    private static boolean required(ComboBox<?> field, String words) {
        boolean missing = field.isVisible() && field.isEmpty();
        field.setErrorMessage(words);
        field.setInvalid(missing);
        if (missing) {
            field.focus();
        }
        return !missing;
    }

    /** Says at its field why it can't be saved. */
    void refused(BudgetRefused problem) {
        String words = problem.reason().sentence();
        switch (problem.reason().field()) {
            case LIMIT -> limits.refuse(words);
            case THRESHOLDS -> thresholds.refuse(words);
            case FROM -> invalid(from, words);
            case SCOPE -> {
                switch (kind.getValue()) {
                    case TEAM -> invalid(team, words);
                    case DEPARTMENT -> invalid(department, words);
                    case EVERYTHING, UNALLOCATED -> FieldErrors.show(kind, words);
                }
            }
            case PEOPLE -> FieldErrors.show(people, words);
        }
    }

    private static void invalid(ComboBox<?> field, String words) {
        FieldErrors.show(field, words);
        field.focus();
    }
}
