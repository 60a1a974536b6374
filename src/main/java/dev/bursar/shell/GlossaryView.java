package dev.bursar.shell;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.kernel.Role;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Section;
import dev.bursar.ui.Term;
import jakarta.annotation.security.RolesAllowed;

/** What the terms on pages mean. */
@Route(Term.GLOSSARY)
@PageTitle("Glossary")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class GlossaryView extends Div {
    GlossaryView() {
        addClassNames("page", "glossary");
        // without anything to focus on, the keyboard could not scroll
        getElement().setAttribute("tabindex", "0");
        var terms = new DescriptionList();
        terms.addClassName("glossary-terms");
        for (Term term : Term.values()) {
            var name = new DescriptionList.Term(term.label());
            name.setId(term.place());
            terms.add(name, new DescriptionList.Description(term.meaning()));
        }
        add(
                new PageHeader("Glossary")
                        .facts("Names of costs are those of FOCUS, the open cost and usage specification"),
                new Section().with(terms));
    }
}
