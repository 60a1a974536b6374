package dev.bursar.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.kernel.Role;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.Section;
import dev.bursar.ui.Term;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

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
        List<Term> alphabetical = Arrays.stream(Term.values())
                .sorted(Comparator.comparing(Term::label, String.CASE_INSENSITIVE_ORDER))
                .toList();
        for (Term term : alphabetical) {
            var name = new DescriptionList.Term();
            name.add(new Anchor(Term.GLOSSARY + "#" + term.place(), term.label()));
            name.setId(term.place());
            terms.add(name, new DescriptionList.Description(term.meaning()));
        }
        add(
                new PageHeader("Glossary")
                        .facts("Names of costs are those of FOCUS, the open cost and usage specification"),
                new Section().with(terms));
    }
}
