package dev.bursar.spend.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.spend.SavedView;
import dev.bursar.spend.SavedViews;
import dev.bursar.spend.SpendLinks;
import dev.bursar.spend.ViewNameTaken;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Styled;
import module java.base;

/** Keeps the question under a name, and opens those that the person or others have kept. */
final class ViewsPanel extends Composite<Div> {
    private final SavedViews views;
    private final Supplier<SpendUrl> current;
    private final Runnable close;
    private final TextField name = new TextField("View name");
    private final Checkbox shared = new Checkbox("Share with everyone who has access to what it shows");
    private final Div lists = Styled.div("views-lists");
    private final ViewMailSection mail;

    /** @param mail what sends the question and its answer */
    ViewsPanel(SavedViews views, Supplier<SpendUrl> current, ViewMailSection mail, Runnable close) {
        this.mail = mail;
        this.views = views;
        this.current = current;
        this.close = close;
        getContent().addClassName("views");
        getContent().add(saver(), mail, lists);
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
        String address = address(current.get());
        all.stream()
                .filter(view -> view.address().equals(address))
                .findFirst()
                .ifPresent(view -> mail.named(view.name()));
        list("Your views", all.stream().filter(SavedView::mine).toList());
        list("Shared with you", all.stream().filter(view -> !view.mine()).toList());
        if (!all.isEmpty()) {
            lists.add(Styled.pageLink(SpendLinks.VIEWS, "See all saved views", "fact-link"));
        }
    }

    private void list(String title, List<SavedView> some) {
        if (some.isEmpty()) {
            return;
        }
        var list = Styled.div("views-list");
        some.forEach(view -> {
            var link = new RouterLink();
            link.setRoute(SpendView.class);
            link.setQueryParameters(QueryParameters.fromString(view.address()));
            link.add(PlainText.name(view.name()));
            link.addClassName("row-link");
            link.getElement().addEventListener("click", click -> views.opened(view.id()));
            var words = Styled.div("view-words", link);
            String note =
                    view.mine() ? view.opensFirst() ? "opens first" : "" : "by " + PlainText.cut(view.owner(), 40);
            if (!note.isEmpty()) {
                words.add(Styled.span("note", note));
            }
            list.add(Styled.div("view-row", words));
        });
        lists.add(new H3(title), list);
    }

    private Div saver() {
        name.setMaxLength(SavedViews.LONGEST_NAME);
        name.setWidthFull();
        name.addKeyPressListener(Key.ENTER, enter -> save());
        return Styled.div("views-form", name, shared, Buttons.primary("Save view", click -> save()));
    }

    private void save() {
        SpendUrl url = current.get();
        String address = address(url);
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
            invalid(name, "You have 100 views, the maximum. Remove one first.");
            return;
        } catch (RuntimeException e) {
            failed(e);
            return;
        }
        String saved = PlainText.cut(name.getValue().strip(), 60);
        close.run();
        Notices.success("View saved: " + saved);
    }

    private static String address(SpendUrl url) {
        return QueryParameters.full(arrays(url)).getQueryString();
    }

    private static java.util.Map<String, String[]> arrays(SpendUrl url) {
        var arrays = new java.util.LinkedHashMap<String, String[]>();
        url.parameters().forEach((key, values) -> arrays.put(key, values.toArray(String[]::new)));
        return arrays;
    }

    static void invalid(TextField field, String words) {
        FieldErrors.show(field, words);
        field.focus();
    }

    private void failed(RuntimeException problem) {
        lists.removeAll();
        lists.add(
                new Paragraph("The views could not be loaded or changed. If it fails again, give your admin reference "
                        + Reference.of(problem).code() + "."));
    }
}
