package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.AdjustmentChoices;
import dev.bursar.chargeback.adjustments.AdjustmentDraft;
import dev.bursar.chargeback.adjustments.AdjustmentQuestion;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.issued.IssueRefused.Why;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.proof.LedgerProof.About;
import dev.bursar.chargeback.ledger.proof.LedgerProofs;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.split.Pool.Passed;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Teams;
import dev.bursar.ownership.TeamRules;
import dev.bursar.testing.Full;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Months that are issued and closed one after the other while AWS restates earlier ones, teams merge and end, charges change owners, finance
 * adjusts and documents come late or go: the books add up at each step.
 */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class CloseTest extends Books {
    private static final String STATEMENTS = "'STATEMENT', 'REVERSAL', 'ADJUSTMENT'";

    @Autowired
    AdjustmentService adjustments;

    private int merged;
    private int adjusted;
    private int reversed;
    private int withdrawn;

    @Test
    void documentsAreStatementsUnallocatedRoundingAndReceivableOverAllMonths() {
        months(FIRST);
        assertThat(changes.page(FIRST).corrections()).isNotEmpty();
        assertThat(merged).as("merged or ended teams").isEqualTo(2);
        assertThat(adjusted).as("adjustments").isPositive();
        assertThat(reversed).as("reversals").isPositive();
        assertThat(withdrawn).as("withdrawn documents").isPositive();
    }

    @Test
    @Full("before a change of issuing, closing, corrections, adjustments or merged teams")
    void booksAddUpWhateverHappens() {
        for (int seed = 1; seed <= 8; seed++) {
            random = new Random(seed);
            costs();
            months(FIRST.plusMonths(random.nextInt(4)));
        }
    }

    /** @param disowned after which was issued nobody owns Gamma's charges any more */
    private void months(YearMonth disowned) {
        int support = pools.page(Optional.of(FIRST)).rows().getFirst().pool().id();
        pools.create(List.of(new PoolDraft(
                "S3",
                new PoolSelection(PoolSelection.Kind.ANY, Set.of(), Set.of("Amazon S3"), Set.of(), true),
                new PoolSplit.Quantity(Set.of("Amazon S3"), "GB-Mo", Set.of()),
                0,
                FIRST,
                Optional.of(new Passed(support, new BigDecimal("12.3457"))))));
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            if (month.equals(FIRST.plusMonths(1))) {
                end("Alpha", random.nextBoolean() ? "Beta" : "Gamma", month);
            } else if (month.equals(LAST)) {
                end("Gamma", null, month);
            }
            if (month.isAfter(FIRST)) {
                adjust();
            }
            issue(month);
            assertChargesEachMonthOnce(month);
            change(month, month.equals(disowned));
            if (month.isAfter(FIRST) && random.nextBoolean()) {
                withdraw(FIRST);
            }
            invoice(month);
            if (month.equals(LAST)) {
                allDocuments();
            }
            Map<Long, String> contents = contents();
            close(month);
            nothingASecondTime(month);
            assertBooksAddUp();
            assertDocumentsAreAll();
            if (month.isBefore(LAST)) {
                laterChanges(month);
            }
            assertThat(contents()).as("issued statements").isEqualTo(contents);
            assertBooksAddUp();
        }
        assertThat(byMonth("AWS_RECEIVABLE", "'DOCUMENTS'").values())
                .as("nothing is open once statements and documents have all")
                .allSatisfy(open -> assertThat(open).isZero());
        proved();
    }

    /** What is kept agrees with what is posted; documents and the activity log are the test's own. */
    private void proved() {
        var context = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            var proof = portal.getBean(BackgroundScope.class)
                    .call(() -> portal.getBean(LedgerProofs.class).prove());
            assertThat(proof.parts().stream()
                            .filter(part -> part.about() != About.LOG
                                    && part.about() != About.STATEMENTS
                                    && part.about() != About.SEALS)
                            .flatMap(part -> part.flaws().stream()))
                    .isEmpty();
        } finally {
            SecurityContextHolder.setContext(context);
        }
    }

    /** What happens after a month was issued; what adjustments and owners change is issued again, what AWS changes not always. */
    private void change(YearMonth month, boolean disowns) {
        boolean again = month.equals(LAST) || disowns || random.nextBoolean();
        if (random.nextBoolean()) {
            restate(month);
        }
        switch (disowns ? 2 : random.nextInt(3)) {
            case 0 -> retag(month, "Beta", "Gamma");
            case 1 -> adjust();
            default -> {}
        }
        if (disowns) {
            disown("Gamma");
        }
        if (again || closing.preview(month).blocks().stream().anyMatch(Check.ChangedSince.class::isInstance)) {
            issue(month);
            assertChargesEachMonthOnce(month);
        }
    }

    /** AWS lists all documents again, and asks for the rest. */
    private void allDocuments() {
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            returned(month);
            invoice(month);
        }
    }

    private void laterChanges(YearMonth month) {
        restate(FIRST);
        YearMonth before = month.minusMonths(1);
        if (!before.isBefore(FIRST)) {
            restate(before);
            invoice(before);
        }
        if (random.nextInt(3) == 0) {
            retag(month, "Gamma", "");
        }
        if (random.nextBoolean()) {
            withdraw(month);
        }
    }

    private TeamHistory team(String name) {
        return portal.getBean(Teams.class).all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void end(String team, @Nullable String successor, YearMonth from) {
        TeamHistory ends = team(team);
        TeamId into = successor == null ? null : team(successor).id();
        var teams = portal.getBean(Teams.class);
        if (into == null) {
            teams.end(ends.id(), ends.version(), from.atDay(1));
        } else {
            teams.merge(ends.id(), ends.version(), into, from.atDay(1));
        }
        portal.getBean(TeamRules.class).end(ends.id(), into, from.atDay(1));
        merged++;
        owners();
    }

    private void disown(String team) {
        owner("update ownership_rule set tag_values = array['unseen ' || id], version = version + 1 where team_id = "
                + team(team).id().value());
        owners();
    }

    private void owners() {
        TeamsFixture.applyRules(portal);
        cut();
    }

    private void owner(String sql) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(sql).update();
        }
    }

    private void adjust() {
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            List<Adjustment> posted = adjustments.rows(AdjustmentQuestion.ALL, null, 0, 100).stream()
                    .filter(Adjustment::mayBeReversed)
                    .toList();
            if (!posted.isEmpty() && random.nextBoolean()) {
                adjustments.reverse(posted.get(random.nextInt(posted.size())).id(), "not so");
                reversed++;
                continue;
            }
            AdjustmentChoices choices =
                    adjustments.page(AdjustmentQuestion.ALL).choices().orElseThrow();
            List<LedgerAccount> accounts = choices.accounts();
            int from = random.nextInt(accounts.size());
            int to = (from + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
            adjustments.propose(new AdjustmentDraft(
                    choices.ofMonths().get(random.nextInt(choices.ofMonths().size())),
                    accounts.get(from),
                    accounts.get(to),
                    "USD",
                    BigDecimal.valueOf(1 + random.nextInt(100_000), 2),
                    "as agreed",
                    Optional.empty()));
            adjusted++;
        }
    }

    /** AWS no longer lists a document. */
    private void withdraw(YearMonth month) {
        withdrawn += database.jdbc()
                .sql("update aws_document set gone_at = now() where id = (select max(id) from aws_document"
                        + " where billing_month = ? and gone_at is null)")
                .param(month.atDay(1))
                .update();
    }

    private void returned(YearMonth month) {
        database.jdbc()
                .sql("update aws_document set gone_at = null where billing_month = ?")
                .param(month.atDay(1))
                .update();
    }

    /** Statements charge what AWS bills of each month up to this one, corrections included, whoever pays it. */
    private void assertChargesEachMonthOnce(YearMonth month) {
        Map<YearMonth, BigDecimal> charged = byMonth("AWS", STATEMENTS);
        Map<YearMonth, BigDecimal> expected = new TreeMap<>();
        for (YearMonth one = FIRST; !one.isAfter(month); one = one.plusMonths(1)) {
            expected.put(one, billed(one).negate());
        }
        assertThat(charged).isEqualTo(expected);
        BigDecimal statements = issues.statements(month).stream()
                .flatMap(one -> one.totals().stream())
                .map(total -> total.getAmount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(database.jdbc()
                        .sql(
                                "select sum(p.amount) from ledger_posting p join ledger_transaction t on t.id = p.transaction_id"
                                        + " join ledger_account a on a.id = p.account_id where t.billing_month = ?"
                                        + " and a.kind in ('TEAM', 'UNALLOCATED')")
                        .param(month.atDay(1))
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo(statements);
    }

    /** Over all months: documents = statements + Unallocated + Internal + rounding + AWS receivable. */
    private void assertDocumentsAreAll() {
        BigDecimal documents = all("AWS_PAYABLE").negate();
        assertThat(documents)
                .isEqualByComparingTo(all("TEAM")
                        .add(all("UNALLOCATED"))
                        .add(all("INTERNAL"))
                        .add(all("AWS_ROUNDING"))
                        .add(all("AWS_RECEIVABLE")));
    }

    private void nothingASecondTime(YearMonth month) {
        long transactions = transactions();
        IssueService.Preview preview = issuing.preview(month).orElseThrow();
        assertThat(catchThrowableOfType(
                                IssueRefused.class, () -> issuing.issue(month, preview.token(), "again", today()))
                        .why())
                .isEqualTo(Why.BLOCKED);
        CloseService.Preview closed = closing.preview(month);
        assertThat(catchThrowableOfType(IssueRefused.class, () -> closing.close(month, closed.token()))
                        .why())
                .isEqualTo(Why.CLOSED);
        cut();
        assertThat(transactions()).isEqualTo(transactions);
        for (IssuedStatement one : issues.statements(month)) {
            assertThat(one.name()).isNotEmpty();
        }
    }

    private long transactions() {
        return database.jdbc()
                .sql("select count(*) from ledger_transaction")
                .query(Long.class)
                .single();
    }
}
