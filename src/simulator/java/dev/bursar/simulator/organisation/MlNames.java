package dev.bursar.simulator.organisation;

import java.util.List;
import java.util.stream.IntStream;

/** The usual resources of SageMaker's cells, named after team, environment and what they are for. */
final class MlNames {

    private MlNames() {}

    /**
     * Their ARNs.
     *
     * @param count how many instances the cell's usage needs at least, where each notebook or app runs on one
     */
    static List<String> of(Cell cell, int count) {
        var usage = cell.usageType();
        var component = usage.substring(usage.indexOf('-') + 1).split(":", 2)[0];
        var environment = cell.tags().getOrDefault(Organisation.ENVIRONMENT_TAG, "prod");
        var owner = Resources.slug(Resources.owner(cell)) + (environment.equals("prod") ? "" : "-" + environment);
        var arn = "arn:aws:sagemaker:" + cell.region() + ":" + cell.account() + ":";
        return switch (component) {
            case "Host" -> endpoints(cell, arn + "endpoint/" + owner + purpose(usage));
            case "AsyncInf" -> List.of(arn + "endpoint/" + owner + "-batch-scoring");
            case "Train" ->
                List.of(arn + "training-job/" + owner + (usage.endsWith("p4d.24xlarge") ? "-pretrain" : "-finetune"));
            case "Processing" -> List.of(arn + "processing-job/" + owner + "-features");
            case "Notebk" ->
                numbers(usage.contains("Volume") ? 1 : count)
                        .mapToObj(number -> arn + "notebook-instance/%s-%02d".formatted(owner, number))
                        .toList();
            default ->
                numbers(count)
                        .mapToObj(number ->
                                arn + "app/d-%s/%s-%02d/jupyterlab/default".formatted(domain(cell), owner, number))
                        .toList();
        };
    }

    private static IntStream numbers(int count) {
        return IntStream.rangeClosed(1, count);
    }

    /** A project of its own has two endpoints. */
    private static List<String> endpoints(Cell cell, String arn) {
        return Resources.hasOwnProject(cell) ? List.of(arn + "-1", arn + "-2") : List.of(arn);
    }

    private static String purpose(String usage) {
        return switch (usage.substring(usage.indexOf(':') + 1)) {
            case "ml.m5.4xlarge" -> "-ranking";
            case "ml.g6.12xlarge" -> "-genai-g6";
            case "ml.g6e.48xlarge" -> "-assistant";
            default -> "-genai";
        };
    }

    /** The account's Studio domain. */
    private static String domain(Cell cell) {
        return Resources.id("domain" + cell.account() + cell.region()).substring(1, 13);
    }
}
