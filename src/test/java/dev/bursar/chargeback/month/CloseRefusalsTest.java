package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.issued.IssueRefused.Why;
import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.chargeback.pools.PoolDraft;
import dev.bursar.chargeback.split.PoolResult.Unsplit;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.kernel.Role;
import module java.base;
import org.junit.jupiter.api.Test;

/** What can't be issued or closed: out of order, what changed since it was looked at, and what couldn't be split. Nothing is posted. */
@SignedInAs({Role.FINANCE, Role.ADMIN})
class CloseRefusalsTest extends Books {
    private static final YearMonth SECOND = FIRST.plusMonths(1);

    private void refused(Why why, Runnable action) {
        long transactions = transactions();
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        IssueRefused.class, refused -> assertThat(refused.why()).isEqualTo(why));
        assertThat(transactions()).isEqualTo(transactions);
    }

    private long transactions() {
        return database.jdbc()
                .sql("select count(*) from ledger_transaction")
                .query(Long.class)
                .single();
    }

    private void issueNow(YearMonth month, String token) {
        issuing.issue(month, token, "as agreed", today());
    }

    @Test
    void monthsAreIssuedAndClosedInOrder() {
        IssueService.Preview later = issuing.preview(SECOND).orElseThrow();
        assertThat(later.blocks()).contains(new Check.EarlierOpen(FIRST));
        refused(Why.BLOCKED, () -> issueNow(SECOND, later.token()));
        assertThat(closing.preview(SECOND).blocks()).contains(new Check.EarlierOpen(FIRST));
        refused(Why.BLOCKED, () -> closing.close(SECOND, closing.preview(SECOND).token()));

        IssueService.Preview before = issuing.preview(FIRST.minusMonths(1)).orElse(null);
        assertThat(before).as("a month without costs").isNull();
        refused(Why.NO_COSTS, () -> issueNow(FIRST.minusMonths(1), ""));
        refused(Why.BLOCKED, () -> closing.close(FIRST.minusMonths(1), ""));

        refused(Why.BLOCKED, () -> closing.close(FIRST, closing.preview(FIRST).token()));
        issue(FIRST);
        assertThat(closing.preview(FIRST).blocks())
                .as("charges without documents")
                .hasAtLeastOneElementOfType(Check.Invoiced.class);
        refused(Why.BLOCKED, () -> closing.close(FIRST, closing.preview(FIRST).token()));
        invoice(FIRST);
        close(FIRST);
        refused(Why.CLOSED, () -> closing.close(FIRST, closing.preview(FIRST).token()));
        refused(Why.BLOCKED, () -> issueNow(FIRST, ""));
        issue(SECOND);
    }

    @Test
    void whatChangedSinceItWasLookedAtIsLookedAtAgain() {
        IssueService.Preview costs = issuing.preview(FIRST).orElseThrow();
        retag(FIRST, "Alpha", "Beta");
        refused(Why.CHANGED, () -> issueNow(FIRST, costs.token()));

        IssueService.Preview pool = issuing.preview(FIRST).orElseThrow();
        pools.create(List.of(s3(new PoolSplit.Even(Set.of()))));
        refused(Why.CHANGED, () -> issueNow(FIRST, pool.token()));

        issue(FIRST);
        invoice(FIRST);
        CloseService.Preview restated = closing.preview(FIRST);
        restate(FIRST);
        invoice(FIRST);
        refused(Why.CHANGED, () -> closing.close(FIRST, restated.token()));

        CloseService.Preview version = closing.preview(FIRST);
        issue(FIRST);
        refused(Why.CHANGED, () -> closing.close(FIRST, version.token()));
        close(FIRST);
        assertBooksAddUp();
    }

    /** The month's own receivable is 0.00 while a correction of a closed month is on its statements and on no document. */
    @Test
    void closingShowsWhatItPostsForEarlierMonths() {
        issue(FIRST);
        invoice(FIRST);
        close(FIRST);
        restate(FIRST);
        issue(SECOND);
        invoice(SECOND);
        CloseService.Preview preview = closing.preview(SECOND);
        assertThat(preview.figures().getFirst().receivable()).isZero();
        BigDecimal corrected = preview.look().owed().getFirst().corrections();
        assertThat(corrected).isNotZero();
        assertThat(preview.look().posted())
                .filteredOn(one -> one.account() == Fixed.AWS_RECEIVABLE)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.ofMonth()).isEqualTo(FIRST);
                    assertThat(one.amount().getAmount()).isEqualByComparingTo(corrected.negate());
                });
        close(SECOND);
    }

    @Test
    void nothingIsIssuedOrClosedWhileChargesAreAddedUp() {
        issue(FIRST);
        invoice(FIRST);
        close(FIRST);
        restateOnly(FIRST);
        Check adding = new Check.BeingAddedUp(List.of(FIRST));
        IssueService.Preview early = issuing.preview(SECOND).orElseThrow();
        assertThat(early.blocks()).as("it corrects the closed month").contains(adding);
        refused(Why.BLOCKED, () -> issueNow(SECOND, early.token()));
        assertThat(closing.preview(SECOND).blocks()).contains(adding);
        cut();
        issue(SECOND);
        invoice(SECOND);
        restateOnly(SECOND);
        assertThat(closing.preview(SECOND).blocks()).contains(new Check.BeingAddedUp(List.of(SECOND)));
        restateOnly(SECOND.plusMonths(1));
        cut();
        assertThat(closing.preview(SECOND).blocks()).noneMatch(Check.BeingAddedUp.class::isInstance);
    }

    private static PoolDraft s3(PoolSplit split) {
        return new PoolDraft(
                "S3",
                new PoolSelection(PoolSelection.Kind.ANY, Set.of(), Set.of("Amazon S3"), Set.of(), true),
                split,
                0,
                FIRST);
    }

    /** A pool by numbers that nobody entered. */
    @Test
    void whatCouldNotBeSplitIsNeitherIssuedNorClosed() {
        int pool = pools.create(List.of(s3(new PoolSplit.Metric("Requests", Map.of(), Set.of()))))
                .getFirst();
        IssueService.Preview preview = issuing.preview(FIRST).orElseThrow();
        assertThat(preview.blocks()).singleElement().isInstanceOfSatisfying(Check.NotSplit.class, block -> {
            assertThat(block.pool().id()).isEqualTo(pool);
            assertThat(block.why()).isEqualTo(Unsplit.NO_NUMBERS);
        });
        refused(Why.BLOCKED, () -> issueNow(FIRST, preview.token()));
        invoice(FIRST);
        assertThat(closing.preview(FIRST).blocks())
                .hasAtLeastOneElementOfType(Check.NotSplit.class)
                .contains(new Check.NotIssued(List.of(), true));
        refused(Why.BLOCKED, () -> closing.close(FIRST, closing.preview(FIRST).token()));
        assertThat(transactions()).isZero();
    }

    /** Finance has another pool after the month was issued: version 2 waits for its numbers, and the month closes as it was issued. */
    @Test
    void whatCanNoLongerBeSplitClosesAsItWasIssued() {
        issue(FIRST);
        Map<Long, String> issued = contents();
        pools.create(List.of(s3(new PoolSplit.Metric("Requests", Map.of(), Set.of()))));
        restate(FIRST);
        IssueService.Preview second = issuing.preview(FIRST).orElseThrow();
        assertThat(second.blocks()).singleElement().isInstanceOf(Check.NotSplit.class);
        refused(Why.BLOCKED, () -> issueNow(FIRST, second.token()));
        BigDecimal before = all("TEAM").add(all("UNALLOCATED"));
        invoice(FIRST);
        close(FIRST);
        assertThat(contents()).isEqualTo(issued);
        assertThat(all("AWS_RECEIVABLE"))
                .as("what the costs changed since")
                .isEqualByComparingTo(billed(FIRST).subtract(before))
                .isNotZero();
        assertThat(changes.page(FIRST).corrections()).isNotEmpty();
        assertBooksAddUp();
    }
}
