package dev.bursar.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.MailRoom.Letters;
import dev.bursar.testing.SilentServer;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@BursarTest
class OutboxTest {
    private static final Mail HELLO = new Mail(new MailAddress("lead@example.org"), "Grüße", "Ünïcode\nand lines");

    @Autowired
    Outbox outbox;

    @Autowired
    Delivery delivery;

    @Autowired
    MailService service;

    @Autowired
    Letters letters;

    @Autowired
    JavaMailSenderImpl sender;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void empty() {
        letters.forget();
        database.jdbc().sql("delete from outbox").update();
        database.jdbc().sql("delete from scheduled_tasks").update();
    }

    private long send(Mail mail) {
        transaction.executeWithoutResult(status -> assertThat(outbox.send(mail)).isTrue());
        return due().getLast();
    }

    /** Mails that the scheduler would deliver, which tests do by hand. */
    private List<Long> due() {
        return database.jdbc()
                .sql("select task_instance::bigint from scheduled_tasks where task_name = 'mail' order by 1")
                .query(Long.class)
                .list();
    }

    private int waiting() {
        return database.jdbc()
                .sql("select count(*) from outbox")
                .query(Integer.class)
                .single();
    }

    @Test
    void aMailArrivesAsPlainTextThatNoMachineAnswersAndIsKeptNowhere() throws Exception {
        var id = send(HELLO);
        assertThat(letters.all()).isEmpty();
        assertThat(delivery.deliver(id)).isEmpty();
        var mail = letters.only();
        assertThat(mail.getSubject()).isEqualTo("Grüße");
        assertThat(mail.getContentType()).containsIgnoringCase("text/plain").containsIgnoringCase("utf-8");
        assertThat(Letters.text(mail).strip()).isEqualTo("Ünïcode\nand lines");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("Bursar <bursar@localhost>");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("lead@example.org");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}@localhost>");
        assertThat(mail.getHeader("Date"))
                .containsExactly(DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.US)
                        .format(clock.instant().atOffset(ZoneOffset.UTC)));
        assertThat(waiting()).isZero();
        assertThat(delivery.deliver(id)).isEmpty();
        assertThat(letters.all()).hasSize(1);
    }

    @Test
    void aMailWithAPictureHasItBetweenItsWordsAndAsPlainTextTheWordsAlone() throws Exception {
        byte[] png = PictureTest.png(3, 2);
        var id = send(new Mail(
                HELLO.to(),
                "Grüße",
                "Ünïcode",
                new Mail.Shown("<p>Ünïcode</p><img src=\"cid:picture\" alt=\"\">", new Picture(png))));
        assertThat(outbox.pictures(HELLO.to())).isEqualTo(1);
        assertThat(delivery.deliver(id)).isEmpty();
        var mail = letters.only();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var both = (MimeMultipart) mail.getContent();
        assertThat(both.getBodyPart(0).getContentType()).containsIgnoringCase("text/plain");
        assertThat(both.getBodyPart(0).getContent().toString().strip()).isEqualTo("Ünïcode");
        var related = (MimeMultipart) both.getBodyPart(1).getContent();
        assertThat(related.getContentType()).startsWith("multipart/related");
        assertThat(related.getBodyPart(0).getContentType()).containsIgnoringCase("text/html");
        assertThat(related.getBodyPart(0).getContent().toString()).contains("Ünïcode", "cid:picture");
        var picture = (MimeBodyPart) related.getBodyPart(1);
        assertThat(picture.getContentType()).startsWith("image/png");
        assertThat(picture.getContentID()).isEqualTo("<picture>");
        assertThat(picture.getDisposition()).isEqualTo("inline");
        assertThat(picture.getInputStream().readAllBytes()).isEqualTo(png);
        assertThat(waiting()).isZero();
    }

    @Test
    void aMailOfAChangeThatIsRolledBackNeverWas() {
        transaction.executeWithoutResult(status -> {
            outbox.send(HELLO);
            assertThat(waiting()).isZero();
            status.setRollbackOnly();
        });
        assertThat(waiting()).isZero();
        assertThat(due()).isEmpty();
        assertThatThrownBy(() -> outbox.send(HELLO)).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aServerThatIsDownIsTriedForADayAndThenGivenUpUntilAnAdminTriesAgain() {
        var id = send(HELLO);
        var start = clock.instant();
        letters.elsewhere(sender, 1, () -> {
            var pauses = new java.util.ArrayList<Long>();
            Optional<Instant> next;
            while ((next = delivery.deliver(id)).isPresent()) {
                var pause = Duration.between(clock.instant(), next.get());
                pauses.add(pause.toMinutes());
                clock.forward(pause);
            }
            assertThat(pauses).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L).hasSize(28);
        });
        assertThat(Duration.between(start, clock.instant())).isBetween(Duration.ofHours(22), Duration.ofHours(24));
        assertThat(service.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.problem()).isEqualTo(MailProblem.UNREACHABLE);
            assertThat(trouble.recipient()).isEqualTo("lead@example.org");
            assertThat(trouble.givenUpAt()).isEqualTo(clock.instant());
        });
        assertThat(database.jdbc()
                        .sql("select action || ' ' || (after ->> 'problem') from journal where subject = ?")
                        .param("mail:" + id)
                        .query(String.class)
                        .list())
                .containsExactly("mail-given-up UNREACHABLE");
        assertThat(delivery.deliver(id)).isEmpty();
        database.jdbc().sql("delete from scheduled_tasks").update();
        service.tryAgain(id);
        assertThat(due()).containsExactly(id);
        assertThat(delivery.deliver(id)).isEmpty();
        assertThat(letters.all()).hasSize(1);
        assertThat(service.troubles()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAddressThatTheServerWillNeverTakeIsGivenUpAtOnce() throws IOException {
        var id = send(HELLO);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> refuseRecipients(server));
            letters.elsewhere(
                    sender,
                    server.getLocalPort(),
                    () -> assertThat(delivery.deliver(id)).isEmpty());
        }
        assertThat(service.troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.problem()).isEqualTo(MailProblem.ADDRESS_REFUSED));
        service.dismiss(id);
        assertThat(waiting()).isZero();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aServerThatNeverAnswersDoesNotHoldThePortalsEnd() {
        var id = send(HELLO);
        try (var silent = new SilentServer()) {
            letters.elsewhere(sender, silent.port(), () -> {
                var ending = Thread.currentThread();
                Thread.ofVirtual().start(() -> {
                    silent.awaitAsked();
                    ending.interrupt();
                });
                assertThat(delivery.deliver(id)).as("tried again").isPresent();
            });
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(service.troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.problem()).isEqualTo(MailProblem.UNREACHABLE));
    }

    private static void refuseRecipients(ServerSocket server) {
        try (var line = server.accept();
                var in = new java.io.BufferedReader(
                        new java.io.InputStreamReader(line.getInputStream(), StandardCharsets.US_ASCII));
                var out = line.getOutputStream()) {
            out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
            for (var said = in.readLine(); said != null; said = in.readLine()) {
                var answer = said.startsWith("RCPT") ? "550 5.1.1 nobody of this name" : "250 ok";
                out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @SignedInAs(Role.AUDITOR)
    void anAuditorSeesTroublesAndChangesNone() {
        assertThat(service.troubles()).isEmpty();
        assertThatThrownBy(() -> service.tryAgain(1)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> service.dismiss(1)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    @SignedInAs({Role.FINANCE, Role.LEAD})
    void othersSeeNone() {
        assertThatThrownBy(service::troubles).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void nothingInAMailBecomesAHeaderOrASecondRecipient() throws Exception {
        for (var address : List.of(
                "a@example.org\r\nBcc: b@example.org",
                "a@example.org,b@example.org",
                "a@example.org b@example.org",
                "Name <a@example.org>",
                "a@example.org\u0000",
                "a b@example.org",
                "@example.org",
                "a@",
                "a@@example.org",
                "a@-example.org",
                "a..b@example.org",
                "<a@example.org>",
                "a".repeat(65) + "@example.org",
                "a@" + "b".repeat(260))) {
            assertThatThrownBy(() -> new MailAddress(address)).isInstanceOf(IllegalArgumentException.class);
            assertThat(MailAddress.read(address)).isEmpty();
        }
        assertThat(MailAddress.read(" Maya.Dahl+x@Example.org ")).contains(new MailAddress("Maya.Dahl+x@Example.org"));
        var id = send(new Mail(
                new MailAddress("a@example.org"),
                "Team x\r\nBcc: b@example.org",
                "x\r\n.\r\nMAIL FROM:<c@example.org>\u202e"));
        assertThat(delivery.deliver(id)).isEmpty();
        var mail = letters.only();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).isEqualTo("Team x\ufffd\ufffdBcc: b@example.org");
        assertThat(Letters.text(mail)).contains("x\n.\nMAIL FROM:<c@example.org>\ufffd");
    }
}
