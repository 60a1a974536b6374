package dev.bursar.changes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.access.SignedInAs;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Empties;
import dev.bursar.ui.Waiting.Waits;
import dev.bursar.ui.WaitingList;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which changes to AWS wait for whom, and until when. It is 24 November. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class ChangesWaitingTest extends ChangePages {
    @Autowired
    WaitingList waiting;

    /** Nobody's where there is no such team. */
    private int vision() {
        return database.jdbc()
                .sql("select coalesce(max(id), 0) from team where name = 'Vision'")
                .query(Integer.class)
                .single();
    }

    private Optional<Waits> waits(String kind) {
        WaitingList.Answer seen = waiting.look();
        assertThat(seen.failed()).isEmpty();
        return seen.entries().stream()
                .filter(entry -> entry.kind().kind().equals(kind))
                .findFirst()
                .map(WaitingList.Entry::waits);
    }

    /** As many as the kind says. */
    private void listed(String kind, int count) {
        Waits waits = waits(kind).orElseThrow();
        assertThat(waits.count()).isEqualTo(count);
        go(waits.address());
        assertThat(rows()).isEqualTo(count);
    }

    private long proposed(int proposer) {
        long id = change("proposed", proposer);
        item(id, 1, vision(), "planned", null);
        item(id, 2, vision(), "planned", null);
        database.jdbc()
                .sql("update aws_change_item set currency = 'USD', cost = 12.5 where change_id = ?")
                .param(id)
                .update();
        return id;
    }

    private long failed(int proposer) {
        long id = change("done-with-failures", proposer);
        item(id, 1, vision(), "failed", "refused");
        item(id, 2, vision(), "verified", null);
        return id;
    }

    @Test
    @SignedInAs(Role.ADMIN)
    @Empties("changes-to-approve")
    void aProposalWaitsForAnAdminUntilItIsApproved() {
        assertThat(waits("changes-to-approve")).isEmpty();
        turnOn(false);
        long first = proposed(424_242);
        proposed(me());
        listed("changes-to-approve", 2);
        Waits waits = waits("changes-to-approve").orElseThrow();
        assertThat(waits.by()).isEqualTo(LocalDate.parse("2026-12-08"));
        assertThat(waits.first()).isEqualTo("Add team = vision to 2 resources");
        assertThat(waits.amounts().get("USD")).isEqualByComparingTo("50");
        go(ChangeLinks.change(first));
        click("Approve and run…");
        test(find(ConfirmDialog.class).single()).confirm();
        finish();
        listed("changes-to-approve", 1);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void neitherTheirOwnNorOneThatIsStillReadNorAnExpiredOneWaitsWhereAnotherMustApprove() {
        turnOn(true);
        proposed(me());
        long read = proposed(424_242);
        database.jdbc()
                .sql("update aws_change set previewed_at = null where id = ?")
                .param(read)
                .update();
        long old = proposed(424_242);
        database.jdbc()
                .sql("update aws_change set proposed_at = '2026-11-01T00:00:00Z' where id = ?")
                .param(old)
                .update();
        assertThat(waits("changes-to-approve")).isEmpty();
        assertThat(waiting.look().lookedAt()).contains("changes to AWS");
        proposed(424_242);
        listed("changes-to-approve", 1);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    @Empties("items-failed")
    void whatFailedWaitsUntilItIsProposedAgain() {
        long id = failed(424_242);
        assertThat(waits("items-failed")).isEmpty();
        turnOn(false);
        long old = failed(424_242);
        database.jdbc()
                .sql("update aws_change set ended_at = '2026-11-01T00:00:00Z' where id = ?")
                .param(old)
                .update();
        item(change("done"), 1, 0, "verified", null);
        listed("items-failed", 1);
        go(ChangeLinks.change(id));
        click("Propose the failed ones again…");
        test(find(TextArea.class).single()).setValue("The role may write now");
        click("Propose again");
        finish();
        assertThat(waits("items-failed")).isEmpty();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    @Empties("proposals-answered")
    void howTheirProposalsCameOutWaitsUntilTheyHaveOpenedThem() {
        assertThat(waiting.look().lookedAt()).doesNotContain("changes to AWS");
        turnOn(false);
        long rejected = change("rejected", me());
        item(rejected, 1, 0, "planned", null);
        long inPart = failed(me());
        long expired = proposed(me());
        database.jdbc()
                .sql("update aws_change set proposed_at = '2026-11-01T00:00:00Z' where id = ?")
                .param(expired)
                .update();
        item(change("done", me()), 1, 0, "verified", null);
        proposed(me());
        failed(424_242);
        listed("proposals-answered", 3);
        go(ChangeLinks.change(rejected));
        told(AwsChangeView.class);
        listed("proposals-answered", 2);
        go(ChangeLinks.change(expired));
        told(AwsChangeView.class);
        go(ChangeLinks.change(inPart));
        told(AwsChangeView.class);
        assertThat(waits("proposals-answered")).isEmpty();
        database.jdbc()
                .sql("update aws_change set ended_at = '2027-01-01T00:00:00Z' where id = ?")
                .param(inPart)
                .update();
        listed("proposals-answered", 1);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void whatOnlyAdminsCanDoIsNotALeads() {
        turnOn(false);
        proposed(424_242);
        failed(424_242);
        assertThat(waiting.look().entries())
                .extracting(entry -> entry.kind().kind())
                .doesNotContain("changes-to-approve", "items-failed", "proposals-answered");
        item(change("done"), 1, vision(), "verified", null);
        go(ChangeLinks.CHANGES + "?state=to-approve");
        assertThat(state()).isEqualTo("no-match");
        go(ChangeLinks.CHANGES + "?state=failed");
        assertThat(state()).isEqualTo("no-match");
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void nothingOfItWaitsForAnAuditor() {
        turnOn(false);
        proposed(424_242);
        failed(me());
        assertThat(waiting.look().entries())
                .extracting(entry -> entry.kind().page())
                .doesNotContain(ChangeLinks.CHANGES);
    }
}
