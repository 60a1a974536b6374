package dev.bursar.changes.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import dev.bursar.access.SignedInAs;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The list of changes to AWS in each of its states, as each role. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class AwsChangesViewTest extends ChangePages {
    @Autowired
    AwsChangeExport export;

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminSetsItUp() {
        go(ChangeLinks.CHANGES);
        assertThat(state()).isEqualTo("not-set-up");
        assertThat(told(AwsChangesView.class)).contains("Bursar can write tags for you", "It is turned off.");
        assertThat(offers("Set up changes to AWS")).isTrue();
        turnOn(false);
        go("tags");
        go(ChangeLinks.CHANGES);
        assertThat(told(AwsChangesView.class)).contains("Nobody has proposed a change yet");
        assertThat(offers("Go to violations")).isTrue();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorIsToldWhoSetsItUp() {
        go(ChangeLinks.CHANGES);
        assertThat(told(AwsChangesView.class)).contains("An admin can turn it on.");
        assertThat(offers("Set up changes to AWS")).isFalse();
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void eachChangeSaysHowItStands() throws IOException {
        turnOn(false);
        item(change("proposed"), 1, 0, "planned", null);
        long failed = change("done-with-failures");
        item(failed, 1, 0, "verified", null);
        item(failed, 2, 0, "failed", "refused");
        item(change("rejected"), 1, 0, "planned", null);
        go(ChangeLinks.CHANGES);
        assertThat(rows()).isEqualTo(3);
        assertThat(row(0)).contains("Change 3", "Rejected", "by Ada");
        assertThat(row(1)).contains("Change 2", "1 tag written, 1 failed", "Done with failures");
        assertThat(row(2)).contains("Change 1", "1 tag to write", "Proposed", "by Grace", "Forgotten at launch");
        go(ChangeLinks.CHANGES + "?state=open");
        assertThat(rows()).isEqualTo(1);
        var out = new ByteArrayOutputStream();
        export.answer("", ExportFormat.CSV).write(out, ExportSource.Progress.NONE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Done with failures", "Forgotten at launch", "Grace", "Wrong team");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void noneIsOpen() {
        item(change("done"), 1, 0, "verified", null);
        go(ChangeLinks.CHANGES + "?state=open");
        assertThat(state()).isEqualTo("no-match");
        click("Show all");
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    @SignedInAs(value = Role.LEAD, leads = "Vision")
    void aLeadSeesTheirOwnAndWhatConcernsThem() {
        turnOn(false);
        item(change("done"), 1, 0, "verified", null);
        long shared = change("done");
        item(shared, 1, team("Vision"), "verified", null);
        item(shared, 2, 0, "failed", "refused");
        item(change("proposed", me()), 1, 0, "planned", null);
        go(ChangeLinks.CHANGES);
        assertThat(rows()).isEqualTo(2);
        assertThat(row(1)).contains("Change 2", "1 tag written").doesNotContain("failed");
        assertThat(told(AwsChangesView.class)).contains("2 changes").doesNotContain("3 changes");
    }
}
