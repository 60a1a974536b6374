package dev.bursar.setup.reach;

/** What the check of access does, in words. */
final class StepText {
    static final String IDENTIFYING = "Asking AWS whose credentials Bursar has";

    private StepText() {}
}
