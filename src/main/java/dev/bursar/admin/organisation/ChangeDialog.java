package dev.bursar.admin.organisation;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.org.ChangeRefused;
import dev.bursar.org.ChangeRefused.Reason;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;

/**
 * One change, asked for in few fields, with what it moves shown before it is made. What can't be is said at its field, and nothing
 * that was entered is lost.
 */
final class ChangeDialog extends Dialog {
    private final Div fields = Styled.div("change-fields");
    private final Div below = new Div();
    private final Div conflict = Styled.div("change-conflict");
    private final Button confirm;
    private Runnable change = () -> {};
    private final Map<Reason, HasValidation> places = new EnumMap<>(Reason.class);
    private final String what;
    private Runnable stale = () -> {};
    private Runnable done = () -> {};

    /**
     * @param verb what the button says, {@code End Vision}
     * @param what {@code team} or {@code department}
     */
    ChangeDialog(String title, String verb, String what) {
        this.what = what;
        setHeaderTitle(PlainText.cut(title, 80));
        addClassName("change-dialog");
        conflict.getElement().setAttribute("role", "alert");
        add(conflict, fields, below);
        confirm = Buttons.primary(PlainText.cut(verb, 60), click -> save());
        getFooter().add(Buttons.neutral("Cancel", click -> close()), confirm);
        setCloseOnOutsideClick(false);
    }

    ChangeDialog with(Component... some) {
        fields.add(some);
        return this;
    }

    /** A field, and what is said there when the change can't be. */
    <F extends Component & HasValidation> ChangeDialog with(F field, Set<Reason> reasons) {
        reasons.forEach(reason -> places.put(reason, field));
        return with(field);
    }

    /** What stands under the fields: what moves. */
    ChangeDialog effect(Component component) {
        below.add(component);
        return this;
    }

    /** Makes the change; it may throw what the services throw. */
    ChangeDialog on(Runnable change) {
        this.change = change;
        return this;
    }

    /** Shows both versions when somebody else was faster. */
    ChangeDialog stale(Runnable stale) {
        this.stale = stale;
        return this;
    }

    ChangeDialog done(Runnable done) {
        this.done = done;
        return this;
    }

    void verb(String words) {
        confirm.setText(PlainText.cut(words, 60));
    }

    void save() {
        boolean made = UserAction.of(change)
                .on(Incomplete.class, e -> {})
                .on(ChangeRefused.class, e -> refuse(e.reason()))
                .on(RuleRefused.class, e -> Notices.warning(TeamText.refusal(e.reason())))
                .stale(stale)
                .denied("You no longer have permission to make this change. Nothing was changed.")
                .run();
        if (made) {
            close();
            done.run();
        }
    }

    private void refuse(Reason reason) {
        String words = TeamText.refusal(reason, what);
        HasValidation place = places.get(reason);
        if (place == null) {
            Notices.warning(words);
        } else {
            FieldErrors.show(place, words);
        }
    }

    /**
     * Shows what somebody else has made of it meanwhile beside what the person wants.
     *
     * @param who {@code Demo admin changed this at 09:40 UTC.}
     */
    void showBoth(String who, String theirs, String yours, Runnable load) {
        conflict.removeAll();
        confirm.setEnabled(false);
        var words = new Paragraph(who + " Load theirs or keep yours.");
        words.addClassName("strong");
        var buttons = Styled.div(
                "actions",
                Buttons.neutral("Load theirs", click -> {
                    decided();
                    load.run();
                }),
                Buttons.neutral("Keep yours", click -> {
                    decided();
                    save();
                }));
        var text = Styled.div("conflict-words", words, version("Theirs", theirs), version("Yours", yours), buttons);
        conflict.add(Styled.div("conflict", Icons.TRIANGLE_ALERT.create(), text));
    }

    private void decided() {
        conflict.removeAll();
        confirm.setEnabled(true);
    }

    private static Div version(String whose, String what) {
        var name = Styled.quiet(whose + ": ");
        return new Div(name, PlainText.name(what));
    }

    /** A field says what is missing; nothing was asked of the services. */
    static final class Incomplete extends RuntimeException {
        Incomplete() {
            super("A field is incomplete");
        }
    }
}
