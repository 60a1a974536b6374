package dev.bursar.notify;

import dev.bursar.kernel.CancellableCall;
import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** Hands mails to the configured server and says in one word what it made of them. */
@Component
class MailServer implements Channel {
    static final String NAME = "mail";

    private static final Logger log = LoggerFactory.getLogger(MailServer.class);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final ObjectProvider<JavaMailSender> server;
    private final PortalUrl portal;
    private final Clock clock;

    MailServer(ObjectProvider<JavaMailSender> server, PortalUrl portal, Clock clock) {
        this.server = server;
        this.portal = portal;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<MailProblem> send(Mail mail, UUID id) {
        var sender = server.getIfAvailable();
        if (sender == null) {
            return Optional.of(MailProblem.NO_SERVER);
        }
        try {
            MimeMessage message = message(sender, mail, id);
            CancellableCall.of(
                    () -> {
                        sender.send(message);
                        return message;
                    },
                    () -> {});
            return Optional.empty();
        } catch (InterruptedException e) {
            // the portal ends; whoever is told so here still has to store it
            return Optional.of(MailProblem.UNREACHABLE);
        } catch (MailAuthenticationException e) {
            return Optional.of(MailProblem.SIGN_IN_REFUSED);
        } catch (MailException e) {
            return Optional.of(problem(e));
        } catch (MessagingException | UnsupportedEncodingException e) {
            log.error("A mail could not be put together", e);
            return Optional.of(MailProblem.UNEXPECTED);
        }
    }

    /** Multipart only for a picture; machines are told not to answer. */
    private MimeMessage message(JavaMailSender sender, Mail mail, UUID id)
            throws MessagingException, UnsupportedEncodingException {
        var message = sender.createMimeMessage();
        var from = portal.mailFrom();
        message.setFrom(new InternetAddress(from.value(), "Bursar", StandardCharsets.UTF_8.name()));
        message.setRecipient(
                MimeMessage.RecipientType.TO, new InternetAddress(mail.to().value(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        if (mail.shown() == null) {
            message.setText(mail.text(), StandardCharsets.UTF_8.name());
        } else {
            message.setContent(both(mail.text(), mail.shown()));
        }
        message.setHeader(
                "Message-ID", "<" + id + from.value().substring(from.value().indexOf('@')) + ">");
        message.setHeader("Date", DATE.format(clock.instant().atOffset(ZoneOffset.UTC)));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        return message;
    }

    /** The text, or the HTML with its picture, which readers of HTML take as they take the last one. */
    private static MimeMultipart both(String text, Mail.Shown shown) throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(text, StandardCharsets.UTF_8.name());
        var html = new MimeBodyPart();
        html.setText(shown.html(), StandardCharsets.UTF_8.name(), "html");
        var picture = new MimeBodyPart();
        picture.setDataHandler(
                new DataHandler(new ByteArrayDataSource(shown.picture().png(), "image/png")));
        picture.setContentID("<picture>");
        picture.setDisposition(Part.INLINE);
        picture.setFileName("chart.png");
        var related = new MimeBodyPart();
        related.setContent(new MimeMultipart("related", html, picture));
        return new MimeMultipart("alternative", plain, related);
    }

    private static MailProblem problem(MailException failure) {
        var seen = new ArrayDeque<Throwable>();
        seen.add(failure);
        if (failure instanceof MailSendException sending) {
            seen.addAll(sending.getFailedMessages().values());
        }
        var found = MailProblem.NOT_TAKEN;
        for (var steps = 0; !seen.isEmpty() && steps < 50; steps++) {
            var one = seen.remove();
            if (one instanceof SendFailedException refused && permanent(refused)) {
                return MailProblem.ADDRESS_REFUSED;
            }
            if (one instanceof AuthenticationFailedException) {
                return MailProblem.SIGN_IN_REFUSED;
            }
            if (one instanceof ConnectException
                    || one instanceof UnknownHostException
                    || one instanceof SocketTimeoutException
                    || one instanceof SocketException) {
                found = MailProblem.UNREACHABLE;
            }
            if (one.getCause() != null) {
                seen.add(one.getCause());
            }
            if (one instanceof MessagingException chained && chained.getNextException() != null) {
                seen.add(chained.getNextException());
            }
        }
        return found;
    }

    /** The server will never take the address (5xx); one that it won't take now is valid and unsent. */
    private static boolean permanent(SendFailedException refused) {
        return refused.getInvalidAddresses() != null && refused.getInvalidAddresses().length > 0;
    }
}
