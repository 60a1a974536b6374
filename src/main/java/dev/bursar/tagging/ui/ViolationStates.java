package dev.bursar.tagging.ui;

import com.vaadin.flow.component.button.Button;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.inventory.UnreadAccounts.Unread;
import dev.bursar.list.Dimension;
import dev.bursar.list.ListState;
import dev.bursar.setup.SetupLinks;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.tagging.violations.ViolationState;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.tagging.violations.Violations.Show;
import dev.bursar.ui.AccountsText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.GapsNote;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Looked;
import dev.bursar.ui.PlainText;
import module java.base;

/**
 * What the Violations page says where there are none: nothing matches, no policies, nothing read, read in part, or nothing wrong; and what
 * was not read. Only where all was read and checked it is good news.
 */
record ViolationStates(
        ListState list,
        boolean admin,
        boolean lead,
        boolean seesPolicies,
        Consumer<ListState> open,
        Consumer<String> go) {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SENTENCE = 400;

    /**
     * Says which accounts' resources were not read, or not all of them.
     *
     * @param consequence a sentence: what is missing from the page
     * @return empty where all accounts were read
     */
    static Optional<GapsNote> unread(UnreadAccounts.Answer answer, String consequence) {
        List<GapsNote.Gap> gaps = answer.unread().stream()
                .map(one -> new GapsNote.Gap(
                        PlainText.cut(one.name(), LONGEST_NAME) + ": " + sentence(one),
                        one.problem() == null
                                ? null
                                : PlainText.cut(ProblemText.whatToDo(one.problem()), LONGEST_SENTENCE)))
                .toList();
        return gaps.isEmpty()
                ? Optional.empty()
                : Optional.of(new GapsNote(
                        AccountsText.fullyRead(answer.accounts(), answer.reasons()) + ". " + consequence,
                        "Accounts not fully read",
                        gaps));
    }

    /** How many there are, in the line below the heading: 0 only where there was something to violate and it was checked. */
    static String fact(Page page) {
        if (page.policyNames().isEmpty() && page.violations() == 0) {
            return "Tag policies aren\u2019t set up";
        }
        if (page.checkedAt().isEmpty() && page.violations() == 0) {
            return "Resources haven\u2019t been checked yet";
        }
        return Formats.count(page.violations(), "violation", "violations")
                + (page.policyNames().isEmpty()
                        ? ""
                        : " of " + Formats.count(page.policyNames().size(), "policy", "policies"));
    }

    private static String sentence(Unread one) {
        if (one.problem() == null) {
            return "No resources of account " + Formats.account(one.account()) + " have been read.";
        }
        return PlainText.cut(ProblemText.what(one.problem()), LONGEST_SENTENCE)
                + (one.moreRegions() == 0
                        ? ""
                        : " " + Formats.count(one.moreRegions(), "more Region has", "more Regions have")
                                + " a problem.");
    }

    private Button own() {
        return Buttons.primary(
                seesPolicies ? "Show all violations" : "Show your teams\u2019 violations",
                click -> open.accept(list.with(Violations.WHOSE, Violations.Whose.OWN)));
    }

    EmptyState of(Page page) {
        boolean filtered = !list.filters().isEmpty();
        if (Violations.isProbable(list) && !lead) {
            return EmptyState.noMatch(
                            "Only leads have this list",
                            "It lists untagged resources that nobody owns and that probably belong to the lead\u2019s teams."
                                    + " All violations include them too.")
                    .actions(own());
        }
        if (Violations.isProbable(list)
                && !filtered
                && page.hidden() == 0
                && (page.states().isEmpty() || list.get(Violations.SHOW) == Show.UNRESOLVED)
                && !page.policyNames().isEmpty()
                && page.readAt().isPresent()
                && page.checkedAt().isPresent()) {
            return EmptyState.noMatch(
                            "Nothing is probably yours",
                            "Of the untagged resources that were read, that nobody owns and that aren\u2019t exempt,"
                                    + " none points at your teams alone. Only tags that name a team are looked at.")
                    .actions(own());
        }
        if (page.hidden() > 0) {
            return onlyFree(page.hidden(), filtered);
        }
        if (!page.states().isEmpty() && (filtered || list.get(Violations.SHOW) != Show.UNRESOLVED)) {
            return EmptyState.noMatch(
                            "No violations are " + state(),
                            (filtered ? "With these filters there are " : "There are ") + counts(page)
                                    + ". Choose another state.")
                    .actions(Buttons.primary(
                            "Show all states", click -> open.accept(list.with(Violations.SHOW, Show.ALL))));
        }
        if (filtered) {
            return EmptyState.noMatch(
                            "No violations match these filters",
                            "Whatever the state, the "
                                    + (list.filters().size() == 1
                                            ? "filter leaves none: "
                                            : "filters together leave none: ")
                                    + names() + ".")
                    .actions(Buttons.primary("Clear filters", click -> open.accept(list.filtered(List.of()))));
        }
        if (page.policyNames().isEmpty()) {
            var state = EmptyState.notSetUp(
                    Icons.TAGS,
                    "Tag policies show what is untagged",
                    "A policy says which tag resources must have. Those that violate it appear here with what they"
                            + " cost. "
                            + (admin ? "" : "Ask an admin of your organisation to add one."));
            return admin
                    ? state.actions(
                            Buttons.primary("New policy", click -> go.accept(TagLinks.POLICIES)),
                            Buttons.neutral("Go to Access to accounts", click -> go.accept(SetupLinks.REACH)))
                    : state;
        }
        if (page.readAt().isEmpty() || page.checkedAt().isEmpty()) {
            var state = EmptyState.notRead(
                    page.readAt().isEmpty()
                            ? "Resources have not been read yet"
                            : "Resources have not been checked yet",
                    "Bursar reads them every 8 hours, with the job Read resources and their tags"
                            + (seesPolicies
                                    ? ". Without access to member accounts it reads only its own account."
                                    : ", and then checks them against the tag policies."));
            if (!seesPolicies) {
                return state;
            }
            return admin
                    ? state.actions(
                            Buttons.primary("Go to Sync", click -> go.accept(SyncLinks.SYNC)),
                            Buttons.neutral("Go to Access to accounts", click -> go.accept(SetupLinks.REACH)))
                    : state.actions(Buttons.neutral("Go to Sync", click -> go.accept(SyncLinks.SYNC)));
        }
        int accounts = page.unread().accounts();
        return others(
                page,
                EmptyState.nothingFound(
                        "No tag violations",
                        Looked.in(
                                        accounts,
                                        page.unread().reasons(),
                                        Formats.count(page.policyNames().size(), "policy", "policies") + ", "
                                                + (seesPolicies ? "all resources" : "the resources of your teams")
                                                + " in " + Formats.count(accounts, "account", "accounts"),
                                        page.checkedAt())
                                .after(page.readAt()),
                        "What was read violates no policy."));
    }

    private EmptyState onlyFree(long hidden, boolean filtered) {
        return EmptyState.noMatch(
                        "Only free resources violate a policy",
                        (filtered ? "With these filters, " : "")
                                + Formats.count(hidden, "violation is", "violations are")
                                + " on resources that AWS doesn\u2019t charge for, such as VPCs, security groups and"
                                + " IAM roles.")
                .actions(
                        Buttons.primary("Show free resources", click -> open.accept(list.with(Violations.FREE, true))));
    }

    /** Leads to those that are exempt, fixed or gone. */
    private EmptyState others(Page page, EmptyState state) {
        return page.states().isEmpty()
                ? state
                : state.actions(Buttons.neutral(
                        "Show " + counts(page), click -> open.accept(list.with(Violations.SHOW, Show.ALL))));
    }

    /** {@code 3 fixed and 1 exempt}. */
    private static String counts(Page page) {
        return Arrays.stream(ViolationState.values())
                .filter(state -> page.states().getOrDefault(state, 0L) > 0)
                .map(state -> Formats.count(page.states().getOrDefault(state, 0L)) + " "
                        + state.label().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
    }

    private String names() {
        return list.filters().stream()
                .flatMap(filter -> Violations.LISTING.address().dimensions().find(filter.dimension()).stream())
                .map(Dimension::label)
                .collect(Collectors.joining(" and "));
    }

    private String state() {
        return list.get(Violations.SHOW).label().toLowerCase(Locale.ROOT);
    }
}
