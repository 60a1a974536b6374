package dev.bursar.spend.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
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
import dev.bursar.ui.Reference;
import java.util.List;
import java.util.function.Supplier;

/** Keeps the question under a name, and opens those that the person or others have kept. */
final class ViewsPanel extends Composite<Div> {
    private final SavedViews views;
    private final Supplier<SpendUrl> current;
    private final Runnable close;
    private final TextField name = new TextField("View name");
    private final Checkbox shared = new Checkbox("Share with everyone who has access to what it shows");
    private final Div lists = new Div();

    ViewsPanel(SavedViews views, Supplier<SpendUrl> current, Runnable close) {
        this.views = views;
        this.current = current;
        this.close = close;
        lists.addClassName("views-lists");
        getContent().addClassName("views");
        getContent().add(saver(), lists);
        fill();
    }

    private void fill() {
        lists.removeAll();
        List<SavedView> all;
        try {
            all = views.views();
        } catch (RuntimeException e) {
            failed(e);
            return;
        }
        list("Your views", all.stream().filter(SavedView::mine).toList());
        list("Shared with you", all.stream().filter(view -> !view.mine()).toList());
    }

    private Div saver() {
        name.setMaxLength(SavedViews.LONGEST_NAME);
        name.setWidthFull();
        name.addKeyPressListener(Key.ENTER, enter -> save());
        var form = new Div(name, shared, Buttons.primary("Save view", click -> save()));
        form.addClassName("views-form");
        return form;
    }

    private void save() {
        SpendUrl url = current.get();
        String address = QueryParameters.full(arrays(url)).getQueryString();
        if (name.getValue().isBlank()) {
            invalid(name, "Enter a name");
            return;
        }
        if (address.length() > SavedViews.LONGEST_ADDRESS) {
            invalid(name, "The filters of this view are too long to save");
            return;
        }
        try {
            views.save(name.getValue(), address, url.filters(), shared.getValue());
        } catch (ViewNameTaken e) {
            invalid(name, "You already have a view with this name. Choose another name.");
            return;
        } catch (IllegalArgumentException e) {
            invalid(name, "You have 100 views, the maximum. Delete one first.");
            return;
        } catch (RuntimeException e) {
            failed(e);
            return;
        }
        String saved = PlainText.cut(name.getValue().strip(), 60);
        close.run();
        Notices.success("View saved: " + saved);
    }

    private static java.util.Map<String, String[]> arrays(SpendUrl url) {
        var arrays = new java.util.LinkedHashMap<String, String[]>();
        url.parameters().forEach((key, values) -> arrays.put(key, values.toArray(String[]::new)));
        return arrays;
    }

    private static void invalid(TextField field, String words) {
        field.setErrorMessage(words);
        field.setInvalid(true);
        field.focus();
    }

    private void list(String title, List<SavedView> some) {
        if (some.isEmpty()) {
            return;
        }
        var list = new Div();
        list.addClassName("views-list");
        some.forEach(view -> list.add(row(view)));
        lists.add(new H3(title), list);
    }

    private Div row(SavedView view) {
        var link = new RouterLink();
        link.setRoute(SpendView.class);
        link.setQueryParameters(QueryParameters.fromString(view.address()));
        link.add(PlainText.name(view.name()));
        link.addClassName("row-link");
        var words = new Div(link);
        words.addClassName("view-words");
        String note = view.mine()
                ? view.opensFirst() ? view.shared() ? "default, shared" : "default" : view.shared() ? "shared" : ""
                : "by " + PlainText.cut(view.owner(), 40);
        if (!note.isEmpty()) {
            var quiet = new Span(note);
            quiet.addClassName("note");
            words.add(quiet);
        }
        var row = new Div(words);
        row.addClassName("view-row");
        if (view.mine()) {
            var name = PlainText.cut(view.name(), 60);
            row.add(
                    Buttons.icon(Icons.SETTINGS, "Change " + name, click -> edit(row, view)),
                    Buttons.icon(
                            Icons.X, "Delete " + name, click -> change(() -> views.delete(view.id(), view.version()))));
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
                invalid(name, "Enter a name");
                return;
            }
            try {
                keep(view, name.getValue(), shared.getValue(), first.getValue());
                fill();
            } catch (ViewNameTaken e) {
                invalid(name, "You already have a view with this name. Choose another name.");
            } catch (StaleEdit e) {
                stale();
            } catch (RuntimeException e) {
                failed(e);
            }
        });
        var buttons = new Div(save, Buttons.neutral("Cancel", click -> fill()));
        buttons.addClassName("views-buttons");
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

    private void change(Runnable change) {
        try {
            change.run();
            fill();
        } catch (StaleEdit e) {
            stale();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void stale() {
        fill();
        Notices.warning(
                "This view was changed or deleted in another window. Your change was not saved. The list shows the"
                        + " current views.");
    }

    private void failed(RuntimeException problem) {
        lists.removeAll();
        lists.add(
                new Paragraph("The views could not be loaded or changed. If it fails again, give your admin reference "
                        + Reference.of(problem).code() + "."));
    }
}
