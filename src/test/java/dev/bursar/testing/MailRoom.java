package dev.bursar.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.bursar.notify.MailTasks;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** A real mail server for the portal of tests. */
@Configuration(proxyBeanMethods = false)
@Import(MailTasks.class)
public class MailRoom {
    @Bean
    Letters letters() {
        return new Letters();
    }

    @Bean
    DynamicPropertyRegistrar mailPort(Letters letters) {
        return registry -> registry.add("spring.mail.port", letters::port);
    }

    /** What came in. */
    public static final class Letters implements AutoCloseable {
        private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        public Letters() {
            server.start();
        }

        /** Returns when so many have come in. */
        public void await(int number) {
            await(number, Duration.ofSeconds(30));
        }

        public void await(int number, Duration patience) {
            if (!server.waitForIncomingEmail(patience.toMillis(), number)) {
                throw new AssertionError("There are " + all().size() + " mails");
            }
        }

        public int port() {
            return server.getSmtp().getPort();
        }

        public List<MimeMessage> all() {
            return Arrays.asList(server.getReceivedMessages());
        }

        public MimeMessage only() {
            if (all().size() != 1) {
                throw new AssertionError("There are " + all().size() + " mails");
            }
            return all().getFirst();
        }

        public static String text(MimeMessage message) {
            try {
                return ((String) message.getContent()).replace("\r\n", "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        public void forget() {
            try {
                server.purgeEmailFromAllMailboxes();
            } catch (com.icegreen.greenmail.store.FolderException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Sends the portal elsewhere for as long as the work lasts: to a port at which nobody listens, for instance. */
        public void elsewhere(JavaMailSenderImpl sender, int port, Runnable work) {
            sender.setPort(port);
            try {
                work.run();
            } finally {
                sender.setPort(port());
            }
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
