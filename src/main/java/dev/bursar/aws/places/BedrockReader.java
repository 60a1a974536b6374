package dev.bursar.aws.places;

import dev.bursar.aws.AwsText;
import dev.bursar.efficiency.spi.BedrockSource.ProvisionedModel;
import module java.base;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.bedrock.model.ProvisionedModelSummary;
import software.amazon.awssdk.services.bedrock.model.Tag;

/** Reads the lists of Bedrock; what has no name, ARN or model units is left out and counted in the log. */
final class BedrockReader {
    private static final int MOST_TAGS = 200;
    private static final int LONGEST_VALUE = 256;

    private BedrockReader() {}

    static List<ProvisionedModel> models(List<ProvisionedModelSummary> summaries) {
        return SageMakerReader.read(summaries, BedrockReader::model);
    }

    private static Optional<ProvisionedModel> model(ProvisionedModelSummary one) {
        Integer units = one.modelUnits();
        if (units == null || units < 0) {
            return Optional.empty();
        }
        return SageMakerReader.listed(
                        one.provisionedModelName(),
                        one.provisionedModelArn(),
                        one.statusAsString(),
                        one.creationTime(),
                        one.lastModifiedTime())
                .map(listed -> new ProvisionedModel(
                        listed.name(),
                        listed.arn(),
                        modelId(one.modelArn(), one.foundationModelArn()),
                        listed.status(),
                        units,
                        SageMakerReader.word(one.commitmentDurationAsString()),
                        one.commitmentExpirationTime(),
                        listed.created(),
                        SageMakerReader.modified(listed)));
    }

    /** {@code amazon.titan-text-lite-v1} of a foundation model; the first ARN that can be read says it, "" where none can. */
    static String modelId(@Nullable String... arns) {
        for (@Nullable String arn : arns) {
            int slash = arn == null || !SageMakerReader.isArn(arn) ? -1 : arn.indexOf('/');
            if (arn != null && slash > 0 && SageMakerReader.isName(arn.substring(slash + 1))) {
                return arn.substring(slash + 1);
            }
        }
        return "";
    }

    /** Keys and values that can be kept, at most 200. */
    static Map<String, String> tags(List<Tag> tags) {
        var kept = new TreeMap<String, String>();
        for (Tag tag : tags) {
            String value = tag.value() == null ? "" : tag.value();
            if (SageMakerReader.isName(tag.key())
                    && value.length() <= LONGEST_VALUE
                    && AwsText.canBeKept(value)
                    && kept.size() < MOST_TAGS) {
                kept.put(tag.key(), value);
            }
        }
        return kept;
    }
}
