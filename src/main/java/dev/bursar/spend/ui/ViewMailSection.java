package dev.bursar.spend.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.notify.Picture;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.mails.ViewMails;
import dev.bursar.spend.mails.ViewMails.Hindrance;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Reference;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** Sends what the page shows to the person's own address: the chart as their browser draws it, and the table. */
final class ViewMailSection extends Div {
    private final ViewMails mails;
    private final Supplier<Optional<Shown>> shown;
    private final Runnable done;
    private final Button send = Buttons.neutral("Send by mail", click -> draw());
    private String name = "Spend";

    /**
     * What is sent.
     *
     * @param question in words
     * @param finality of the figures, in words
     * @param chart whose picture is sent
     */
    record Shown(
            SpendUrl url,
            LocalDateRange days,
            String question,
            String finality,
            List<ViewMailText.Table> tables,
            SpendChart chart) {}

    /**
     * @param shown what the page shows; empty while it has no figures
     * @param done closes what this is in
     */
    ViewMailSection(ViewMails mails, Supplier<Optional<Shown>> shown, Runnable done) {
        this.mails = mails;
        this.shown = shown;
        this.done = done;
        addClassName("view-mail");
        Optional<Hindrance> hindrance = mails.hindrance();
        send.setEnabled(hindrance.isEmpty() && shown.get().isPresent());
        String note = hindrance
                .map(ViewMailSection::words)
                .orElseGet(() -> shown.get().isPresent()
                        ? "Chart and table, to " + mails.address().orElse("you")
                        : "There are no figures to send.");
        add(send, Styled.span("note", note));
    }

    /** Sent under this name. */
    void named(String view) {
        name = view;
    }

    static String words(Hindrance hindrance) {
        return switch (hindrance) {
            case NO_SERVER -> "No mail server is set up. An admin can set one up.";
            case NO_ADDRESS -> "You have no e-mail address in Bursar. An admin can add it.";
            case MANY_WAIT -> "Many of your mails wait for the mail server. Try again when they have left.";
        };
    }

    private void draw() {
        shown.get().ifPresent(what -> what.chart().picture(png -> send(what, png), ViewMailSection::failed));
    }

    void send(Shown what, String png) {
        Optional<Picture> picture = Picture.ofBase64(png);
        if (picture.isEmpty()) {
            failed();
            return;
        }
        // the mail's days stay when the view has moved on, and so does what its link shows
        SpendUrl there = what.url().isAhead()
                ? what.url()
                : what.url()
                        .with(new SpendUrl.Period.Days(
                                what.days().getStart(), what.days().getEnd()));
        String page = SpendLinks.SPEND + "?" + new QueryParameters(there.parameters()).getQueryString();
        try {
            mails.send(
                            ViewMailText.words(
                                    name,
                                    Formats.period(what.days()),
                                    List.of(what.question(), what.finality()),
                                    what.tables(),
                                    mails.link(page)),
                            picture.get(),
                            page)
                    .map(ViewMailSection::words)
                    .ifPresentOrElse(Notices::warning, () -> {
                        done.run();
                        Notices.success("Sent to " + mails.address().orElse("you"));
                    });
        } catch (RuntimeException e) {
            Notices.warning("The mail could not be sent. If it fails again, give your admin reference "
                    + Reference.of(e).code() + ".");
        }
    }

    private static void failed() {
        Notices.warning("Your browser could not draw the picture, so no mail was sent. Reload the page and try again.");
    }
}
