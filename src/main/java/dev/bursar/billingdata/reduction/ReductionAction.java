package dev.bursar.billingdata.reduction;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.setup.SetupLinks;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What is recorded of where lines are reduced. */
@Component
final class ReductionAction extends JournalActions {
    static final JournalAction PLACE_CHOSEN = action("line-reduction-chosen", "Where lines are reduced chosen");
    static final JournalAction ENGINE_TESTED = action("engine-tested", "Engine tested");

    /** With a link for whoever may change it. */
    @Bean
    static SubjectNames reductionNames(Scope scope) {
        return SubjectNames.each(
                "charge-lines",
                id -> Optional.of("of charge files").filter(name -> id.equals("reduction")),
                id -> scope.has(Role.ADMIN) ? Optional.of(SetupLinks.SET_UP) : Optional.empty());
    }
}
