package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import module java.base;

/** Words and blocks in the styles that all pages share. */
public final class Styled {
    private Styled() {}

    /** Words in secondary colour. */
    public static Span quiet(String words) {
        return span("quiet", words);
    }

    public static Span span(String className, String words) {
        var span = new Span(words);
        span.addClassName(className);
        return span;
    }

    /** A sentence below something, in small letters. */
    public static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassName("note");
        return note;
    }

    /** Parts of a page below each other. */
    public static Div stack(Component... parts) {
        return div("stack", parts);
    }

    public static Div div(String className, Component... parts) {
        var div = new Div(parts);
        div.addClassName(className);
        return div;
    }

    public static Div div(String className, String words) {
        var div = new Div(words);
        div.addClassName(className);
        return div;
    }

    /** The name in a row that leads to what the row is about. */
    public static Anchor rowLink(String address, String words) {
        var link = new Anchor(address, words);
        link.addClassName("row-link");
        return link;
    }

    /** A link to a page of the portal, which the browser opens without loading the portal anew. */
    public static Anchor pageLink(String address, Component words, String... classNames) {
        var link = new Anchor(address, words);
        link.addClassNames(classNames);
        link.getElement().setAttribute("router-link", true);
        return link;
    }

    public static Anchor pageLink(String address, String words, String... classNames) {
        return pageLink(address, new Text(words), classNames);
    }

    /** A list of names and values. */
    public static DescriptionList facts() {
        var facts = new DescriptionList();
        facts.addClassName("settings");
        return facts;
    }

    /** Tags by their keys, at most so many. */
    public static DescriptionList tags(Map<String, String> tags, int most) {
        DescriptionList list = facts();
        new TreeMap<>(tags)
                .entrySet().stream()
                        .limit(most)
                        .forEach(tag -> list.add(
                                new DescriptionList.Term(PlainText.id(tag.getKey())),
                                new DescriptionList.Description(
                                        tag.getValue().isEmpty() ? quiet("empty") : PlainText.id(tag.getValue()))));
        return list;
    }

    /** {@code 12 tags}, or how many of them are shown. */
    public static String tagCount(Map<String, String> tags, int most) {
        return tags.size() <= most
                ? Formats.count(tags.size(), "tag", "tags")
                : most + " of " + Formats.count(tags.size()) + " tags";
    }
}
