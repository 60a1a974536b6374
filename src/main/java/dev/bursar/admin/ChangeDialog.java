package dev.bursar.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.org.ChangeRefused;
import dev.bursar.org.ChangeRefused.Reason;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import java.util.function.Consumer;
import org.springframework.security.access.AccessDeniedException;

/**
 * One change, asked for in few fields, with what it moves shown before it is made. What can't be is said at its field, and nothing
 * that was entered is lost.
 */
final class ChangeDialog extends Dialog {
    private final Div fields = new Div();
    private final Div below = new Div();
    private final Div conflict = new Div();
    private final Button confirm;
    private Runnable change = () -> {};
    private Consumer<Reason> refused = reason -> {};
    private Runnable stale = () -> {};
    private Runnable done = () -> {};

    /** @param verb what the button says, {@code End Vision} */
    ChangeDialog(String title, String verb) {
        setHeaderTitle(PlainText.cut(title, 80));
        addClassName("change-dialog");
        fields.addClassName("change-fields");
        conflict.addClassName("change-conflict");
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

    /** Says at the right field why the change can't be. */
    ChangeDialog refused(Consumer<Reason> refused) {
        this.refused = refused;
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
        try {
            change.run();
        } catch (Incomplete e) {
            return;
        } catch (ChangeRefused e) {
            refused.accept(e.reason());
            return;
        } catch (StaleEdit e) {
            stale.run();
            return;
        } catch (AccessDeniedException e) {
            Notices.error("This change is not part of your role any more. Nothing was changed.");
            return;
        } catch (RuntimeException e) {
            Notices.failure(Reference.of(e));
            return;
        }
        close();
        done.run();
    }

    /**
     * Shows what somebody else has made of it meanwhile beside what the person wants.
     *
     * @param who {@code Demo admin changed this at 09:40 UTC.}
     */
    void showBoth(String who, String theirs, String yours, Runnable load, Runnable keep) {
        conflict.removeAll();
        var words = new Paragraph(who + " Load theirs or keep yours.");
        words.addClassName("strong");
        var buttons = new Div(
                Buttons.neutral("Load theirs", click -> {
                    conflict.removeAll();
                    load.run();
                }),
                Buttons.neutral("Keep yours", click -> {
                    conflict.removeAll();
                    keep.run();
                    save();
                }));
        buttons.addClassName("actions");
        var text = new Div(words, version("Theirs", theirs), version("Yours", yours), buttons);
        text.addClassName("conflict-words");
        var box = new Div(Icons.TRIANGLE_ALERT.create(), text);
        box.addClassName("conflict");
        conflict.add(box);
    }

    private static Div version(String whose, String what) {
        var name = new Span(whose + ": ");
        name.addClassName("quiet");
        return new Div(name, PlainText.name(what));
    }

    /** A field says what is missing; nothing was asked of the services. */
    static final class Incomplete extends RuntimeException {
        Incomplete() {
            super("A field is incomplete");
        }
    }
}
