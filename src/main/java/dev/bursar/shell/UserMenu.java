package dev.bursar.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.bursar.ui.CurrentPerson;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Person;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SchemeCookie;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Term;
import dev.bursar.ui.UserMenuLine;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Who is signed in, how the portal looks to them, and the way out. */
final class UserMenu extends Composite<MenuBar> {
    private final Map<ColorScheme.Value, MenuItem> schemes = new EnumMap<>(ColorScheme.Value.class);
    private final Map<UserMenuLine, MenuItem> lines = new LinkedHashMap<>();
    private final Map<UserMenuLine, String> addresses = new HashMap<>();
    private final Hr linesEnd = new Hr();
    private final MenuItem keys;

    UserMenu(Person person, AuthenticationContext authentication, List<UserMenuLine> features) {
        var bar = getContent();
        bar.addClassName("user-menu");
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        var user = bar.addItem(face(person));
        user.setAriaLabel("User menu of " + PlainText.cut(person.name(), 60) + ", " + person.roles());
        var menu = user.getSubMenu();
        menu.addItem("Account", click -> click.getSource().getUI().ifPresent(ui -> ui.navigate("account")));
        menu.addItem("Glossary", click -> click.getSource().getUI().ifPresent(ui -> ui.navigate(Term.GLOSSARY)));
        menu.addItem("Guide", click -> click.getSource().getUI().ifPresent(ui -> ui.navigate(GuideView.ROUTE)));
        features.forEach(feature -> lines.put(
                feature,
                menu.addItem(
                        "",
                        click -> click.getSource()
                                .getUI()
                                .ifPresent(ui -> ui.navigate(addresses.getOrDefault(feature, ""))))));
        menu.addComponent(linesEnd);
        refresh();
        scheme(menu.addItem("Light"), ColorScheme.Value.LIGHT);
        scheme(menu.addItem("Dark"), ColorScheme.Value.DARK);
        scheme(menu.addItem("System"), ColorScheme.Value.SYSTEM);
        menu.addComponent(new Hr());
        keys = menu.addItem("Single-key shortcuts");
        keys.setCheckable(true);
        keys.addClickListener(click -> click.getSource()
                .getUI()
                .ifPresent(ui -> SchemeCookie.write(ui, SchemeCookie.KEYS, keys.isChecked() ? "on" : "off")));
        menu.addComponent(new Hr());
        // what the page has asked for meanwhile may be answered that its session has ended before the way to the
        // sign-in page is
        menu.addItem("Sign out", click -> authentication.logout())
                .getElement()
                .executeJs(
                        "this.addEventListener('click', () => document.cookie = $0 + '=1; Path=/; Max-Age=30; SameSite=Lax'"
                                + " + (location.protocol === 'https:' ? '; Secure' : ''))",
                        SchemeCookie.SIGNED_OUT);
    }

    /** Asks features for their lines again. */
    void refresh() {
        lines.forEach((feature, item) -> {
            var line = feature.forCurrentPerson();
            item.setVisible(line.isPresent());
            line.ifPresent(now -> {
                if (!now.words().equals(item.getText())) {
                    item.setText(now.words());
                }
                addresses.put(feature, now.address());
            });
        });
        linesEnd.setVisible(lines.values().stream().anyMatch(MenuItem::isVisible));
    }

    private void scheme(MenuItem item, ColorScheme.Value value) {
        item.setCheckable(true);
        schemes.put(value, item);
        item.addClickListener(click -> item.getUI().ifPresent(ui -> SchemeCookie.choose(ui, value)));
    }

    private void check(ColorScheme.Value value) {
        schemes.forEach((scheme, item) -> item.setChecked(scheme == value));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var request = VaadinRequest.getCurrent();
        check(SchemeCookie.read(request));
        var ui = event.getUI();
        var listening = ComponentUtil.addListener(ui, SchemeCookie.Chosen.class, chosen -> check(chosen.scheme()));
        addDetachListener(detach -> {
            detach.unregisterListener();
            listening.remove();
        });
        keys.setChecked(
                SchemeCookie.value(request, SchemeCookie.KEYS).map("on"::equals).orElse(true));
    }

    private static Div face(Person person) {
        var initials = new Span(initials(person.name()));
        initials.addClassName("initials");
        initials.getElement().setAttribute("aria-hidden", "true");
        var name = Styled.span("name", PlainText.cut(person.name(), 40));
        var roles = Styled.span("note", PlainText.cut(person.roles(), 60));
        var words = Styled.div("words", name, roles);
        return Styled.div("face", initials, words, Icons.CHEVRONS_UP_DOWN.create());
    }

    /** Two letters: of the first two words, or the first two of the only one. */
    static String initials(String name) {
        var words = name.strip().split("[\\s.@_-]+");
        var letters = words.length > 1 ? first(words[0], 1) + first(words[1], 1) : first(words[0], 2);
        return letters.toUpperCase(Locale.ROOT);
    }

    private static String first(String word, int letters) {
        return word.substring(0, word.offsetByCodePoints(0, Math.min(letters, word.codePointCount(0, word.length()))));
    }

    static Optional<Person> person(AuthenticationContext authentication, @Nullable CurrentPerson known) {
        if (known != null) {
            return known.get();
        }
        return authentication
                .getPrincipalName()
                .map(name -> new Person(
                        name,
                        authentication.getGrantedRoles().stream()
                                .map(role -> role.toLowerCase(Locale.ROOT).replace('_', ' '))
                                .sorted()
                                .collect(Collectors.joining(", "))));
    }
}
