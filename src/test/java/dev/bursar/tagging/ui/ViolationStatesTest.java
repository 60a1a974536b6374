package dev.bursar.tagging.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.inventory.UnreadAccounts;
import dev.bursar.inventory.UnreadAccounts.Unread;
import dev.bursar.kernel.WhyUnread;
import dev.bursar.list.Choices;
import dev.bursar.list.ListState;
import dev.bursar.tagging.values.TagValue;
import dev.bursar.tagging.values.ValueReport;
import dev.bursar.tagging.violations.ViolationService.Page;
import dev.bursar.tagging.violations.ViolationState;
import dev.bursar.tagging.violations.Violations;
import dev.bursar.tagging.violations.Violations.Show;
import dev.bursar.tagging.violations.Violations.Whose;
import dev.bursar.testing.Texts;
import dev.bursar.ui.EmptyState;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only what was read and checked is said to be well, whoever asks. */
class ViolationStatesTest {
    private static final Optional<Instant> AT = Optional.of(Instant.parse("2026-11-24T08:00:00Z"));
    private static final Unread ONE = new Unread("111122223333", "Vision", WhyUnread.NOT_YET, null, 0);
    private static final ListState FILTERED =
            Violations.LISTING.address().usual().and(Violations.TYPE.is("s3:bucket"));

    private static EmptyState state(
            ListState url,
            boolean seesPolicies,
            int policies,
            Optional<Instant> readAt,
            Optional<Instant> checkedAt,
            Map<ViolationState, Long> states,
            long hidden,
            Unread... unread) {
        return new ViolationStates(url, false, !seesPolicies, seesPolicies, other -> {}, address -> {})
                .of(page(policies, readAt, checkedAt, states, hidden, unread));
    }

    private static Page page(
            int policies,
            Optional<Instant> readAt,
            Optional<Instant> checkedAt,
            Map<ViolationState, Long> states,
            long hidden,
            Unread... unread) {
        return new Page(
                0,
                0,
                Map.of(),
                0,
                states,
                policies == 0 ? Map.of() : Map.of(1, "Team"),
                Optional.empty(),
                readAt,
                checkedAt,
                new UnreadAccounts.Answer(12, List.of(unread)),
                Choices.NONE,
                hidden);
    }

    private static void is(EmptyState state, String name, String... words) {
        assertThat(state.getElement().getAttribute("data-state")).isEqualTo(name);
        assertThat(Texts.of(state)).contains(words);
        if (!name.equals("nothing-found") && !name.equals("no-match")) {
            assertThat(Texts.of(state)).doesNotContain("No ");
        }
    }

    private static EmptyState of(
            boolean seesPolicies,
            int policies,
            Optional<Instant> readAt,
            Optional<Instant> checkedAt,
            Unread... unread) {
        return state(
                Violations.LISTING.address().usual(), seesPolicies, policies, readAt, checkedAt, Map.of(), 0, unread);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsWellThatWasNotLookedAt(boolean seesPolicies) {
        Optional<Instant> never = Optional.empty();
        is(of(seesPolicies, 0, AT, AT), "not-set-up", "Tag policies show what is untagged");
        is(of(seesPolicies, 1, never, never), "not-read", "Resources have not been read yet");
        is(of(seesPolicies, 1, AT, never), "not-read", "Resources have not been checked yet");
        is(
                of(seesPolicies, 1, AT, AT, ONE),
                "read-in-part",
                "11 of 12 accounts are fully read (1 not read yet)",
                "What is in the other accounts isn\u2019t known.");
    }

    @Test
    void nothingIsCountedBeforeItWasChecked() {
        assertThat(ViolationStates.fact(page(0, AT, AT, Map.of(), 0))).isEqualTo("Tag policies aren\u2019t set up");
        assertThat(ViolationStates.fact(page(1, AT, Optional.empty(), Map.of(), 0)))
                .isEqualTo("Resources haven\u2019t been checked yet");
        assertThat(ViolationStates.fact(page(1, AT, AT, Map.of(), 0))).isEqualTo("0 violations of 1 policy");
    }

    @Test
    void whatWasLookedAtIsSaid() {
        is(
                of(true, 1, AT, AT),
                "nothing-found",
                "No tag violations",
                "Checked: 1 policy, all resources in 12 accounts, 24 Nov 2026, 08:00 UTC.");
    }

    @Test
    void whatEmptiesThePageIsNamed() {
        Map<ViolationState, Long> fixed = Map.of(ViolationState.FIXED, 3L);
        is(
                state(FILTERED, true, 1, AT, AT, fixed, 0),
                "no-match",
                "No violations are unresolved",
                "With these filters there are 3 fixed.");
        is(
                state(FILTERED, true, 1, AT, AT, Map.of(), 0),
                "no-match",
                "Whatever the state, the filter leaves none: Type.");
        is(
                state(
                        Violations.LISTING.address().usual().with(Violations.SHOW, Show.EXEMPT),
                        true,
                        1,
                        AT,
                        AT,
                        fixed,
                        0),
                "no-match",
                "No violations are exempt",
                "There are 3 fixed.");
        is(
                state(Violations.LISTING.address().usual(), true, 1, AT, AT, Map.of(), 4),
                "no-match",
                "Only free resources violate a policy",
                "4 violations are on resources that AWS doesn\u2019t charge for",
                "Show free resources");
    }

    @Test
    void whatIsProbablyTheirsIsALeadsListAndNeverGoodNews() {
        ListState probable = Violations.LISTING.address().usual().with(Violations.WHOSE, Whose.PROBABLE);
        is(state(probable, false, 1, AT, AT, Map.of(), 0), "no-match", "Nothing is probably yours");
        is(
                state(probable, false, 1, AT, AT, Map.of(ViolationState.EXEMPT, 1L), 0),
                "no-match",
                "Nothing is probably yours");
        is(
                state(
                        probable.with(Violations.SHOW, Show.EXEMPT),
                        false,
                        1,
                        AT,
                        AT,
                        Map.of(ViolationState.OPEN, 3L),
                        0),
                "no-match",
                "No violations are exempt");
        is(state(probable, false, 0, AT, AT, Map.of(), 0), "not-set-up", "Tag policies show what is untagged");
        is(
                state(probable, false, 1, AT, Optional.empty(), Map.of(), 0),
                "not-read",
                "Resources have not been checked yet");
        is(
                state(probable, true, 1, AT, AT, Map.of(), 0),
                "no-match",
                "Only leads have this list",
                "Show all violations");
    }

    /** Once all are fixed it is good news, and they are still there to be seen. */
    @Test
    void whatIsFixedDoesNotStandInTheWay() {
        Map<ViolationState, Long> fixed = Map.of(ViolationState.FIXED, 3L, ViolationState.EXEMPT, 1L);
        is(
                state(Violations.LISTING.address().usual(), true, 1, AT, AT, fixed, 0),
                "nothing-found",
                "No tag violations",
                "Show 1 exempt and 3 fixed");
        is(
                state(Violations.LISTING.address().usual(), true, 1, AT, AT, fixed, 0, ONE),
                "read-in-part",
                "11 of 12 accounts are fully read (1 not read yet)");
    }

    @Test
    void valuesAreAllDifferentOnlyWhereAllAccountsWereRead() {
        var value = new TagValue("fraud", List.of(), "Fraud", false, 3, 1);
        is(values(List.of(), List.of()), "not-set-up", "Costs don\u2019t have the tag team");
        is(
                values(List.of(value), List.of(ONE)),
                "read-in-part",
                "11 of 12 accounts are fully read (1 not read yet)",
                "What is in the other accounts isn\u2019t known.");
        is(
                values(List.of(value), List.of()),
                "nothing-found",
                "No similar values",
                "Checked: 1 value of the tag team that had costs on 1 Aug \u2013 30 Nov 2026, 24 Nov");
    }

    private static EmptyState values(List<TagValue> values, List<Unread> unread) {
        return ValuesView.nothing(
                new ValueReport(
                        Optional.of("team"),
                        Optional.of(new DayRange(LocalDate.of(2026, 8, 1), LocalDate.of(2026, 12, 1))),
                        values,
                        List.of(),
                        Map.of(),
                        List.of(),
                        new UnreadAccounts.Answer(12, unread)),
                "team",
                Instant.parse("2026-11-24T08:00:00Z"));
    }
}
