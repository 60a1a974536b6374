package dev.bursar.changes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.TextArea;
import dev.bursar.access.SignedInAs;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.write.AwsChange.State;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.Full;
import dev.bursar.trail.TrailRows;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** One change to AWS: what it says of each state, and who may do what with it. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class AwsChangeViewTest extends ChangePages {
    @Autowired
    AwsChangeService service;

    @Autowired
    ApplicationContext portal;

    private long proposed(int proposer) {
        long id = change("proposed", proposer);
        item(id, 1, 0, "planned", null);
        item(id, 2, 0, "skipped", "already-so");
        return id;
    }

    private String opened(long id) {
        go(ChangeLinks.change(id));
        return told(AwsChangeView.class);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void itemsAreShownByStateAndTheFailedOnesAreProposedAgain() {
        turnOn(false);
        long id = change("done-with-failures", me());
        item(id, 1, 0, "failed", "refused");
        item(id, 2, 0, "verified", null);
        item(id, 3, 0, "undone", null);
        database.jdbc()
                .sql(
                        "update aws_change_item set sent_at = now(), read_at = now(), open = false, found = wanted where change_id = :id")
                .param("id", id)
                .update();
        opened(id);
        assertThat(row(1)).contains("AWS shows this", "Look for its event in CloudTrail");
        assertThat(row(2)).contains("Undone").doesNotContain("AWS shows");
        go(ChangeLinks.change(id) + "?state=failed");
        told(AwsChangeView.class);
        assertThat(row(0)).contains("i-" + id + "-1", "Failed");
        go(ChangeLinks.change(id) + "?state=skipped");
        assertThat(told(AwsChangeView.class)).contains("No items in this state");
        assertThat(offers("Read again")).isFalse();
        click("Propose the failed ones again…");
        test(find(TextArea.class).single()).setValue("It can be written now");
        click("Propose again");
        finish();
        assertThat(notices()).contains("is proposed");
    }

    private State now(long id) {
        return service.change(id).orElseThrow().change().state();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminApproves() {
        turnOn(false);
        long id = proposed(me());
        assertThat(opened(id))
                .contains("Change " + id, "proposed by Grace", "Forgotten at launch")
                .contains("Nothing is written until you approve.", "1 skipped");
        assertThat(row(0)).contains("i-" + id + "-1", "ec2:instance", "team: no tag → vision", "Planned");
        assertThat(row(1)).contains("Skipped", "It already has this value.");
        assertThat(offers("Undo…")).isFalse();
        assertThat(offers("Stop")).isFalse();
        click("Approve and run…");
        test(find(ConfirmDialog.class).single()).confirm();
        finish();
        assertThat(now(id)).isEqualTo(State.APPROVED);
        assertThat(told(AwsChangeView.class)).contains("Each is read again, written and read back.");
        assertThat(offers("Approve and run…")).isFalse();
        click("Stop");
        // the page looks again by itself too, and what it was told is run when it is looked at
        for (int i = 0; i < 3; i++) {
            finish();
            told(AwsChangeView.class);
        }
        assertThat(told(AwsChangeView.class)).contains("It is being stopped");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoProposedItCantApproveItWhereAnotherMust() {
        turnOn(true);
        long own = proposed(me());
        assertThat(opened(own)).contains("Another admin has to approve it.");
        assertThat(offers("Approve and run…")).isFalse();
        assertThat(offers("Reject…")).isTrue();
        opened(proposed(424_242));
        assertThat(offers("Approve and run…")).isTrue();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoComesLateIsTold() {
        turnOn(false);
        long id = proposed(424_242);
        opened(id);
        database.jdbc()
                .sql("update aws_change set state = 'rejected', version = version + 1")
                .update();
        click("Approve and run…");
        test(find(ConfirmDialog.class).single()).confirm();
        finish();
        assertThat(notices()).contains("has been decided already");
        assertThat(now(id)).isEqualTo(State.REJECTED);
        assertThat(offers("Approve and run…")).isFalse();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void nothingIsApprovedOnceItIsOff() {
        long id = proposed(424_242);
        opened(id);
        click("Approve and run…");
        test(find(ConfirmDialog.class).single()).confirm();
        finish();
        assertThat(notices()).contains("Writing this is turned off.");
        assertThat(now(id)).isEqualTo(State.PROPOSED);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void rejectingNeedsAReason() {
        turnOn(false);
        long id = proposed(424_242);
        opened(id);
        click("Reject…");
        click("Reject");
        TextArea reason = find(TextArea.class).single();
        assertThat(reason.getErrorMessage()).isEqualTo("Enter a reason.");
        test(reason).setValue("Wrong team");
        click("Reject");
        assertThat(told(AwsChangeView.class)).contains("Rejected: Wrong team");
        assertThat(offers("Reject…")).isFalse();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whatWasWrittenCanBeUndone() {
        turnOn(false);
        long id = change("done-with-failures");
        item(id, 1, 0, "verified", null);
        item(id, 2, 0, "failed", "refused");
        item(id, 3, 0, "unknown", null);
        item(id, 4, 0, "unknown", "broken-off");
        assertThat(opened(id)).contains("Past costs keep their owners", "See its events in CloudTrail");
        assertThat(row(1))
                .contains(
                        "AWS refused it (AccessDeniedException): Not authorized.",
                        "Update the writing role from its template");
        assertThat(row(2)).contains("Not known", "It wasn’t sent again. Read it again");
        assertThat(row(3)).contains("Not known", "Bursar stopped").doesNotContain("before this tag was written");
        click("Undo…");
        test(find(TextArea.class).single()).setValue("Wrong team");
        click("Propose to undo");
        assertThat(service.change(id + 1).orElseThrow().change().undoes()).contains(id);
        assertThat(told(AwsChangeView.class)).contains("Undo change " + id + ": remove team from 1 resource");
    }

    @Test
    @SignedInAs({Role.AUDITOR, Role.FINANCE})
    void othersOnlyLook() {
        turnOn(false);
        opened(proposed(424_242));
        assertThat(offers("Approve and run…")).isFalse();
        assertThat(offers("Reject…")).isFalse();
        long done = change("done");
        item(done, 1, 0, "verified", null);
        opened(done);
        assertThat(offers("Undo…")).isFalse();
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadRejectsTheirOwnOnlyAndFindsNoOther() {
        turnOn(false);
        long own = proposed(me());
        assertThat(opened(own)).contains("An admin has to approve it within 14 days.");
        assertThat(offers("Approve and run…")).isFalse();
        assertThat(offers("Reject…")).isTrue();
        long other = proposed(424_242);
        opened(other);
        assertThat(state()).isEqualTo("missing");
        String missing = told(AwsChangeView.class);
        assertThat(opened(other + 99)).isEqualTo(missing);
        long shared = change("proposed");
        item(shared, 1, team("Vision"), "planned", null);
        item(shared, 2, 0, "planned", null);
        opened(shared);
        assertThat(rows()).isEqualTo(1);
        assertThat(offers("Reject…")).isFalse();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    @Full("the page of a change, and how its items are counted and read")
    void aChangeOfTenThousandOpensInHalfASecond() {
        long id = change("done");
        database.jdbc().sql("""
                        insert into aws_change_item (change_id, number, account, region, subject, type, name, team_id, part, wanted, state,
                               read_at, open)
                        select :change, n, lpad(cast(n % 20 as text), 12, '1'), 'eu-central-1', 'arn:aws:ec2:eu-central-1::instance/' || n,
                               'ec2:instance', 'i-' || n, 0, 'team', 'vision', case when n % 50 = 0 then 'failed' else 'verified' end,
                               now(), false
                          from generate_series(1, 10000) as n
                        """).param("change", id).update();
        opened(id);
        long began = System.nanoTime();
        assertThat(opened(id)).contains("9,800");
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf("a change of 10,000 items opened: %d ms%n", took.toMillis());
        assertThat(rows()).isEqualTo(10_000);
        // half a second on a machine that does nothing else
        assertThat(took).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void whoChangedItMeanwhileIsNamed() {
        turnOn(false);
        long id = change("done");
        item(id, 1, 0, "skipped", "changed-since");
        item(id, 2, 0, "skipped", "changed-since");
        database.jdbc()
                .sql("update aws_change_item set currency = 'USD', cost = 12.5 * number where change_id = ?")
                .param(id)
                .update();
        var trail = new TrailRows(portal, database.jdbc());
        String arn = service.items(id, List.of(), 0, 1).getFirst().subject();
        trail.event("CreateTags", "2026-11-24T06:30:00Z").on(arn).add();
        trail.event("CreateTags", "2026-11-24T06:40:00Z")
                .on(arn)
                .record("{\"arn\":\"arn:aws:sts::1:assumed-role/BursarWriter/bursar-change-9\"}")
                .add();
        trail.event("StopInstances", "2026-11-24T06:50:00Z").on(arn).add();
        assertThat(opened(id)).contains("$37.50 in 30 days");
        assertThat(row(0)).contains("Changed by ada@example.org, 24 Nov 2026, 06:30 UTC");
        assertThat(row(1)).doesNotContain("Changed by");
    }
}
