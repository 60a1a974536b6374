package dev.bursar.journal;

import module java.base;

/** The actions that a module records, those of earlier versions too: the constants of the bean's class. The Activity log page offers them. */
public abstract class JournalActions {
    private final List<JournalAction> actions = Arrays.stream(getClass().getDeclaredFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == JournalAction.class)
            .map(JournalActions::constant)
            .toList();

    protected static JournalAction action(String code, String label) {
        return new JournalAction(code, label, false);
    }

    /** Somebody was refused something. */
    protected static JournalAction refusal(String code, String label) {
        return new JournalAction(code, label, true);
    }

    public final List<JournalAction> actions() {
        return actions;
    }

    private static JournalAction constant(Field field) {
        try {
            field.setAccessible(true);
            return (JournalAction) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
