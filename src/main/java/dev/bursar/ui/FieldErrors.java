package dev.bursar.ui;

import com.vaadin.flow.component.HasValidation;

/** What is wrong with what a person typed or chose, said at its field. */
public final class FieldErrors {
    private FieldErrors() {}

    public static void show(HasValidation field, String words) {
        check(field, true, words);
    }

    /** Says it or takes it away. */
    public static void check(HasValidation field, boolean wrong, String words) {
        field.setErrorMessage(words);
        field.setInvalid(wrong);
    }
}
