package dev.bursar.shell;

import com.vaadin.flow.component.ModalityMode;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.DebouncePhase;
import com.vaadin.flow.dom.DomEvent;
import dev.bursar.kernel.SearchText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Finding.Hit;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Search;
import dev.bursar.ui.Search.Found;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/**
 * Finds pages and things by name or id and opens one. The focus stays in its field: arrow keys choose, Enter opens what is chosen, or the
 * best of what was typed last where that isn't answered yet.
 */
final class SearchDialog extends Dialog {
    private static final int PAUSE_MILLIS = 120;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_FACTS = 160;
    private static final String LIST = "search-found";
    private static final String VALUE = "element.value";
    private static final String KEY = "event.key";
    private static final String OURS = "['ArrowDown','ArrowUp','Enter'].includes(event.key) && !event.isComposing"
            + " && (event.preventDefault() || true)";

    private final Search search;
    private final Supplier<List<Hit>> allPages;
    private final PageWork work;
    private final Input field = new Input();
    private final Div list = new Div();
    private final Div notes = Styled.div("search-notes");
    private final Div status = Styled.div("search-status");
    private final List<Anchor> options = new ArrayList<>();
    private List<Hit> pages = List.of();
    private List<Hit> hits = List.of();
    private String asked = "";
    private String answered = "";
    private int chosen;
    private boolean openFirst;

    /** @param pages that the person may open, the likeliest first */
    SearchDialog(Search search, Supplier<List<Hit>> pages, Workers workers) {
        this.search = search;
        this.allPages = pages;
        work = new PageWork(this, workers);
        setAriaLabel("Search");
        setModality(ModalityMode.STRICT);
        addClassName("search-dialog");
        field.addClassName("search-field");
        field.setPlaceholder("Search pages, teams, accounts\u2026");
        var input = field.getElement();
        input.setAttribute("aria-label", "Search by name or id")
                .setAttribute("role", "combobox")
                .setAttribute("aria-autocomplete", "list")
                .setAttribute("aria-expanded", "true")
                .setAttribute("aria-controls", LIST)
                .setAttribute("autocomplete", "off")
                .setAttribute("spellcheck", "false")
                .setAttribute("enterkeyhint", "go")
                .setAttribute("maxlength", String.valueOf(SearchText.LONGEST));
        input.addEventListener("input", this::typed).addEventData(VALUE).debounce(PAUSE_MILLIS, DebouncePhase.TRAILING);
        input.addEventListener("keydown", this::pressed)
                .addEventData(VALUE)
                .addEventData(KEY)
                .setFilter(OURS);
        list.setId(LIST);
        list.addClassName("search-found");
        list.getElement().setAttribute("role", "listbox").setAttribute("aria-label", "Found");
        list.getElement().addEventListener("click", click -> close());
        status.getElement().setAttribute("role", "status");
        add(
                Styled.div("search-head", Icons.SEARCH.create(), field, closeButton()),
                list,
                notes,
                Styled.div(
                        "search-foot",
                        status,
                        Styled.span("search-keys", "\u2191\u2193 choose \u00B7 Enter open \u00B7 Esc close")));
    }

    private Button closeButton() {
        var close = Buttons.icon(Icons.X, "Close search", click -> close());
        close.addClassName("search-close");
        return close;
    }

    /** Opens it empty; does nothing while it is open. */
    void show() {
        if (isOpened()) {
            return;
        }
        work.forget();
        pages = allPages.get();
        asked = "";
        field.setValue("");
        open();
        answered(search.find(pages, ""), "");
        field.focus();
    }

    private void typed(DomEvent event) {
        openFirst = false;
        ask(value(event));
    }

    private static String value(DomEvent event) {
        return event.getEventData().get(VALUE).asString();
    }

    private void ask(String words) {
        if (words.equals(asked)) {
            return;
        }
        asked = words;
        status.setText("Searching\u2026");
        list.getElement().setAttribute("aria-busy", "true");
        work.ask(() -> search.find(pages, words), found -> answered(found, words), this::failed);
    }

    private void pressed(DomEvent event) {
        switch (event.getEventData().get(KEY).asString()) {
            case "ArrowDown" -> choose(chosen + 1);
            case "ArrowUp" -> choose(chosen - 1);
            default -> enter(value(event));
        }
    }

    private void enter(String words) {
        ask(words);
        if (asked.equals(answered)) {
            go();
        } else {
            openFirst = true;
        }
    }

    private void go() {
        if (chosen < hits.size()) {
            String address = hits.get(chosen).address();
            getUI().ifPresent(ui -> {
                close();
                ui.navigate(address);
            });
        }
    }

    private void answered(Found found, String words) {
        answered = words;
        hits = found.hits();
        list.removeAll();
        options.clear();
        list.getElement().removeAttribute("aria-busy");
        int kinds = 0;
        for (var kind : found.kinds()) {
            var head = Styled.div("search-kind");
            head.setText(kind.kind());
            head.setId("search-kind-" + kinds);
            head.getElement().setAttribute("role", "presentation");
            var group = new Div(head);
            group.getElement().setAttribute("role", "group").setAttribute("aria-labelledby", "search-kind-" + kinds);
            kind.hits().forEach(hit -> group.add(option(hit)));
            list.add(group);
            kinds++;
        }
        list.setVisible(!hits.isEmpty());
        field.getElement().setAttribute("aria-expanded", String.valueOf(!hits.isEmpty()));
        notes.removeAll();
        if (hits.isEmpty() && !found.text().isEmpty()) {
            notes.add(Styled.div("search-nothing", nothing(found)), Styled.div("note", searched(found)));
        }
        found.failed()
                .forEach(one -> notes.add(new Paragraph(one.kind() + " could not be searched. "
                        + one.reference().why() + "Reference " + one.reference().code() + ".")));
        notes.setVisible(notes.getComponentCount() > 0);
        status.setText(
                found.text().isEmpty() ? "" : hits.isEmpty() ? "Nothing found" : Formats.count(hits.size()) + " found");
        choose(0);
        if (openFirst) {
            openFirst = false;
            go();
        }
    }

    private static String nothing(Found found) {
        return "Nothing found for \u201C" + PlainText.cut(found.text().raw(), 40) + "\u201D.";
    }

    /** Only what was searched for this person: {@code Searched: pages, teams, CloudTrail events.} */
    private static String searched(Found found) {
        return "Searched by name or id: "
                + found.searched().stream().map(SearchDialog::within).collect(Collectors.joining(", ")) + ".";
    }

    private static String within(String kind) {
        return kind.startsWith("CloudTrail") ? kind : kind.toLowerCase(Locale.ROOT);
    }

    private Anchor option(Hit hit) {
        var name = Styled.span("search-name", PlainText.cut(hit.name(), LONGEST_NAME));
        name.getElement().setAttribute("dir", "auto");
        var option = new Anchor(hit.address(), name);
        if (!hit.facts().isEmpty()) {
            option.add(new Span(" "), Styled.span("search-facts", PlainText.cut(hit.facts(), LONGEST_FACTS)));
        }
        option.setId("search-option-" + options.size());
        option.getElement().setAttribute("role", "option").setAttribute("tabindex", "-1");
        options.add(option);
        return option;
    }

    private void choose(int wanted) {
        chosen = options.isEmpty() ? 0 : Math.floorMod(wanted, options.size());
        for (int i = 0; i < options.size(); i++) {
            options.get(i).getElement().setAttribute("aria-selected", String.valueOf(i == chosen));
        }
        if (options.isEmpty()) {
            field.getElement().removeAttribute("aria-activedescendant");
        } else {
            field.getElement().setAttribute("aria-activedescendant", "search-option-" + chosen);
            options.get(chosen).getElement().executeJs("this.scrollIntoView({block: 'nearest'})");
        }
    }

    private void failed(RuntimeException problem) {
        var reference = Reference.of(problem);
        openFirst = false;
        asked = answered;
        list.getElement().removeAttribute("aria-busy");
        status.setText("");
        notes.removeAll();
        notes.add(new Paragraph("The search failed. " + reference.why() + "Reference " + reference.code() + "."));
        notes.setVisible(true);
    }
}
