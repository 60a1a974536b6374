package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.pools.PoolRefused;
import dev.bursar.chargeback.pools.PoolService.Choices;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.text.PoolNotes;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The fields of a pool. */
final class PoolForm extends Div {
    private final TextField name = new TextField("Name");
    private final Select<PoolSelection.Kind> kind = new Select<>();
    private final MultiSelectComboBox<String> types = new MultiSelectComboBox<>("Record types");
    private final MultiSelectComboBox<String> services = new MultiSelectComboBox<>("Services");
    private final MultiSelectComboBox<String> accounts = new MultiSelectComboBox<>("Accounts");
    private final Checkbox unallocated = new Checkbox("Only charges that no team owns");
    private final OwnerFields owners;
    private final Select<Integer> after = new Select<>();
    private final Select<Split> split = new Select<>();
    private final MultiSelectComboBox<String> byServices = new MultiSelectComboBox<>("Services to split by");
    private final MultiSelectComboBox<Integer> leftOut = new MultiSelectComboBox<>("Excluded teams");
    private final Select<String> unit = new Select<>();
    private final TextField metric = new TextField("What is counted");
    private final Select<Integer> later = new Select<>();
    private final TextField part = new TextField("Part of this pool");
    private final Map<String, Set<String>> units;
    private final SharesField shares;
    private final Select<YearMonth> from = new Select<>();

    private enum Split {
        EVEN("Evenly over all teams", null),
        FIXED("Fixed shares", null),
        USAGE("By EffectiveCost of usage", PoolSplit.Basis.USAGE),
        COVERED_USAGE("By usage covered by commitments", PoolSplit.Basis.COVERED_USAGE),
        DIRECT("By direct BilledCost", PoolSplit.Basis.DIRECT),
        SERVICES("By EffectiveCost of chosen services", PoolSplit.Basis.SERVICES),
        QUANTITY("By usage quantity of chosen services", null),
        METRIC("By numbers that you enter", null);

        private final String label;
        private final PoolSplit.@Nullable Basis basis;

        Split(String label, PoolSplit.@Nullable Basis basis) {
            this.label = label;
            this.basis = basis;
        }

        static Split of(PoolSplit split) {
            return switch (split) {
                case PoolSplit.Even even -> EVEN;
                case PoolSplit.Fixed fixed -> FIXED;
                case PoolSplit.Metric by -> METRIC;
                case PoolSplit.Quantity by -> QUANTITY;
                case PoolSplit.Proportional by ->
                    Arrays.stream(values())
                            .filter(one -> one.basis == by.basis())
                            .findFirst()
                            .orElse(USAGE);
            };
        }
    }

    /**
     * @param stored null for a new pool
     * @param others pools that it can come after, in their order
     * @param changed told when a person changes something
     */
    PoolForm(Choices choices, @Nullable Pool stored, List<Pool> others, List<YearMonth> months, Runnable changed) {
        addClassNames("budget-form", "pool-form");
        Map<Integer, String> teams = sorted(choices.teams());
        Map<Integer, BigDecimal> percents =
                stored != null && stored.split() instanceof PoolSplit.Fixed(Map<Integer, BigDecimal> fixed)
                        ? fixed
                        : Map.of();
        shares = new SharesField(teams, percents, changed);
        name.setMaxLength(100);
        name.setRequiredIndicatorVisible(true);
        kind.setLabel("Takes");
        kind.setItems(PoolSelection.Kind.values());
        kind.setItemLabelGenerator(PoolSelection.Kind::label);
        PoolSelection selection = stored == null ? null : stored.selection();
        choose(types, choices.recordTypes(), selection == null ? Set.of() : selection.recordTypes());
        choose(services, choices.services(), selection == null ? Set.of() : selection.services());
        choose(accounts, choices.accounts().keySet(), selection == null ? Set.of() : selection.accounts());
        accounts.setItemLabelGenerator(id -> {
            String label = choices.accounts().getOrDefault(id, "");
            return label.isEmpty() ? Formats.account(id) : label + " (" + Formats.account(id) + ")";
        });
        owners = new OwnerFields(teams, choices.callers(), selection, changed);
        types.setPlaceholder("Any type");
        services.setPlaceholder("Any service");
        accounts.setPlaceholder("Any account");
        after.setLabel("Order");
        var places = new ArrayList<Integer>();
        places.add(0);
        others.forEach(pool -> places.add(pool.id()));
        Map<Integer, String> names = others.stream().collect(Collectors.toMap(Pool::id, Pool::name));
        after.setItems(places);
        after.setItemLabelGenerator(id -> id == 0 ? "First" : "After " + PlainText.cut(names.getOrDefault(id, ""), 60));
        after.setHelperText("A charge that several pools match goes to the first of them.");
        split.setLabel("Split");
        split.setItems(Split.values());
        split.setItemLabelGenerator(one -> one.label);
        units = choices.units();
        choose(byServices, choices.services(), stored == null ? Set.of() : services(stored.split()));
        unit.setLabel("Unit of usage");
        units(stored != null && stored.split() instanceof PoolSplit.Quantity by ? by.unit() : "");
        later(stored, names, places);
        metric.setMaxLength(60);
        metric.setRequiredIndicatorVisible(true);
        metric.setPlaceholder("Requests");
        metric.setHelperText(
                "You enter each month\u2019s numbers by team on this page once the pool is saved. A month without"
                        + " numbers can\u2019t be issued.");
        metric.setValue(stored != null && stored.split() instanceof PoolSplit.Metric counted ? counted.name() : "");
        leftOut.setPlaceholder("None");
        leftOut.setItems(teams.keySet());
        leftOut.setItemLabelGenerator(id -> PlainText.cut(teams.getOrDefault(id, ""), 60));
        from.setLabel("From");
        from.setItems(months);
        from.setItemLabelGenerator(Formats::month);
        from.setHelperText("Earlier months stay as they are.");
        fill(stored, others, months);
        Stream.<HasValue<?, ?>>of(
                        kind, types, services, accounts, unallocated, after, unit, metric, leftOut, part, from, name)
                .forEach(field -> field.addValueChangeListener(change -> changed.run()));
        Stream.<HasValue<?, ?>>of(split, later, byServices)
                .forEach(field -> field.addValueChangeListener(change -> {
                    arrange();
                    changed.run();
                }));
        arrange();
        add(
                name,
                group("Which charges", kind, types, services, accounts, unallocated, owners),
                group("How they are split", split, leftOut, byServices, unit, metric, shares, later, part),
                group("When, and in which order", from, after));
    }

    private static Div group(String title, Component... fields) {
        var group = Styled.div("pool-fields", fields);
        group.getElement().setAttribute("role", "group");
        group.getElement().setAttribute("aria-label", title);
        group.addComponentAsFirst(new H3(title));
        return group;
    }

    private static Map<Integer, String> sorted(Map<Integer, String> teams) {
        return teams.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Integer, String> team) ->
                                team.getValue().toLowerCase(Locale.ROOT))
                        .thenComparing(Map.Entry::getKey))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    private static void choose(MultiSelectComboBox<String> field, Collection<String> values, Set<String> chosen) {
        List<String> items = Stream.concat(values.stream(), chosen.stream())
                .distinct()
                .sorted()
                .toList();
        field.setItems(items);
        field.setItemLabelGenerator(text -> text.isEmpty() ? "No value" : PlainText.cut(text, 80));
        field.setValue(chosen);
    }

    private static Set<String> services(PoolSplit split) {
        return switch (split) {
            case PoolSplit.Proportional by -> by.services();
            case PoolSplit.Quantity by -> by.services();
            case PoolSplit.Even even -> Set.of();
            case PoolSplit.Fixed fixed -> Set.of();
            case PoolSplit.Metric by -> Set.of();
        };
    }

    /** Those of the chosen services' usage. */
    private void units(String chosen) {
        List<String> items = Stream.concat(
                        byServices.getValue().stream()
                                .flatMap(service -> units.getOrDefault(service, Set.of()).stream()),
                        Stream.of(chosen).filter(any -> !any.isEmpty()))
                .distinct()
                .sorted()
                .toList();
        unit.setItems(items);
        unit.setEnabled(!items.isEmpty());
        unit.setHelperText(
                byServices.getValue().isEmpty()
                        ? "Choose services first."
                        : items.isEmpty()
                                ? "Cost Explorer gives no single unit for their usage. Load a Data Export of the month, or choose"
                                        + " another split."
                                : "Usage in other units isn\u2019t counted.");
        if (items.contains(chosen)) {
            unit.setValue(chosen);
        } else if (items.size() == 1) {
            unit.setValue(items.getFirst());
        }
    }

    private void later(@Nullable Pool stored, Map<Integer, String> names, List<Integer> places) {
        later.setLabel("Part for a later pool");
        later.setItems(places);
        later.setItemLabelGenerator(id -> id == 0 ? "None" : PlainText.cut(names.getOrDefault(id, ""), 60));
        later.setValue(0);
        part.addClassName("amount-field");
        part.setSuffixComponent(new Span("%"));
        part.setMaxLength(12);
        part.setRequiredIndicatorVisible(true);
        part.setHelperText("It goes to the later pool and is split with it. The split above applies to the rest.");
        Optional.ofNullable(stored).flatMap(Pool::passes).ifPresent(passed -> {
            later.setValue(places.contains(passed.pool()) ? passed.pool() : 0);
            part.setValue(passed.percent().stripTrailingZeros().toPlainString());
        });
    }

    private void fill(@Nullable Pool stored, List<Pool> others, List<YearMonth> months) {
        kind.setValue(
                stored == null ? PoolSelection.Kind.ANY : stored.selection().kind());
        split.setValue(stored == null ? Split.USAGE : Split.of(stored.split()));
        if (!months.isEmpty()) {
            from.setValue(months.size() > 1 ? months.get(1) : months.getFirst());
        }
        after.setValue(others.isEmpty() ? 0 : others.getLast().id());
        if (stored != null) {
            name.setValue(stored.name());
            unallocated.setValue(stored.selection().unallocated());
            leftOut.setValue(stored.split().leftOut());
            after.setValue(others.stream()
                    .filter(pool -> pool.position().compareTo(stored.position()) < 0)
                    .map(Pool::id)
                    .reduce((one, next) -> next)
                    .orElse(0));
        }
    }

    private void arrange() {
        Split chosen = split.getValue();
        shares.setVisible(chosen == Split.FIXED);
        leftOut.setVisible(chosen != Split.FIXED);
        byServices.setVisible(chosen == Split.SERVICES || chosen == Split.QUANTITY);
        unit.setVisible(chosen == Split.QUANTITY);
        units(Optional.ofNullable(unit.getValue()).filter(this::isOffered).orElse(""));
        part.setVisible(later.getValue() != null && later.getValue() != 0);
        metric.setVisible(chosen == Split.METRIC);
    }

    private boolean isOffered(String one) {
        return byServices.getValue().stream()
                .anyMatch(service -> units.getOrDefault(service, Set.of()).contains(one));
    }

    /** Nothing where it isn't a number: that is refused as one outside of what it can be. */
    private Optional<Pool.Passed> passes() {
        Integer pool = later.getValue();
        return pool == null || pool == 0
                ? Optional.empty()
                : Optional.of(new Pool.Passed(
                        pool, SharesField.percent(part.getValue()).orElse(BigDecimal.ZERO)));
    }

    /** The pool as it is entered; empty where a field can't be read, which is then said at it. */
    Optional<PoolDraft> read() {
        clear();
        Optional<PoolSplit> how = switch (split.getValue()) {
            case EVEN -> Optional.of(new PoolSplit.Even(leftOut.getValue()));
            case FIXED -> shares.read().map(PoolSplit.Fixed::new);
            case METRIC -> Optional.of(new PoolSplit.Metric(metric.getValue(), Map.of(), leftOut.getValue()));
            case QUANTITY ->
                Optional.of(new PoolSplit.Quantity(
                        byServices.getValue(),
                        Optional.ofNullable(unit.getValue()).orElse(""),
                        leftOut.getValue()));
            case USAGE, COVERED_USAGE, DIRECT, SERVICES ->
                Optional.ofNullable(split.getValue().basis)
                        .map(basis -> new PoolSplit.Proportional(
                                basis,
                                basis == PoolSplit.Basis.SERVICES ? byServices.getValue() : Set.of(),
                                leftOut.getValue()));
        };
        YearMonth since = from.getValue();
        if (since == null) {
            from.setInvalid(true);
            from.setErrorMessage("Choose a month.");
            return Optional.empty();
        }
        Integer before = after.getValue();
        return how.map(found -> new PoolDraft(
                name.getValue(),
                new PoolSelection(
                        kind.getValue(),
                        types.getValue(),
                        services.getValue(),
                        accounts.getValue(),
                        unallocated.getValue(),
                        owners.teams(),
                        owners.callers()),
                found,
                before == null ? 0 : before,
                since,
                passes()));
    }

    private void clear() {
        name.setInvalid(false);
        kind.setInvalid(false);
        split.setInvalid(false);
        from.setInvalid(false);
        shares.clear();
        metric.setInvalid(false);
        unit.setInvalid(false);
        part.setInvalid(false);
        later.setInvalid(false);
    }

    /** Says at the field what is wrong. */
    void refused(PoolRefused refused) {
        String sentence = PoolNotes.refused(refused.reason());
        switch (refused.field()) {
            case NAME -> refused(name, name, sentence);
            case SELECTION -> refused(kind, kind, sentence);
            case SPLIT -> refused(split, split, sentence);
            case SHARES -> shares.refuse(sentence);
            case METRIC -> refused(metric, metric, sentence);
            case UNIT -> refused(unit, unit, sentence);
            case LATER -> {
                boolean percent = refused.reason() == PoolRefused.Plain.PART_OUTSIDE;
                refused(percent ? part : later, percent ? part : later, sentence);
            }
            case FROM -> refused(from, from, sentence);
        }
    }

    private static void refused(HasValidation field, Focusable<?> focused, String sentence) {
        FieldErrors.show(field, sentence);
        focused.focus();
    }

    /** A percent for each team, with their sum. */
    static final class SharesField extends Div {
        private final Map<Integer, TextField> fields = new LinkedHashMap<>();
        private final Paragraph sum = new Paragraph();

        /**
         * @param teams names by number, in their order
         * @param changed told when a person changes a share
         */
        SharesField(Map<Integer, String> teams, Map<Integer, BigDecimal> shares, Runnable changed) {
            addClassName("shares");
            getElement().setAttribute("role", "group");
            getElement().setAttribute("aria-label", "Shares in percent");
            var grid = Styled.div("limit-fields");
            teams.forEach((team, name) -> {
                var field = new TextField(PlainText.cut(name, 40));
                field.addClassName("amount-field");
                field.setSuffixComponent(new Span("%"));
                field.setMaxLength(12);
                field.setValueChangeMode(ValueChangeMode.ON_BLUR);
                Optional.ofNullable(shares.get(team))
                        .ifPresent(share ->
                                field.setValue(share.stripTrailingZeros().toPlainString()));
                field.addValueChangeListener(change -> {
                    add();
                    changed.run();
                });
                fields.put(team, field);
                grid.add(field);
            });
            sum.addClassName("note");
            sum.getElement().setAttribute("aria-live", "polite");
            add(grid, sum);
            add();
        }

        private void add() {
            BigDecimal all = BigDecimal.ZERO;
            for (TextField field : fields.values()) {
                all = all.add(percent(field.getValue()).orElse(BigDecimal.ZERO));
            }
            sum.setText("Sum " + all.stripTrailingZeros().toPlainString() + "% of 100%");
        }

        /** The shares above 0; empty where a field holds no number, which is then said at it. */
        Optional<Map<Integer, BigDecimal>> read() {
            Map<Integer, BigDecimal> shares = new HashMap<>();
            boolean good = true;
            for (var entry : fields.entrySet()) {
                TextField field = entry.getValue();
                Optional<BigDecimal> percent = percent(field.getValue());
                boolean wrong = percent.isEmpty() && !field.getValue().isBlank();
                field.setInvalid(wrong);
                field.setErrorMessage(wrong ? "Enter a percent such as 12.5." : "");
                good &= !wrong;
                percent.filter(share -> share.signum() > 0).ifPresent(share -> shares.put(entry.getKey(), share));
            }
            return good ? Optional.of(shares) : Optional.empty();
        }

        static Optional<BigDecimal> percent(String typed) {
            String text = typed.strip().replace(',', '.').replace("%", "").strip();
            return text.matches("\\d{1,3}(\\.\\d{1,6})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
        }

        void refuse(String sentence) {
            sum.setText(sentence);
            sum.addClassName("error");
        }

        void clear() {
            sum.removeClassName("error");
            add();
        }
    }
}
