package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.shared.Registration;
import module java.base;

/** The head of a page: its title, one line of facts, and on the right the period control and at most three buttons. */
public final class PageHeader extends Header {
    private final H1 title = new H1();
    private final Div facts = Styled.div("facts");
    private final Div paper = new Div();
    private final Div actions = Styled.div("actions");

    public PageHeader(String title) {
        addClassName("page-header");
        this.title.setText(title);
        this.title.getElement().setAttribute("tabindex", "-1");
        paper.addClassNames("print-only", "paper-facts");
        var words = Styled.div("words", this.title, facts, paper);
        add(words, actions);
    }

    public PageHeader title(String text) {
        return title(text, text);
    }

    /** @param thing the name of what it is about, {@code Fraud, October 2026}: all that a phone and a browser's tab have room for */
    public PageHeader title(String text, String thing) {
        title.setText(text);
        getUI().ifPresent(ui -> ComponentUtil.fireEvent(ui, new Titled(ui, thing)));
        return this;
    }

    public static Registration onTitled(UI window, Consumer<String> show) {
        return ComponentUtil.addListener(window, Titled.class, event -> show.accept(event.thing));
    }

    /** A page that is open has learnt what it is about. */
    public static final class Titled extends ComponentEvent<UI> {
        private final String thing;

        private Titled(UI source, String thing) {
            super(source, false);
            this.thing = thing;
        }
    }

    /** Replaces the line of facts. */
    public PageHeader facts(FactLine line) {
        facts.removeAll();
        facts.add(line);
        return this;
    }

    /** Replaces the line of facts by one sentence: {@code Nothing has been read from AWS yet}. */
    public PageHeader facts(String sentence) {
        return facts(new FactLine(sentence));
    }

    /** Says on paper what the page's controls say on the screen: filters, how it is grouped, as of. */
    public PageHeader onPaper(List<String> sentences) {
        paper.removeAll();
        sentences.forEach(sentence -> paper.add(new Div(sentence)));
        return this;
    }

    /** For a deep page: links to what is above it, then where we are, at the head of the fact line. */
    public PageHeader breadcrumb(List<RouterLink> above, String here) {
        var list = new OrderedList();
        above.forEach(link -> list.add(new ListItem(link)));
        var last = new ListItem(here);
        last.getElement().setAttribute("aria-current", "page");
        list.add(last);
        var nav = new Nav(list);
        nav.addClassName("breadcrumb");
        nav.getElement().setAttribute("aria-label", "Breadcrumb");
        facts.addComponentAsFirst(nav);
        return this;
    }

    /** Adds to the right: period control first, then neutral buttons, the primary one last. */
    public PageHeader actions(Component... components) {
        actions.add(components);
        return this;
    }

    /** A plain link in the style of a neutral button, for a download or another page. */
    public static Anchor downloadLink(Anchor link, Icons icon, String words) {
        link.removeAll();
        link.add(icon.create(), new com.vaadin.flow.component.html.Span(words));
        link.addClassName("button-link");
        return link;
    }
}
