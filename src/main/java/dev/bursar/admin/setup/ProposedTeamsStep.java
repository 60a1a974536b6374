package dev.bursar.admin.setup;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.ownership.OwnershipLinks;
import dev.bursar.setup.Permission;
import dev.bursar.setup.SpendOfKey;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import module java.base;

/** The teams that the tag's values speak for, to be made with their ownership rules or left out. */
final class ProposedTeamsStep extends StepCard {
    private static final int SPELLINGS = 4;
    /** So many are shown; the others follow when these are decided. */
    private static final int SHOWN = 200;

    private final Map<ProposedTeam, Checkbox> boxes = new LinkedHashMap<>();
    private final Button create;

    /** @param wanted gets those to make and those left out */
    ProposedTeamsStep(SetupData data, BiConsumer<List<ProposedTeam>, List<ProposedTeam>> wanted, Runnable readValues) {
        super(4, "Teams");
        section().flush();
        create = Buttons.primary(
                "Confirm teams",
                click -> wanted.accept(
                        checked(true),
                        Stream.concat(
                                        checked(false).stream(),
                                        data.teams().stream().skip(SHOWN).filter(ProposedTeam::leftOut))
                                .toList()));
        String key = data.state().teamKey().key();
        if (key == null) {
            status(SetupText.open("Waiting for the team key"));
            section().with(words("Bursar proposes teams from the values of the key that you choose in step 3."));
            return;
        }
        var spend = data.state().spendOfTeamKey();
        if (spend.isEmpty()) {
            status(SetupText.open("Values not read"));
            section()
                    .with(words("Bursar proposes teams from the values that " + SetupText.quoted(key) + " had in "
                            + Formats.month(data.month()) + "."));
            section()
                    .actions(Buttons.neutral(
                            "Read the values of " + SetupText.quoted(key) + ", about "
                                    + SetupText.usd(Permission.pagesUsd(1)),
                            click -> readValues.run()));
            return;
        }
        List<ProposedTeam> open =
                data.teams().stream().filter(team -> !team.isThere()).toList();
        status(
                data.teams().isEmpty()
                        ? new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "No values")
                        : open.isEmpty()
                                ? SetupText.done("All have a team")
                                : open.stream().allMatch(ProposedTeam::leftOut)
                                        ? SetupText.done("All decided")
                                        : new StatusBadge(
                                                Kind.INFO,
                                                Icons.USERS,
                                                Formats.count(open.size(), "proposed", "proposed")));
        if (data.teams().isEmpty()) {
            section()
                    .with(words("No cost of " + Formats.month(spend.get().month()) + " has the tag "
                            + SetupText.quoted(key)
                            + ". Choose another key, or assign costs by account or service in Ownership rules."));
            return;
        }
        List<ProposedTeam> shown = data.teams().stream().limit(SHOWN).toList();
        List<ProposedTeam> there = shown.stream().filter(ProposedTeam::isThere).toList();
        section().with(words(introduction(spend.get())));
        if (!open.isEmpty()) {
            section()
                    .with(table(
                            "Proposed teams",
                            shown.stream().filter(team -> !team.isThere()).toList(),
                            spend.get()));
        }
        if (data.teams().size() > SHOWN) {
            section().with(words(Formats.count(data.teams().size() - SHOWN) + " more appear when these are decided."));
        }
        if (!there.isEmpty()) {
            var folded = new NativeDetails(
                    "See " + Formats.count(there.size(), "value that goes", "values that go") + " to a team already",
                    table("Values that go to a team already", there, spend.get()));
            folded.addClassName("step-folded");
            section().with(folded);
        }
        section().with(foot(spend.get()));
        if (!open.isEmpty()) {
            section().actions(create);
        }
        count();
    }

    private static String introduction(SpendOfKey spend) {
        return "Values that differ only in case and spaces become one team. Each team gets an ownership rule with all its"
                + " spellings, in any case. Values that you leave out stay Unallocated. EffectiveCost of "
                + Formats.month(spend.month()) + ".";
    }

    private StepTable table(String title, List<ProposedTeam> teams, SpendOfKey spend) {
        var table = new StepTable(
                title, "proposed-teams", List.of("Team", "Values", Formats.month(spend.month()), "State"));
        for (ProposedTeam team : teams) {
            table.line(List.of(name(team), spellings(team), new Span(SetupText.amounts(team.costs())), state(team)));
        }
        return table;
    }

    private Component name(ProposedTeam team) {
        if (team.isThere()) {
            return PlainText.name(team.name());
        }
        var box = new Checkbox(PlainText.cut(team.name(), 60), !team.leftOut());
        box.addValueChangeListener(change -> count());
        boxes.put(team, box);
        return box;
    }

    private static Component spellings(ProposedTeam team) {
        var values = Styled.div("spellings");
        team.spellings().stream().limit(SPELLINGS).forEach(value -> values.add(PlainText.id(value)));
        if (team.spellings().size() > SPELLINGS) {
            values.add(Styled.quiet("and " + (team.spellings().size() - SPELLINGS) + " more"));
        }
        return values;
    }

    private static Component state(ProposedTeam team) {
        String owners =
                team.owners().stream().map(owner -> PlainText.cut(owner, 40)).collect(Collectors.joining(", "));
        var words = new Span(
                team.isThere()
                        ? "goes to " + owners
                        : adds(team)
                                ? "adds " + Formats.count(team.unnamed().size(), "spelling", "spellings") + " to "
                                        + owners
                                : !team.owners().isEmpty()
                                        ? "goes to " + owners + " in part"
                                        : team.leftOut() ? "left out" : "new");
        if (team.isThere()) {
            words.addClassName("quiet");
        }
        return words;
    }

    private static Component foot(SpendOfKey spend) {
        String untagged = spend.sums().entrySet().stream()
                .filter(sum -> sum.getValue().untagged().signum() != 0)
                .map(sum -> Formats.money(sum.getValue().untagged(), sum.getKey())
                        + Formats.share(
                                        sum.getValue().untagged(),
                                        sum.getValue().total())
                                .map(share -> " (" + share + ")")
                                .orElse(""))
                .collect(Collectors.joining(" and "));
        var rules = new Anchor(OwnershipLinks.RULES, "Ownership rules");
        var foot = new Paragraph();
        foot.addClassName("step-words");
        foot.add(
                new Span(
                        untagged.isEmpty()
                                ? "All costs have the tag. "
                                : untagged
                                        + " has no value. It stays Unallocated until a rule claims it by account or service. "));
        foot.add(rules);
        return foot;
    }

    private List<ProposedTeam> checked(boolean value) {
        return boxes.entrySet().stream()
                .filter(box -> box.getValue().getValue() == value)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the team is there under this name already and only gets the spellings that no rule names. */
    private static boolean adds(ProposedTeam team) {
        return team.owners().size() == 1 && team.owners().getFirst().equalsIgnoreCase(team.name());
    }

    private void count() {
        List<ProposedTeam> wanted = checked(true);
        long made = wanted.stream().filter(team -> !adds(team)).count();
        int joined = wanted.stream()
                .filter(ProposedTeamsStep::adds)
                .mapToInt(team -> team.unnamed().size())
                .sum();
        String teams = made == 0 ? "" : "Create " + Formats.count(made, "team and its rule", "teams and their rules");
        String spellings =
                joined == 0 ? "" : (made == 0 ? "Join " : "join ") + Formats.count(joined, "spelling", "spellings");
        create.setText(
                wanted.isEmpty()
                        ? "Leave out all"
                        : Stream.of(teams, spellings)
                                .filter(part -> !part.isEmpty())
                                .collect(Collectors.joining(", ")));
    }

    private static Paragraph words(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("step-words");
        return paragraph;
    }
}
