package dev.bursar.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Styled;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** The guide of docs/guide, without a network: what each role does, in the order in which they do it. */
@Route(GuideView.ROUTE)
@PageTitle("Guide")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class GuideView extends Div implements AfterNavigationObserver {
    static final String ROUTE = "guide";
    private static final String START = "README";
    private static final Map<Role, String> CHAPTERS =
            Map.of(Role.ADMIN, "admin", Role.FINANCE, "month-end", Role.LEAD, "lead", Role.AUDITOR, "auditor");
    private static final List<String> PAGES = List.of(START, "admin", "month-end", "lead", "auditor", "clicks");

    private final Scope scope;

    GuideView(Scope scope) {
        this.scope = scope;

        addClassNames("page", "guide");
        // without anything to focus on, the keyboard could not scroll
        getElement().setAttribute("tabindex", "0");
    }

    /** A page that there isn't is the first one. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        String name = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("page")
                .filter(PAGES::contains)
                .orElse(START);
        boolean start = name.equals(START);
        String text = start ? yoursFirst(inPortal(text(name)), scope::has) : text(name);
        removeAll();
        var words = Styled.div("guide-text");
        words.setClassName("guide-start", start);
        String html = GuideText.html(text);
        words.getElement()
                .setProperty(
                        "innerHTML",
                        start ? html.replaceFirst("<li>", "<li class=\"own\"><span>For you</span>") : html);
        var header = new PageHeader("Guide");
        if (!name.equals(START)) {
            header.breadcrumb(List.of(new RouterLink("Guide", GuideView.class)), GuideText.title(text));
            header.title(GuideText.title(text));
        }
        add(header, words);
    }

    /** The chapters, which stand in one list, with the reader's own first. */
    static String yoursFirst(String text, Predicate<Role> has) {
        List<String> mine = CHAPTERS.entrySet().stream()
                .filter(chapter -> has.test(chapter.getKey()))
                .map(chapter -> "](" + chapter.getValue() + ".md)")
                .toList();
        var lines = new ArrayList<>(text.lines().toList());
        List<String> own = lines.stream()
                .filter(line -> line.startsWith("- [") && mine.stream().anyMatch(line::contains))
                .toList();
        int first = IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).startsWith("- ["))
                .findFirst()
                .orElse(0);
        lines.removeAll(own);
        lines.addAll(first, own);
        return String.join("\n", lines);
    }

    /** Without what only those need who don't run it yet. */
    private static String inPortal(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("To try it without AWS"))
                .collect(Collectors.joining("\n"));
    }

    static String text(String name) {
        try (var file = GuideView.class.getResourceAsStream("/guide/" + name + ".md")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
