package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.workload.MlWorkload;
import module java.base;

/** What usage types call a component, and what the price list calls it. */
public final class Components {
    public static final String HOSTING = "Hosting";
    public static final String NOTEBOOK = "Notebook";
    public static final String STUDIO = "Studio-Notebook";
    public static final String TRAINING = "Training";
    public static final String PROCESSING = "Processing";
    public static final String TRANSFORM = "BatchTransform";
    public static final String ASYNC = "AsyncInf";
    public static final String EC2 = "EC2";

    /** Those that workloads are billed for. */
    public static final List<String> ALL = List.of(HOSTING, NOTEBOOK, STUDIO, TRAINING, PROCESSING, TRANSFORM, EC2);

    private Components() {}

    /** What the price list names a workload's component. */
    public static String of(MlWorkload workload) {
        return switch (workload.kind()) {
            case ENDPOINT -> HOSTING;
            case NOTEBOOK -> NOTEBOOK;
            case APP -> STUDIO;
            case JOB_FAMILY ->
                workload.arn().contains(":processing-job/")
                        ? PROCESSING
                        : workload.arn().contains(":transform-job/") ? TRANSFORM : TRAINING;
            case EC2 -> EC2;
            // no list has a price of model units
            case PROVISIONED -> "";
        };
    }

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
