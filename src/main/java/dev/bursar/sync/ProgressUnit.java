package dev.bursar.sync;

/** What a job's steps, slices and rows are to people. */
public enum ProgressUnit {
    SLICES("steps", "Parts", "Rows changed"),
    DELIVERIES("files", "Deliveries", "Charges stored");

    private final String steps;
    private final String slices;
    private final String rows;

    ProgressUnit(String steps, String slices, String rows) {
        this.steps = steps;
        this.slices = slices;
        this.rows = rows;
    }

    /** Within a sentence, after a number. */
    public String steps() {
        return steps;
    }

    public String slices() {
        return slices;
    }

    public String rows() {
        return rows;
    }
}
