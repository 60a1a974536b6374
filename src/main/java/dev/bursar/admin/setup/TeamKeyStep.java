package dev.bursar.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.setup.Check;
import dev.bursar.setup.FoundKey;
import dev.bursar.setup.ImportedKey;
import dev.bursar.setup.Permission;
import dev.bursar.setup.SetupState;
import dev.bursar.setup.SpendOfKey;
import dev.bursar.setup.TeamKey;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import module java.base;

/** Which cost allocation tags there are, what was spent with them, and which of them names teams. */
final class TeamKeyStep extends StepCard {
    /** So many are read with one press. */
    static final int AT_ONCE = 20;
    /** So many are listed; others are typed. */
    private static final int LISTED = 50;

    private final TextField typed = new TextField("Tag key");
    private final SetupData data;
    private final Consumer<String> choose;

    TeamKeyStep(
            SetupData data, Consumer<String> choose, Consumer<List<String>> readSpend, Consumer<List<String>> order) {
        super(3, "Team key");
        section().flush();
        this.data = data;
        this.choose = choose;
        SetupState state = data.state();
        String key = state.teamKey().key();
        status(
                key == null
                        ? new StatusBadge(Kind.WARNING, Icons.HOURGLASS, "Not chosen")
                        : SetupText.done(PlainText.cut(key, 40) + further(state.teamKeys())));
        section().with(words("The cost allocation tag whose values identify your teams. " + chosen(state.teamKey())));
        if (!state.teamKeys().single()) {
            section().with(order(state.teamKeys()));
        }
        List<FoundKey> keys = state.keys().stream()
                .sorted(Comparator.comparing((FoundKey found) -> !found.tag().active()))
                .toList();
        if (keys.isEmpty() && state.imported().isEmpty()) {
            state.check(Permission.LIST_COST_ALLOCATION_TAGS)
                    .filter(check -> check.outcome() != Check.Outcome.GRANTED)
                    .ifPresentOrElse(
                            check -> section().with(padded(SetupText.problem(check))),
                            () -> section()
                                    .with(words(
                                            state.listed()
                                                    ? "AWS lists no cost allocation tags. Tag resources, activate the tag in AWS Billing"
                                                            + " (Cost allocation tags), and check the connection again a day later."
                                                    : "Tags are listed once the connection works.")));
        } else {
            section().with(table(keys));
            List<String> unread = toRead(keys);
            if (!unread.isEmpty()) {
                section()
                        .actions(Buttons.neutral(
                                "Read the spend of " + Formats.count(unread.size(), "tag", "tags") + ", about "
                                        + SetupText.usd(Permission.pagesUsd(unread.size())),
                                click -> readSpend.accept(unread)));
            }
        }
        if (!state.imported().isEmpty() && !state.callers()) {
            section()
                    .with(words(
                            "Imported charges name no callers of models. CUR 2.0 states them where its table configuration"
                                    + " has INCLUDE_IAM_PRINCIPAL_DATA."));
        }
        if (state.unsplit().clusters() + state.unsplit().nodes() > 0) {
            section()
                    .with(
                            words(
                                    "Imported charges don\u2019t state what pods used of "
                                            + (state.unsplit().clusters() > 0
                                                    ? Formats.count(
                                                            state.unsplit().clusters(),
                                                            "EKS cluster. ",
                                                            "EKS clusters. ")
                                                    : Formats.count(
                                                            state.unsplit().nodes(),
                                                            "cluster node. ",
                                                            "cluster nodes. "))
                                            + "CUR 2.0 states it where its table configuration has INCLUDE_SPLIT_COST_ALLOCATION_DATA."));
        }
        data.missed().entrySet().stream()
                .max(Comparator.comparing((Map.Entry<String, Map<String, BigDecimal>> missed) ->
                                Collections.max(missed.getValue().values()))
                        .thenComparing(Map.Entry::getKey))
                .ifPresent(
                        missed -> section().note(SetupText.missed(missed.getKey(), missed.getValue(), data.month())));
        if (key != null) {
            section().actions(Buttons.neutral("Edit the order", click -> order.accept(known(keys))));
        }
        if (keys.size() + state.imported().size() > LISTED || keys.isEmpty() && !state.listed()) {
            section().with(field(keys.size()));
        }
    }

    private static String further(TeamKeys keys) {
        int more = keys.keys().size() - 1;
        return more < 1 ? "" : ", then " + Formats.count(more, "other key", "other keys");
    }

    /** {@code 1. iamPrincipal/team, from 1 Oct 2026}. */
    private static Component order(TeamKeys keys) {
        var list = new OrderedList();
        list.addClassName("team-key-order");
        keys.keys()
                .forEach(key -> list.add(new ListItem(PlainText.cut(key.key(), 80)
                        + (key.from() == null ? "" : ", from " + Formats.date(key.from())))));
        return padded(list);
    }

    /** What may be chosen: what charges carry and what AWS has activated. */
    private List<String> known(List<FoundKey> keys) {
        return Stream.concat(
                        data.state().imported().stream().map(ImportedKey::key),
                        keys.stream()
                                .map(FoundKey::tag)
                                .filter(tag -> tag.active())
                                .map(tag -> tag.key()))
                .distinct()
                .sorted()
                .toList();
    }

    private String chosen(TeamKey.Chosen chosen) {
        Instant at = chosen.at();
        if (chosen.key() == null) {
            return data.state().imported().isEmpty()
                    ? "Costs are not read until you choose one."
                    : "Costs from imported files get teams when you choose one.";
        }
        return SetupText.quoted(chosen.key())
                + (at == null || chosen.by() == null
                        ? " comes from BURSAR_TEAM_TAG. A key chosen here overrides it."
                        : " was chosen by " + PlainText.cut(chosen.by(), 60) + ", " + Formats.momentWithYear(at) + ".");
    }

    /** Activated ones of which this month's last reading is missing. */
    private List<String> toRead(List<FoundKey> keys) {
        return keys.stream()
                .filter(found -> found.tag().active())
                .filter(found -> found.spend() == null || found.spend().month().isBefore(data.month()))
                .map(found -> found.tag().key())
                .limit(AT_ONCE)
                .toList();
    }

    private Component table(List<FoundKey> keys) {
        var table = new StepTable(
                "Cost allocation tags",
                "tag-keys",
                List.of(
                        "Tag key",
                        "State",
                        "Last used",
                        "Spend with the tag, " + Formats.month(data.month()),
                        "Values",
                        "Choice"));
        List<ImportedKey> imported = onlyImported(keys);
        imported.stream()
                .limit(LISTED)
                .forEach(found -> table.line(List.of(
                        new Div(PlainText.id(found.key())),
                        new Span("in imported files"),
                        Styled.quiet(Formats.shortMonth(found.month())),
                        spend(SetupText.spend(found.sums()), "imported, " + Formats.month(found.month())),
                        new Span(Formats.count(found.values())),
                        choice(found.key(), true))));
        keys.stream().limit(Math.max(0, LISTED - imported.size())).forEach(found -> {
            var tag = found.tag();
            SpendOfKey spend = found.spend();
            var key = new Div(PlainText.id(tag.key()));
            if (!tag.userDefined()) {
                key.add(Styled.span("second-line", "set by AWS"));
            }
            table.line(List.of(
                    key,
                    new Span(tag.active() ? "active" : "not activated"),
                    Styled.quiet(tag.lastUsed() == null ? "unknown" : Formats.date(tag.lastUsed())),
                    spend == null ? Styled.quiet(tag.active() ? "not read yet" : "not in costs") : spend(spend),
                    spend == null ? Styled.quiet("") : new Span(Formats.count(spend.count())),
                    choice(tag.key(), tag.active())));
        });
        int all = imported.size() + keys.size();
        if (all > LISTED) {
            table.below(Styled.quiet(Formats.count(all - LISTED) + " more are not shown. Enter their key below."));
        }
        return table;
    }

    /** Those that AWS doesn't list, the one with the most spend first. */
    private List<ImportedKey> onlyImported(List<FoundKey> keys) {
        Set<String> listed = keys.stream().map(found -> found.tag().key()).collect(Collectors.toSet());
        return data.state().imported().stream()
                .filter(found -> !listed.contains(found.key()))
                .sorted(Comparator.comparing(ImportedKey::largest).reversed().thenComparing(ImportedKey::key))
                .toList();
    }

    private Component spend(SpendOfKey spend) {
        return spend(
                SetupText.spend(spend.sums()),
                "read " + Formats.moment(spend.readAt())
                        + (spend.month().equals(data.month()) ? "" : ", " + Formats.month(spend.month())));
    }

    private static Component spend(String amounts, String since) {
        var second = new Span(since);
        second.addClassName("second-line");
        return new Div(new Span(amounts), second);
    }

    private Component choice(String key, boolean active) {
        List<String> order =
                data.state().teamKeys().keys().stream().map(TeamKeys.Key::key).toList();
        if (order.contains(key)) {
            return new StatusBadge(
                    Kind.SUCCESS,
                    Icons.CHECK,
                    "Identifies teams" + (order.size() > 1 ? ", key " + (order.indexOf(key) + 1) : ""));
        }
        if (!active) {
            return Styled.quiet("activate it first");
        }
        if (!data.state().teamKeys().single()) {
            return Styled.quiet("not in the order");
        }
        Button button = Buttons.neutral("Choose", click -> choose.accept(key));
        button.setAriaLabel("Choose " + PlainText.cut(key, 60));
        return button;
    }

    private Component field(int listed) {
        typed.setHelperText(
                listed > 0
                        ? "One of the " + Formats.count(listed) + " keys, exactly as in AWS."
                        : "Exactly as in AWS. Bursar can\u2019t check it without the list. Costs without this tag are"
                                + " untagged.");
        typed.setMaxLength(200);
        var line = new Div(typed, Buttons.neutral("Choose this key", click -> choose.accept(typed.getValue())));
        line.addClassNames("step-field");
        return line;
    }

    /** Shows at the field why it can't be; false where there is no field. */
    boolean refuse(String key, String why) {
        if (!typed.isAttached() || !typed.getValue().equals(key)) {
            return false;
        }
        FieldErrors.show(typed, why);
        typed.focus();
        return true;
    }

    private static Paragraph words(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("step-words");
        return paragraph;
    }

    private static Component padded(Component content) {
        return Styled.div("step-words", content);
    }
}
