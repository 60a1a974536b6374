package dev.bursar.spend.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.spend.SavedView;
import dev.bursar.spend.SavedViews;
import dev.bursar.spend.ViewNameTaken;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import module java.base;

/** The person's own views, which they can change and delete, and those shared with them. */
final class ViewsList extends Composite<Div> {
    private final SavedViews views;
    private final Runnable changed;
    private final Consumer<RuntimeException> failed;

    /**
     * @param changed called when the list is no longer as it was
     * @param failed told what this list has no words for
     */
    ViewsList(SavedViews views, List<SavedView> all, Runnable changed, Consumer<RuntimeException> failed) {
        this.views = views;
        this.changed = changed;
        this.failed = failed;
        getContent().addClassName("views-lists");
        list("Your views", all.stream().filter(SavedView::mine).toList());
        list("Shared with you", all.stream().filter(view -> !view.mine()).toList());
    }

    private void list(String title, List<SavedView> some) {
        if (some.isEmpty()) {
            return;
        }
        var list = Styled.div("views-list");
        some.forEach(view -> list.add(row(view)));
        getContent().add(new H3(title), list);
    }

    private Div row(SavedView view) {
        var link = new RouterLink();
        link.setRoute(SpendView.class);
        link.setQueryParameters(QueryParameters.fromString(view.address()));
        link.add(PlainText.name(view.name()));
        link.addClassName("row-link");
        var words = Styled.div("view-words", link);
        String note = view.mine()
                ? view.opensFirst() ? view.shared() ? "default, shared" : "default" : view.shared() ? "shared" : ""
                : "by " + PlainText.cut(view.owner(), 40);
        if (!note.isEmpty()) {
            var quiet = new Span(note);
            quiet.addClassName("note");
            words.add(quiet);
        }
        var row = Styled.div("view-row", words);
        if (view.mine()) {
            var name = PlainText.cut(view.name(), 60);
            row.add(
                    Buttons.icon(Icons.SETTINGS, "Change " + name, click -> edit(row, view)),
                    Buttons.icon(Icons.X, "Delete " + name + "\u2026", click -> askDelete(view)));
        }
        return row;
    }

    /** Name, sharing and default, in the row's place. */
    private void edit(Div row, SavedView view) {
        var name = new TextField("Name");
        name.setMaxLength(SavedViews.LONGEST_NAME);
        name.setValue(view.name());
        name.setWidthFull();
        var shared = new Checkbox("Shared", view.shared());
        var first = new Checkbox("Use as the default view", view.opensFirst());
        Button save = Buttons.primary("Save changes", click -> {
            if (name.getValue().isBlank()) {
                ViewsPanel.invalid(name, "Enter a name");
                return;
            }
            try {
                keep(view, name.getValue(), shared.getValue(), first.getValue());
                changed.run();
            } catch (ViewNameTaken e) {
                ViewsPanel.invalid(name, "You already have a view with this name. Choose another name.");
            } catch (StaleEdit e) {
                stale();
            } catch (RuntimeException e) {
                failed.accept(e);
            }
        });
        var buttons = Styled.div("views-buttons", save, Buttons.neutral("Cancel", click -> changed.run()));
        row.removeAll();
        row.addClassName("editing");
        row.add(name, shared, first, buttons);
        name.focus();
    }

    private void keep(SavedView view, String name, boolean shared, boolean first) {
        int version = view.version();
        if (!name.strip().equals(view.name()) || shared != view.shared()) {
            views.change(view.id(), version, name, shared);
            version++;
        }
        if (first != view.opensFirst()) {
            views.openFirst(view.id(), version, first);
        }
    }

    private void askDelete(SavedView view) {
        var dialog = new ConfirmDialog();
        dialog.setHeader("Delete the view " + PlainText.cut(view.name(), 60) + "?");
        dialog.setText(
                view.shared()
                        ? "It is also deleted for the people it is shared with. You can\u2019t undo this."
                        : "You can\u2019t undo this.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Delete view");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> change(() -> views.delete(view.id(), view.version())));
        dialog.open();
    }

    private void change(Runnable change) {
        try {
            change.run();
            changed.run();
        } catch (StaleEdit e) {
            stale();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    private void stale() {
        changed.run();
        Notices.warning(
                "This view was changed or deleted in another window. Your change was not saved. The list shows the"
                        + " current views.");
    }
}
