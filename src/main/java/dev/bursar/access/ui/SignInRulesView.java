package dev.bursar.access.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.access.SecondFactorMissing;
import dev.bursar.access.SecondFactorRules;
import dev.bursar.access.SecondFactorRules.Coverage;
import dev.bursar.access.sso.SsoOverview;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.springframework.security.access.AccessDeniedException;

/** Says what signing in takes: which roles need a second factor, and who vouches for whom. */
@Route("admin/sign-in")
@PageTitle("Sign-in rules")
@Menu(order = 9.5, title = "Sign-in rules")
@RolesAllowed({Role.ADMIN_NAME, Role.AUDITOR_NAME})
class SignInRulesView extends Div implements AfterNavigationObserver {
    private final SecondFactorRules rules;
    private final SsoOverview sso;
    private final Scope scope;
    private final Clock clock;
    private final PageHeader header = new PageHeader("Sign-in rules");
    private final Div content = Styled.stack();

    SignInRulesView(SecondFactorRules rules, SsoOverview sso, Scope scope, Clock clock) {
        this.rules = rules;
        this.sso = sso;
        this.scope = scope;
        this.clock = clock;
        addClassNames("page", "sign-in-rules");
        header.facts("Two-factor authentication and single sign-on");
        add(header, new SectionTabs(TabSection.ADMIN, "admin/sign-in"), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        load();
    }

    private void load() {
        content.removeAll();
        try {
            content.add(factors(rules.coverage()), singleSignOn());
        } catch (AccessDeniedException denied) {
            throw denied;
        } catch (RuntimeException e) {
            content.add(new FailedState(
                    "The rules could not be loaded",
                    "Nothing was changed.",
                    Reference.of(e),
                    clock.instant(),
                    this::load));
        }
    }

    private Section factors(List<Coverage> coverage) {
        var mayChange = scope.has(Role.ADMIN);
        var boxes = new EnumMap<Role, Checkbox>(Role.class);
        var form = Styled.div("form");
        var save = Buttons.primary("Save", click -> save(boxes));
        save.setEnabled(false);
        coverage.forEach(one -> {
            var box = new Checkbox(RoleNames.capital(one.role()), one.required());
            box.setReadOnly(!mayChange);
            boxes.put(one.role(), box);
            var have = new Span(
                    one.people() == 0
                            ? "no one with a password"
                            : Formats.count(one.withFactor()) + " of " + Formats.count(one.people())
                                    + (one.people() == 1 ? " has it" : " have it"));
            have.addClassName("note");
            long without = one.people() - one.withFactor();
            var leaves = Styled.span(
                    "note", Formats.count(without, "person is", "people are") + " signed out at their next click");
            leaves.setVisible(false);
            box.addValueChangeListener(change -> {
                leaves.setVisible(change.getValue() && !one.required() && without > 0);
                save.setEnabled(coverage.stream()
                        .anyMatch(any ->
                                Objects.requireNonNull(boxes.get(any.role())).getValue() != any.required()));
            });
            form.add(Styled.div("choice-line", box, have, leaves));
        });
        if (mayChange) {
            form.add(save);
        }
        return new Section("Require two-factor authentication")
                .with(
                        words(
                                "People with these roles need a code in addition to their password. Those who have not set"
                                        + " it up are signed out at their next click and set it up when they sign in again. Single"
                                        + " sign-on uses its own check."),
                        form);
    }

    private Section singleSignOn() {
        var section = new Section("Single sign-on");
        if (sso.starts().isEmpty()) {
            return section.with(words("Not set up. To set it up, configure the identity provider with"
                    + " spring.security.oauth2.client.* and the rights of its groups with bursar.sso.groups."));
        }
        section.with(
                words(
                        "People sign in with " + String.join(", ", sso.starts().values())
                                + ". At each sign-in they get the rights of their groups and lose rights from earlier groups."));
        var list = new UnorderedList();
        list.addClassName("group-rights");
        sso.groups()
                .forEach(one -> list.add(new ListItem(
                        PlainText.id(one.group()),
                        new Span(" " + RoleNames.of(one.role()) + (one.team() == null ? "" : " of " + one.team())))));
        return section.with(
                sso.groups().isEmpty() ? words("No group gives a role, so no new people can sign in.") : list);
    }

    private static Paragraph words(String text) {
        var words = new Paragraph(text);
        words.addClassName("quiet-words");
        return words;
    }

    private void save(Map<Role, Checkbox> boxes) {
        try {
            rules.require(boxes.entrySet().stream()
                    .filter(one -> one.getValue().getValue())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet()));
        } catch (SecondFactorMissing missing) {
            Notices.warning(
                    "Set up two-factor authentication for yourself first. Otherwise you would be signed out immediately.",
                    new RouterLink("Go to your account", AccountView.class));
            return;
        }
        load();
        Notices.success("Sign-in rules saved");
    }
}
