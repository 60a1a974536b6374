package dev.bursar.shell;

import com.vaadin.flow.dom.Element;
import module java.base;

/** The guide's Markdown as a page shows it: headings, lists, paragraphs, and within them code, bold, emphasis and links. */
final class GuideText {
    private static final Pattern INLINE =
            Pattern.compile("`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\*([^*]+)\\*|\\[([^]]+)]\\(([^)]+)\\)");
    private static final Pattern ITEM = Pattern.compile("(?:-|(\\d+)\\.) +(.*)");
    private static final Pattern PAGE = Pattern.compile("([a-z-]+)\\.md|README\\.md");

    private final Element root = new Element("div");
    private final StringBuilder open = new StringBuilder();
    private Element list = root;
    private String tag = "";

    private GuideText() {}

    /** Without the first heading, which is the page's title. */
    static Element of(String markdown) {
        var text = new GuideText();
        markdown.lines().skip(1).forEach(text::line);
        text.end();
        return text.root;
    }

    static String title(String markdown) {
        return markdown.lines().findFirst().orElse("").replaceFirst("^# +", "");
    }

    private void line(String line) {
        Matcher item = ITEM.matcher(line);
        if (line.isBlank()) {
            end();
        } else if (line.startsWith("## ")) {
            end();
            list = root;
            inline(root, "h2", line.substring(3));
        } else if (item.matches()) {
            end();
            String kind = item.group(1) == null ? "ul" : "ol";
            if (!list.getTag().equals(kind)) {
                list = new Element(kind);
                root.appendChild(list);
            }
            tag = "li";
            open.append(item.group(2));
        } else {
            if (open.isEmpty()) {
                tag = "p";
                list = root;
            }
            open.append(open.isEmpty() ? "" : " ").append(line.strip());
        }
    }

    private void end() {
        if (!open.isEmpty()) {
            inline(tag.equals("li") ? list : root, tag, open.toString());
            open.setLength(0);
        }
    }

    private static void inline(Element in, String tag, String words) {
        var element = new Element(tag);
        in.appendChild(element);
        Matcher mark = INLINE.matcher(words);
        int done = 0;
        while (mark.find()) {
            element.appendChild(Element.createText(words.substring(done, mark.start())));
            if (mark.group(1) != null) {
                element.appendChild(new Element("code").setText(mark.group(1)));
            } else if (mark.group(2) != null) {
                element.appendChild(new Element("strong").setText(mark.group(2)));
            } else if (mark.group(3) != null) {
                element.appendChild(new Element("em").setText(mark.group(3)));
            } else {
                link(element, mark.group(4), mark.group(5));
            }
            done = mark.end();
        }
        element.appendChild(Element.createText(words.substring(done)));
    }

    /** What lies outside of the guide isn't there in the portal: its name is. */
    private static void link(Element in, String words, String to) {
        Matcher page = PAGE.matcher(to);
        if (!page.matches()) {
            in.appendChild(Element.createText(words));
            return;
        }
        String name = page.group(1);
        in.appendChild(new Element("a")
                .setText(words)
                .setAttribute("href", name == null ? GuideView.ROUTE : GuideView.ROUTE + "?page=" + name)
                .setAttribute("router-link", true));
    }
}
