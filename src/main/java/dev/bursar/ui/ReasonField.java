package dev.bursar.ui;

import com.vaadin.flow.component.textfield.TextArea;

/** Asks why something is done. What is wrong with it stays said until the person types again. */
public final class ReasonField extends TextArea {
    /** The most characters of a reason, where its service says no other number. */
    public static final int LONGEST = 500;

    public ReasonField() {
        this("Reason", LONGEST);
    }

    public ReasonField(String label, int longest) {
        super(label);
        setManualValidation(true);
        setRequiredIndicatorVisible(true);
        setMaxLength(longest);
        addValueChangeListener(change -> setInvalid(false));
    }

    /** Says what is wrong, and puts the focus here. */
    public void refuse(String words) {
        FieldErrors.show(this, words);
        focus();
    }
}
