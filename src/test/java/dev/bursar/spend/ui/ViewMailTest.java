package dev.bursar.spend.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.notify.PictureTest;
import dev.bursar.spend.mails.ViewMails;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.MailRoom.Letters;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.SpendChart;
import jakarta.mail.internet.MimeMultipart;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewPackages(packages = "dev.bursar")
@BursarTest
class ViewMailTest extends SpringBrowserlessTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-12-02");
    private static final String PNG = Base64.getEncoder().encodeToString(PictureTest.png(3, 2));

    @Autowired
    ViewMails mails;

    @Autowired
    Letters letters;

    @Autowired
    Scope scope;

    @Autowired
    TestDatabase database;

    @Autowired
    dev.bursar.notify.MailTasks tasks;

    @BeforeEach
    void empty() {
        letters.forget();
        database.jdbc().sql("delete from outbox").update();
        database.jdbc().sql("delete from scheduled_tasks").update();
        address("ada@example.org");
    }

    @AfterEach
    void nobodyHasIt() {
        address(null);
    }

    private void address(@Nullable String address) {
        database.jdbc()
                .sql("update person set email = ? where id = ?")
                .params(address, scope.actor().id().value())
                .update();
    }

    private static ViewMailSection.Shown shown(String query) {
        SpendUrl url = SpendUrl.read(QueryParameters.fromString(query).getParameters(), TODAY)
                .url();
        return new ViewMailSection.Shown(
                url,
                url.days(TODAY),
                "EffectiveCost by team",
                "settled",
                List.of(new ViewMailText.Table(
                        "By team",
                        List.of("Team", "Jul\u2013Sep", "Share"),
                        List.of(List.of("<b>Vision</b> & \"co\"", "$3.00", "100.0%")),
                        List.of("Total", "$3.00", "100.0%"))),
                new SpendChart("By team"));
    }

    private ViewMailSection section(Optional<ViewMailSection.Shown> shown) {
        return new ViewMailSection(mails, () -> shown, () -> {});
    }

    private static Button button(ViewMailSection section) {
        return (Button) section.getChildren().findFirst().orElseThrow();
    }

    private String said() {
        return find(Notification.class).all().stream().map(Texts::of).collect(Collectors.joining("\n"));
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void aViewGoesToOnesOwnAddressWithItsChartItsTableAndALinkToTheSameDays() throws Exception {
        var what = shown("period=last-quarter&by=service");
        var section = section(Optional.of(what));
        assertThat(button(section).isEnabled()).isTrue();
        assertThat(Texts.of(section)).contains("Chart and table, to ada@example.org");
        section.named("Quarter <1>");
        section.send(what, PNG);
        assertThat(said()).contains("Sent to ada@example.org");
        tasks.deliver();
        var mail = letters.only();
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ada@example.org");
        assertThat(mail.getSubject()).isEqualTo("Quarter <1>, Jul\u2013Sep 2026");
        var both = (MimeMultipart) mail.getContent();
        String text = both.getBodyPart(0).getContent().toString();
        assertThat(text)
                .contains("<b>Vision</b> & \"co\"  $3.00  100.0%", "Total  $3.00")
                .contains("/spend?by=service&from=2026-07-01&to=2026-10-01");
        var related = (MimeMultipart) both.getBodyPart(1).getContent();
        String html = related.getBodyPart(0).getContent().toString();
        assertThat(html)
                .contains("Quarter &lt;1&gt;, Jul\u2013Sep 2026", "&lt;b&gt;Vision&lt;/b&gt; &amp; &quot;co&quot;")
                .contains("src=\"cid:picture\"", "from=2026-07-01&amp;to=2026-10-01")
                .doesNotContain("<b>");
        assertThat(database.jdbc()
                        .sql("select count(*) from journal where action = 'view-mailed'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    @SignedInAs(Role.LEAD)
    void whatIsNoPictureIsNotSent() {
        var what = shown("period=last-month");
        for (String wrong : List.of("", "AAAA", "<svg>", PNG.substring(4))) {
            section(Optional.of(what)).send(what, wrong);
        }
        assertThat(said()).contains("could not draw the picture", "no mail was sent");
        tasks.deliver();
        assertThat(letters.all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.LEAD)
    void whoHasNoAddressGetsNoMail() {
        address(null);
        var what = shown("period=last-month");
        var section = section(Optional.of(what));
        assertThat(button(section).isEnabled()).isFalse();
        assertThat(Texts.of(section)).contains("You have no e-mail address in Bursar");
        section.send(what, PNG);
        tasks.deliver();
        assertThat(letters.all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void manyThatWaitAreEnough() {
        var what = shown("period=last-month");
        for (int i = 0; i < 20; i++) {
            section(Optional.of(what)).send(what, PNG);
        }
        var section = section(Optional.of(what));
        assertThat(button(section).isEnabled()).isFalse();
        assertThat(Texts.of(section)).contains("Many of your mails wait");
        section.send(what, PNG);
        assertThat(database.jdbc()
                        .sql("select count(*) from outbox")
                        .query(Integer.class)
                        .single())
                .isEqualTo(20);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void withoutFiguresThereIsNothingToSend() {
        var section = section(Optional.empty());
        assertThat(button(section).isEnabled()).isFalse();
        assertThat(Texts.of(section)).contains("There are no figures to send.");
    }
}
