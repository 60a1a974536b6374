package dev.bursar.admin.reach;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.setup.reach.OwnPrincipal;
import dev.bursar.setup.reach.ReachFeature;
import dev.bursar.setup.reach.ReachState;
import dev.bursar.setup.reach.RoleTemplate;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Toggle;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The role's template with exactly the actions of the chosen features, for CloudFormation and Terraform. */
final class TemplateSection extends Composite<Section> {
    private final Section section = new Section("Template for the role");
    private final ReachState state;
    private final Set<ReachFeature> features;
    private final Div templates = Styled.div("reach-templates");
    private @Nullable OwnPrincipal trusted;

    /** @param features that are chosen, kept by the page */
    TemplateSection(ReachState state, Set<ReachFeature> features) {
        this.state = state;
        this.features = features;
        var note = Styled.note(
                "The role only allows reading. Choose what Bursar reads, and the templates allow exactly the actions for it.");
        var choice = Styled.div("reach-features");
        for (ReachFeature feature : ReachFeature.values()) {
            var box = new Toggle(feature.title(), chosen -> {
                if (chosen) {
                    features.add(feature);
                } else {
                    features.remove(feature);
                }
                show();
            });
            box.setValue(features.contains(feature));
            choice.add(box);
        }
        section.with(note, choice);
        OwnPrincipal principal = state.principal();
        if (principal != null) {
            trusted = principal;
            var box =
                    new Toggle("Trust only Bursar\u2019s own " + principal.kind() + " " + principal.name(), chosen -> {
                        trusted = chosen ? principal : null;
                        show();
                    });
            box.setValue(true);
            section.with(box);
        }
        section.with(templates);
        show();
    }

    private void show() {
        templates.removeAll();
        String own = state.own();
        if (own == null) {
            templates.add(new Paragraph(
                    "Bursar doesn\u2019t know the account of its own credentials yet. Check all accounts again, and the templates"
                            + " appear here."));
            return;
        }
        if (features.isEmpty()) {
            templates.add(new Paragraph("Choose at least one feature."));
            return;
        }
        var template = new RoleTemplate(own, trusted, state.settings().role(), features);
        templates.add(
                part("CloudFormation stack set", template.cloudFormation(), stackSetNotes()),
                part(
                        "Terraform",
                        template.terraform(),
                        new Paragraph(
                                "Apply it in each member account. The account of Bursar\u2019s own credentials needs no role.")),
                part(
                        "Policy of Bursar\u2019s own credentials",
                        template.ownPolicy(),
                        new Paragraph(
                                "Add this to the policy of Bursar\u2019s own credentials. It lets Bursar assume the role in each account. For"
                                        + " efficiency it also allows reading AWS\u2019s prices.")));
    }

    private static Component stackSetNotes() {
        return new UnorderedList(
                new ListItem("Use service-managed permissions and target the root or organizational units."),
                new ListItem(
                        "Choose one Region only. IAM is global, and a second stack would collide on the role\u2019s name."),
                new ListItem("Acknowledge CAPABILITY_NAMED_IAM, because the role has a fixed name."),
                new ListItem("Turn on automatic deployment, so that new accounts get the role too."),
                new ListItem(
                        "Raise the failure tolerance. It is 0 by default, and one failing account then stops the rest."),
                new ListItem(
                        "A stack set never deploys to the management account. If Bursar\u2019s credentials belong to another"
                                + " account, create the role there yourself."));
    }

    private static Details part(String title, String text, Component notes) {
        var shown = new Pre(text);
        shown.addClassNames("mono", "policy");
        shown.getElement().setAttribute("tabindex", "0");
        shown.getElement().setAttribute("role", "group");
        shown.getElement().setAttribute("aria-label", title);
        var details = new Details(title, notes, shown, Buttons.copy("Copy " + title, text));
        details.addClassName("policy-details");
        return details;
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
