package dev.bursar.admin.people;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.notify.MailService;
import dev.bursar.notify.MailTrouble;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/** Mails that did not arrive, why, and what to do. */
final class MailTroubles extends Composite<Section> {
    private static final int MOST = 5;

    private final MailService mails;
    private final boolean mayChange;
    private final Runnable changed;
    private final Div rows = Styled.div("mail-troubles");

    MailTroubles(MailService mails, boolean mayChange, Runnable changed) {
        this.mails = mails;
        this.mayChange = mayChange;
        this.changed = changed;
        getContent().flush().with(rows);
    }

    @Override
    protected Section initContent() {
        return new Section("Undelivered e-mails");
    }

    void show(List<MailTrouble> troubles) {
        setVisible(!troubles.isEmpty());
        getContent().note(troubles.size() > MOST ? "the latest " + MOST + " of " + troubles.size() : "");
        rows.removeAll();
        troubles.stream().limit(MOST).forEach(trouble -> rows.add(row(trouble)));
    }

    private Div row(MailTrouble trouble) {
        var subject = Objects.requireNonNullElse(trouble.subject(), "An e-mail");
        var title = new H3(PlainText.cut(subject, 80)
                + (trouble.recipient() == null ? "" : " to " + PlainText.cut(trouble.recipient(), 80)));
        var what = new Paragraph(trouble.problem().what() + " "
                + (trouble.givenUpAt() == null
                        ? "Tried " + Formats.count(trouble.attempts(), "time", "times")
                                + ". Bursar keeps trying for a day."
                        : "Bursar stopped trying on " + Formats.moment(trouble.givenUpAt()) + "."));
        var toDo = new Paragraph(trouble.problem().whatToDo());
        toDo.addClassName("quiet");
        var words = Styled.div("mail-words", title, what, toDo);
        var row = Styled.div("mail-trouble", Icons.TRIANGLE_ALERT.large(), words);
        if (mayChange && trouble.givenUpAt() != null) {
            row.add(Styled.div(
                    "mail-actions",
                    Buttons.neutral("Try again", click -> change(mails::tryAgain, trouble.id())),
                    Buttons.neutral("Dismiss", click -> change(mails::dismiss, trouble.id()))));
        }
        return row;
    }

    private void change(LongConsumer change, long id) {
        try {
            change.accept(id);
        } catch (StaleEdit done) {
            // somebody else has done it: the list shows that
        }
        changed.run();
    }
}
