package dev.bursar.causes.kept;

/** What working out daily changes does, in words. */
final class StepText {
    static final String LOOKING = "Looking for days whose costs or events have changed";
    static final String WORKING_OUT = "Working out why costs changed";

    private StepText() {}
}
