package dev.bursar.shell;

import module java.base;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The guide's Markdown as a page shows it. */
final class GuideText {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .escapeHtml(true)
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                if (node instanceof Link) {
                    attributes.put("router-link", "");
                }
            })
            .build();
    private static final Pattern PAGE = Pattern.compile("([a-z-]+)\\.md|README\\.md");

    private GuideText() {}

    /** Without the first heading, which is the page's title. */
    static String html(String markdown) {
        Node page = PARSER.parse(markdown);
        if (page.getFirstChild() instanceof Heading title) {
            title.unlink();
        }
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                lead(link);
            }

            @Override
            public void visit(Image image) {
                image.setDestination(image.getDestination().replaceFirst("^pictures/", "guide-pictures/"));
            }
        });
        return HTML.render(page);
    }

    static String title(String markdown) {
        return markdown.lines().findFirst().orElse("").replaceFirst("^# +", "");
    }

    /** What lies outside of the guide isn't there in the portal: its name is. */
    private static void lead(Link link) {
        Matcher page = PAGE.matcher(link.getDestination());
        if (page.matches()) {
            String name = page.group(1);
            link.setDestination(name == null ? GuideView.ROUTE : GuideView.ROUTE + "?page=" + name);
            return;
        }
        while (link.getFirstChild() != null) {
            link.insertBefore(link.getFirstChild());
        }
        link.unlink();
    }
}
