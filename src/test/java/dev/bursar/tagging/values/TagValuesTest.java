package dev.bursar.tagging.values;

import static dev.bursar.tagging.TagFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import dev.bursar.org.Successors;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ownership.OwnershipMove;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRules;
import dev.bursar.tagging.TagFixture;
import dev.bursar.tagging.values.ValueReport.Distinct;
import dev.bursar.tagging.values.ValueReport.Joining;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

/** Similar values on a real database, as each role: what is suggested, previewed, joined and kept apart. */
@BursarTest
class TagValuesTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    TagValues values;

    @Autowired
    OwnershipRules rules;

    @Autowired
    Organisation organisation;

    @Autowired
    Teams teams;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestDatabase database;

    private TeamId platform;
    private TeamId mistaken;

    @BeforeEach
    void charges() {
        JdbcClient jdbc = database.jdbc();
        jdbc.sql("delete from tag_value_distinct").update();
        jdbc.sql("delete from ownership_rule").update();
        jdbc.sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        transaction.executeWithoutResult(status -> {
            mistaken = organisation.teamNamed("platfrom");
            platform = organisation.teamNamed("Platform");
            rules.append(mistaken, List.of("platfrom", "other"), false, null, null);
            rules.append(mistaken, List.of("PLATFORM"), false, null, null);
            rules.append(platform, List.of("platform"), false, null, null);
        });
        TagFixture.load(
                portal,
                usage("2026-08-31", "111111111111", "platform", "70"),
                usage("2026-09-30", "111111111111", "platform", "70"),
                usage("2026-09-30", "222222222222", "PLATFORM", "20.5"),
                usage("2026-10-31", "111111111111", "platfrom", "3"),
                usage("2026-11-20", "222222222222", "platfrom", "1.25"),
                usage("2026-11-20", "333333333333", "platform ", "0.5"),
                usage("2026-11-20", "444444444444", "", "5"),
                usage("2026-07-31", "111111111111", "plattform", "1000"));
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void noDayIsNamedThatHasNoCostsYet() {
        assertThat(values.report().days().orElseThrow())
                .isEqualTo(new DayRange(LocalDate.parse("2026-08-01"), LocalDate.parse("2026-11-21")));
    }

    private ValueGroup group() {
        ValueReport report = values.report();
        assertThat(report.groups()).hasSize(1);
        return report.groups().getFirst();
    }

    private static List<String> others(ValueGroup group) {
        return group.others().stream().map(other -> other.value().text()).toList();
    }

    private Joining joining(String... texts) {
        ValueReport report = values.report();
        return report.joining(report.groups().getFirst().target(), List.of(texts))
                .orElseThrow();
    }

    private List<String> said() {
        return rules.all().stream()
                .map(rule -> rule.tagValues() + " " + rule.team().value())
                .toList();
    }

    private List<String> journal() {
        return database.jdbc()
                .sql("select action || ' ' || subject from journal where action like 'tag-values-%' order by id")
                .query(String.class)
                .list();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void similarValuesOfFourMonthsAreOneGroup() {
        ValueGroup group = group();
        assertThat(group.target().text()).isEqualTo("platform");
        assertThat(group.target().team()).isEqualTo("Platform");
        assertThat(group.target().months()).isEqualTo(2);
        assertThat(others(group)).containsExactly("PLATFORM", "platform ", "platfrom");
        assertThat(group.others().getLast().value().costs())
                .singleElement()
                .satisfies(cost -> assertThat(cost.getAmount()).isEqualByComparingTo("4.25"));
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void thePreviewSaysWhatMovesAndNothingIsChanged() {
        List<String> before = said();
        Joining joining = joining("PLATFORM", "platfrom", "platform ");
        List<OwnershipMove> moves = values.preview(joining).stream()
                .flatMap(month -> month.moves().stream())
                .toList();
        assertThat(moves).hasSize(4).allSatisfy(move -> assertThat(move.to()).isEqualTo(platform));
        assertThat(moves)
                .extracting(move -> move.month() + " " + move.from().value() + " "
                        + move.effectiveCost().stripTrailingZeros().toPlainString())
                .containsExactlyInAnyOrder(
                        "2026-11 " + mistaken.value() + " 1.25",
                        "2026-11 0 0.5",
                        "2026-10 " + mistaken.value() + " 3",
                        "2026-09 " + mistaken.value() + " 20.5");
        assertThat(said()).isEqualTo(before);
        assertThatThrownBy(() -> values.join(joining)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> values.keepApart("a", "b")).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> values.compareAgain("a", "b")).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void joiningMakesAliasesInOneChangeAndTheRestIsAskedAgain() {
        int entries = journal().size();
        Joining joining = joining("PLATFORM", "platfrom");
        values.join(joining);
        assertThat(said())
                .as("a rule that names nothing else is removed")
                .containsExactly("[other] " + mistaken.value(), "[platform, PLATFORM, platfrom] " + platform.value());
        int rule = rules.all().getLast().id();
        assertThat(journal().subList(entries, journal().size()))
                .containsExactly("tag-values-joined ownership-rule:" + rule);
        assertThat(others(group())).containsExactly("platform ");
        assertThatThrownBy(() -> values.join(joining)).isInstanceOf(StaleEdit.class);
        assertThat(rules.all()).extracting(OwnershipRule::position).containsExactly(1, 2);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAliasEndsTheTeamThatItEmpties() {
        TeamId emptied = Objects.requireNonNull(transaction.execute(status -> {
            TeamId made = organisation.teamNamed("platform ");
            rules.append(made, List.of("platform "), false, null, null);
            return made;
        }));
        Joining joining = joining("PLATFORM", "platform ");
        assertThat(values.ends(joining)).containsExactly("platform ");
        values.join(joining);
        assertThat(teams.all())
                .filteredOn(team -> team.to() != null && !team.isThere(LocalDate.of(2026, 10, 1)))
                .extracting(TeamHistory::name)
                .contains("platform ")
                .doesNotContain("Platform", "platfrom");
        assertThat(portal.getBean(Successors.class).of(emptied, LocalDate.of(2026, 10, 1)))
                .contains(platform);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatIsNotTheSameIsRememberedUntilThatIsUndone() {
        int entries = journal().size();
        values.keepApart("platfrom", "platform");
        values.keepApart("platform", "platfrom");
        assertThat(others(group())).containsExactly("PLATFORM", "platform ");
        assertThat(values.report().distinct()).containsExactly(new Distinct("platform", "platfrom"));
        values.compareAgain("platfrom", "platform");
        values.compareAgain("platfrom", "platform");
        assertThat(others(group())).contains("platfrom");
        values.keepApart("x".repeat(9_000), "\u202E<b>\uD83D\uDE00");
        values.keepApart("same", "same");
        assertThat(values.report().distinct()).hasSize(1);
        assertThat(journal().subList(entries, journal().size()))
                .containsExactly(
                        "tag-values-marked-distinct tag-values:team",
                        "tag-values-unmarked-distinct tag-values:team",
                        "tag-values-marked-distinct tag-values:team");
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Platform")
    void leadsMayNotSeeThem() {
        assertThatThrownBy(() -> values.report()).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> values.preview(new Joining(1, 0, List.of("x"))))
                .isInstanceOf(AccessDeniedException.class);
    }
}
