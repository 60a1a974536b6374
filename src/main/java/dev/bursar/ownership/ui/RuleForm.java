package dev.bursar.ownership.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.LitRenderer;
import dev.bursar.charges.Caller;
import dev.bursar.charges.models.InferenceProfile;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.kernel.JobFamily;
import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipEdit;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.RuleChecks;
import dev.bursar.ownership.RuleChoices;
import dev.bursar.ownership.RuleDraft;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.ownership.text.RuleText;
import dev.bursar.ui.DayFormats;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What a rule says, in fields; tells when the change that they describe is another. */
final class RuleForm extends Div {
    /** On which days a change of a rule holds. */
    enum Reach {
        SINCE("From a date"),
        ALWAYS("Retroactively (correction)");

        private final String words;

        Reach(String words) {
            this.words = words;
        }
    }

    private static final int LONGEST_NAME = 60;

    private final ComboBox<TeamId> team = new ComboBox<>("Team");
    private final ValuesField tagValues = new ValuesField("Tag values", RuleText::tagValue, text -> text, true);
    private final Checkbox anyCase = new Checkbox("Ignore case: vision, Vision, VISION");
    private final ValuesField accounts;
    private final ValuesField services = new ValuesField("Services", name -> name, text -> text, false);
    private final ValuesField callers;
    private final ValuesField profiles;
    private final ValuesField clusters;
    private final ValuesField namespaces = new ValuesField("Namespaces", name -> name, String::strip, true);
    private final ValuesField workloads = new ValuesField(
            "Workloads", name -> name, typed -> JobFamily.of(typed.strip()).name(), true);
    private final NativeDetails more = new NativeDetails("More conditions");
    private final RadioButtonGroup<Reach> reach = new RadioButtonGroup<>("Apply");
    private final DatePicker since = day("From");
    private final DatePicker first = day("First day");
    private final DatePicker last = day("Last day");
    private final ComboBox<OwnershipRule> before = new ComboBox<>("Position");
    private final RuleNames names;
    private final Map<String, String> profileNames = new HashMap<>();
    private final Runnable changed;
    private @Nullable OwnershipRule rule;
    private boolean filling;

    RuleForm(RuleNames names, Runnable changed) {
        this.names = names;
        this.changed = changed;
        accounts = new ValuesField(
                "Accounts",
                account -> names.accounts().getOrDefault(account, Formats.account(account)),
                RuleForm::accountId,
                false);
        callers = new ValuesField(
                "Callers",
                caller -> RuleText.inAccount(caller, names.accounts()),
                typed -> Caller.meant(typed).orElse(typed),
                true);
        profiles = new ValuesField(
                "Inference profiles",
                this::profile,
                typed -> InferenceProfile.meant(typed).orElse(typed),
                true);
        clusters = new ValuesField(
                "Clusters",
                cluster -> RuleText.cluster(cluster, names.accounts()),
                typed -> ClusterPart.clusterMeant(typed).orElse(typed),
                true);
        addClassName("rule-form");
        team.setItemLabelGenerator(names::team);
        team.setRequiredIndicatorVisible(true);
        team.setWidthFull();
        tagValues.setPlaceholder("Any value; also those without costs yet");
        accounts.setPlaceholder("Any account");
        services.setPlaceholder("Any service");
        callers.setPlaceholder("Any role or user");
        profiles.setPlaceholder("Any inference profile");
        profiles.setHelperText("By its id or ARN.");
        clusters.setPlaceholder("Any cluster, by name or ARN");
        namespaces.setPlaceholder("Any namespace");
        workloads.setPlaceholder("Any workload");
        ofParts().forEach(field -> field.setVisible(false));
        reach.setItems(Reach.values());
        reach.setItemLabelGenerator(one -> one.words);
        since.setRequiredIndicatorVisible(true);
        first.setPlaceholder("Always");
        last.setPlaceholder("No end");
        before.setClearButtonVisible(true);
        before.setWidthFull();
        before.setPlaceholder("Last");
        before.setItemLabelGenerator(one ->
                "Before " + one.position() + ": " + RuleText.sentence(one, names.team(one.team()), names.accounts()));
        var days = Styled.div("rule-days", since, first, last);
        more.addClassName("rule-more");
        more.setContent(
                Styled.div("rule-conditions", accounts, services, callers, profiles, clusters, namespaces, workloads));
        add(team, tagValues, anyCase, more, reach, days, before);
        Stream.concat(conditions(), Stream.<HasValue<?, ?>>of(team, anyCase, reach, since, first, last, before))
                .forEach(field -> field.addValueChangeListener(change -> tell()));
    }

    /** {@code fraud-assistant (a1b2c3d4e5f6 in fraud-prod)}: the name that people gave it before its id. */
    private String profile(String profile) {
        String id = RuleText.inAccount(profile, names.accounts());
        String name = profileNames.getOrDefault(profile, profile);
        return name.equals(profile) ? id : PlainText.cut(name, LONGEST_NAME) + " (" + id + ")";
    }

    private static DatePicker day(String label) {
        var day = new DatePicker(label);
        day.setI18n(DayFormats.words());
        return day;
    }

    private void tell() {
        if (!filling) {
            showReach();
            changed.run();
        }
    }

    private void showReach() {
        boolean fromADay = rule != null && reach.getValue() == Reach.SINCE;
        reach.setVisible(rule != null);
        since.setVisible(fromADay);
        first.setVisible(!fromADay);
        before.setVisible(rule == null);
        anyCase.setVisible(!tagValues.getValue().isEmpty());
        if (Stream.of(accounts, services, callers, profiles, clusters, namespaces, workloads)
                .anyMatch(field -> !field.isEmpty())) {
            more.setOpen(true);
        }
    }

    /** An empty form for a new rule. */
    void fill(List<TeamId> teams, List<OwnershipRule> rules) {
        filling = true;
        team.setItems(teams);
        before.setItems(rules);
        rule = null;
        anyCase.setValue(true);
        filling = false;
        showReach();
    }

    /** Fills in what a new rule is to claim; what isn't known of it stays empty. */
    void claim(Optional<String> tagValue, Optional<String> account, Optional<String> service) {
        filling = true;
        tagValues.values(tagValue.map(List::of).orElse(List.of()));
        accounts.values(account.map(List::of).orElse(List.of()));
        services.values(service.map(List::of).orElse(List.of()));
        filling = false;
        showReach();
    }

    /** A stored rule; its team is offered even where it has ended. */
    void fill(List<TeamId> teams, OwnershipRule stored, LocalDate today) {
        filling = true;
        rule = stored;
        team.setItems(Stream.concat(Stream.of(stored.team()), teams.stream())
                .distinct()
                .toList());
        team.setValue(stored.team());
        tagValues.values(stored.tagValues());
        anyCase.setValue(stored.anyCase());
        accounts.values(stored.accounts());
        services.values(stored.services());
        callers.values(stored.callers());
        profiles.values(stored.profiles());
        clusters.values(stored.clusters());
        namespaces.values(stored.namespaces());
        workloads.values(stored.workloads());
        first.setValue(stored.from().isAfter(OwnershipRule.ALWAYS) ? stored.from() : null);
        last.setValue(
                Optional.ofNullable(stored.to()).map(to -> to.minusDays(1)).orElse(null));
        LocalDate month = today.withDayOfMonth(1);
        reach.setValue(month.isAfter(stored.from()) && stored.holdsOn(month) ? Reach.SINCE : Reach.ALWAYS);
        since.setValue(month);
        filling = false;
        showReach();
    }

    /** Keeps what is in the fields, as a change of another version. */
    void rebase(@Nullable OwnershipRule theirs) {
        rule = theirs;
        showReach();
    }

    void offer(RuleChoices choices, Map<TeamId, String> teams) {
        tagValues.offer(choices.tagValues(), teams);
        accounts.offer(choices.accounts(), teams);
        services.offer(choices.services(), teams);
        callers.offer(choices.callers(), teams);
        choices.profiles().forEach(one -> profileNames.put(one.key(), one.name()));
        profiles.offer(choices.profiles(), teams);
        clusters.offer(choices.clusters(), teams);
        namespaces.offer(choices.namespaces(), teams);
        workloads.offer(choices.workloads(), teams);
        boolean parted = !choices.clusters().isEmpty();
        ofParts().forEach(field -> field.setVisible(parted || !field.isEmpty()));
        callers.setHelperText(
                choices.callersStated()
                        ? "By name or ARN. Without an account ID, a name matches in every account."
                        : "Imported charges state no callers, so no such rule claims any. CUR 2.0 states them where its table"
                                + " configuration has INCLUDE_IAM_PRINCIPAL_DATA.");
    }

    /** What is missing before anything can be added up: a sentence, or nothing. */
    Optional<String> missing() {
        if (Stream.of(since, first, last).anyMatch(day -> day.isVisible() && day.isInvalid())) {
            return Optional.of("Correct the days to see what moves.");
        }
        if (team.getValue() == null) {
            return Optional.of("Choose a team to see what moves.");
        }
        if (conditions().allMatch(HasValue::isEmpty)) {
            return Optional.of("Enter a condition, such as a tag value, to see what moves.");
        }
        if (since.isVisible() && since.getValue() == null) {
            return Optional.of("Choose the date from which the change applies to see what moves.");
        }
        return Optional.empty();
    }

    /** The change that the fields describe; empty while no team or day is chosen. */
    Optional<OwnershipEdit> edit() {
        TeamId owner = team.getValue();
        boolean badDay = Stream.of(since, first, last).anyMatch(day -> day.isVisible() && day.isInvalid());
        if (owner == null || badDay) {
            return Optional.empty();
        }
        RuleDraft draft = draft(owner);
        OwnershipRule stored = rule;
        if (stored == null) {
            OwnershipRule next = before.getValue();
            return Optional.of(new OwnershipEdit.Add(draft, next == null ? null : next.id()));
        }
        if (reach.getValue() != Reach.SINCE) {
            return Optional.of(new OwnershipEdit.Correct(stored.id(), stored.version(), draft));
        }
        LocalDate day = since.getValue();
        return day == null
                ? Optional.empty()
                : Optional.of(new OwnershipEdit.Change(stored.id(), stored.version(), draft, day));
    }

    private RuleDraft draft(TeamId owner) {
        LocalDate end = last.getValue();
        LocalDate begin = first.getValue();
        return new RuleDraft(
                owner,
                List.copyOf(tagValues.getValue()),
                anyCase.getValue(),
                List.copyOf(accounts.getValue()),
                List.copyOf(services.getValue()),
                List.copyOf(callers.getValue()),
                List.copyOf(profiles.getValue()),
                List.copyOf(clusters.getValue()),
                List.copyOf(namespaces.getValue()),
                List.copyOf(workloads.getValue()),
                begin == null ? OwnershipRule.ALWAYS : begin,
                end == null ? null : end.plusDays(1));
    }

    /** The other rule that claims exactly this already; known before a team is chosen. */
    Optional<OwnershipRule> claimedBy(List<OwnershipRule> rules) {
        int own = rule == null ? 0 : rule.id();
        return rules.stream()
                .filter(other -> other.id() != own)
                .filter(other -> draft(other.team()).claimsTheSameAs(other))
                .findFirst();
    }

    /** The rule as the fields have it, for a sentence. */
    Optional<OwnershipRule> rule() {
        return edit().flatMap(edit -> switch (edit) {
                    case OwnershipEdit.Add add -> Optional.of(add.draft());
                    case OwnershipEdit.AddAll all -> Optional.<RuleDraft>empty();
                    case OwnershipEdit.Correct correct -> Optional.of(correct.draft());
                    case OwnershipEdit.Change change -> Optional.of(change.draft());
                    case OwnershipEdit.End end -> Optional.<RuleDraft>empty();
                    case OwnershipEdit.Remove remove -> Optional.<RuleDraft>empty();
                    case OwnershipEdit.Join join -> Optional.<RuleDraft>empty();
                    case OwnershipEdit.Reorder reorder -> Optional.<RuleDraft>empty();
                    case OwnershipEdit.HandOver handOver -> Optional.<RuleDraft>empty();
                })
                .filter(draft -> conditions().anyMatch(field -> !field.isEmpty()))
                .map(draft -> new OwnershipRule(
                        0,
                        0,
                        draft.team(),
                        draft.tagValues(),
                        draft.anyCase(),
                        draft.accounts(),
                        draft.services(),
                        draft.callers(),
                        draft.profiles(),
                        draft.clusters(),
                        draft.namespaces(),
                        draft.workloads(),
                        draft.from(),
                        draft.to(),
                        0));
    }

    /** Marks what has to be chosen before it can be saved; false when something is missing. */
    boolean isComplete() {
        clearErrors();
        if (team.getValue() == null) {
            invalid(team, "Choose the team that owns the costs.");
            return false;
        }
        if (since.isVisible() && since.getValue() == null) {
            invalid(since, "Choose the date from which the change applies.");
            return false;
        }
        for (DatePicker day : List.of(since, first, last)) {
            if (day.isVisible() && day.isInvalid()) {
                day.focus();
                return false;
            }
        }
        return true;
    }

    private void clearErrors() {
        Stream.concat(Stream.<HasValidation>of(team), conditions()).forEach(field -> field.setInvalid(false));
        Stream.of(since, first, last).filter(day -> day.getValue() != null).forEach(day -> day.setInvalid(false));
    }

    String words(RuleRefused problem) {
        return RuleText.refused(problem, names.teams());
    }

    /** Says at its field what stands in the way. */
    void refused(RuleRefused problem) {
        String words = words(problem);
        switch (problem.reason()) {
            case NO_CONDITION, CLAIMED_ALREADY -> invalid(firstNamed(), words);
            case NOT_A_CALLER -> invalid(callers, words);
            case NOT_A_PROFILE -> invalid(profiles, words);
            case NOT_A_CLUSTER -> invalid(clusters, words);
            case NOTHING_NAMED -> invalid(namespaces, words);
            case VALUE_TOO_LONG, VALUE_NOT_STORABLE -> invalid(withBadValue(), words);
            case TOO_MANY_VALUES -> invalid(longest(), words);
            case DAY_OUT_OF_RANGE -> invalid(outOfRange(), words);
            case ENDS_BEFORE_IT_BEGINS -> invalid(last, words);
            case CHANGES_OUTSIDE_ITS_DAYS -> invalid(since, words);
            case TEAM_NOT_THERE -> invalid(team, words);
        }
    }

    private Stream<ValuesField> conditions() {
        return Stream.concat(Stream.of(tagValues, accounts, services, callers, profiles), ofParts());
    }

    /** Shown where charges of nodes have parts. */
    private Stream<ValuesField> ofParts() {
        return Stream.of(clusters, namespaces, workloads);
    }

    private ValuesField firstNamed() {
        return conditions()
                .filter(field -> !field.getValue().isEmpty())
                .findFirst()
                .orElse(tagValues);
    }

    private ValuesField withBadValue() {
        return conditions()
                .filter(field -> field.getValue().stream()
                        .anyMatch(value -> value.length() > RuleChecks.LONGEST_VALUE || value.indexOf('\0') >= 0))
                .findFirst()
                .orElse(tagValues);
    }

    private ValuesField longest() {
        return conditions()
                .max(Comparator.comparingInt(field -> field.getValue().size()))
                .orElse(tagValues);
    }

    private DatePicker outOfRange() {
        LocalDate end = last.getValue();
        return end != null && end.getYear() > 2199 ? last : since.isVisible() ? since : first;
    }

    private <T extends Component & HasValidation & Focusable<?>> void invalid(T field, String words) {
        FieldErrors.show(field, words);
        if (List.of(accounts, services, callers, profiles, clusters, namespaces, workloads)
                .contains(field)) {
            more.setOpen(true);
        }
        field.focus();
    }

    private static String accountId(String typed) {
        String id = typed.strip();
        return id.matches("\\d{4}-\\d{4}-\\d{4}") ? id.replace("-", "") : id;
    }

    /** Values that a rule names: those found with costs are offered with them and with who has them, any other may be typed. */
    static final class ValuesField extends MultiSelectComboBox<String> {
        private static final int LONGEST_NAME = 60;
        private final Function<String, String> label;
        private final Map<String, RuleChoices.Value> found = new HashMap<>();
        private Map<TeamId, String> teams = Map.of();

        /**
         * @param label what a value is called
         * @param typed what is meant by a text that somebody types, when it is none that is offered
         * @param asTyped whether a text that is only part of an offered value stands for itself
         */
        ValuesField(String name, Function<String, String> label, UnaryOperator<String> typed, boolean asTyped) {
            super(name);
            this.label = label;
            setWidthFull();
            setAutoExpand(AutoExpandMode.VERTICAL);
            setClearButtonVisible(true);
            setAllowCustomValue(true);
            setItemLabelGenerator(value -> PlainText.cut(label.apply(value), LONGEST_NAME));
            setRenderer(LitRenderer.<String>of("<div>${item.name}</div><div class=\"note\">${item.note}</div>")
                    .withProperty("name", value -> PlainText.cut(label.apply(value), LONGEST_NAME))
                    .withProperty("note", this::note));
            setItems(List.of());
            addCustomValueSetListener(typing -> {
                String value = meant(typed.apply(typing.getDetail()), asTyped);
                if (!value.isEmpty()) {
                    var all = new LinkedHashSet<>(getValue());
                    all.add(value);
                    setValue(all);
                }
            });
        }

        /** Part of a name means the one value that has it: whoever types "SageMaker" seldom means a service of that name. */
        private String meant(String text, boolean asTyped) {
            if (asTyped || found.containsKey(text)) {
                return text;
            }
            String lower = text.toLowerCase(Locale.ROOT);
            List<String> matching = found.keySet().stream()
                    .filter(value -> matches(value, lower))
                    .toList();
            return matching.size() == 1 ? matching.getFirst() : text;
        }

        void values(@Nullable List<String> values) {
            setValue(values == null ? List.of() : values);
        }

        void offer(List<RuleChoices.Value> values, Map<TeamId, String> names) {
            teams = names;
            found.clear();
            values.forEach(value -> found.put(value.key(), value));
            var chosen = getValue();
            var keys =
                    new ArrayList<>(values.stream().map(RuleChoices.Value::key).toList());
            chosen.stream().filter(value -> !found.containsKey(value)).forEach(keys::add);
            setItems((value, typed) -> matches(value, typed.toLowerCase(Locale.ROOT)), keys);
            setValue(chosen);
        }

        private boolean matches(String value, String typed) {
            return value.toLowerCase(Locale.ROOT).contains(typed)
                    || label.apply(value).toLowerCase(Locale.ROOT).contains(typed);
        }

        /** {@code $1,234.56, Platform's and Unallocated}. */
        private String note(String value) {
            RuleChoices.Value known = found.get(value);
            if (known == null || known.owners().isEmpty()) {
                return "No costs in these months";
            }
            Map<String, BigDecimal> sums = new TreeMap<>();
            known.owners().forEach(share -> sums.merge(share.currency(), share.effectiveCost(), BigDecimal::add));
            String amounts = sums.entrySet().stream()
                    .map(sum -> Formats.money(sum.getValue(), sum.getKey()))
                    .collect(Collectors.joining(", "));
            List<String> owners = known.owners().stream()
                    .map(share -> RuleText.team(share.team(), teams))
                    .distinct()
                    .toList();
            String named = owners.size() > 3
                    ? String.join(", ", owners.subList(0, 2)) + " and " + (owners.size() - 2) + " more"
                    : String.join(", ", owners);
            return amounts + ", now " + named;
        }
    }
}
