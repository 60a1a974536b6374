package dev.bursar.efficiency.price;

/** What usage types call a component, and what the price list calls it. */
public final class Components {
    public static final String HOSTING = "Hosting";
    public static final String NOTEBOOK = "Notebook";
    public static final String STUDIO = "Studio-Notebook";
    public static final String TRAINING = "Training";
    public static final String PROCESSING = "Processing";
    public static final String TRANSFORM = "BatchTransform";
    public static final String ASYNC = "AsyncInf";

    private Components() {}

    /** The price list's name of a usage type's component; the same text where none is known. */
    public static String named(String component) {
        return switch (component) {
            case "Host" -> HOSTING;
            case "AsyncInf" -> ASYNC;
            case "Notebk" -> NOTEBOOK;
            case "Studio" -> STUDIO;
            case "Train" -> TRAINING;
            case "Tsform" -> TRANSFORM;
            default -> component;
        };
    }
}
