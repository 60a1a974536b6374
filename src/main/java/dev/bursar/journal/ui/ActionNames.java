package dev.bursar.journal.ui;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import module java.base;
import org.springframework.stereotype.Component;

/** Labels of the actions that modules offer. An action that none offers is shown as it is recorded. */
@Component
class ActionNames {
    private final Map<String, JournalAction> byCode;

    /** @throws IllegalStateException when two actions have the same code */
    ActionNames(List<JournalActions> modules) {
        byCode = modules.stream()
                .flatMap(module -> module.actions().stream())
                .collect(Collectors.toUnmodifiableMap(JournalAction::code, action -> action));
    }

    String of(String code) {
        JournalAction action = byCode.get(code);
        return action == null ? code : action.label();
    }

    boolean isRefusal(String code) {
        JournalAction action = byCode.get(code);
        return action != null && action.refusal();
    }
}
