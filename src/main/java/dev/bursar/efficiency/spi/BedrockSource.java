package dev.bursar.efficiency.spi;

import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Lists what an account has of its own in Amazon Bedrock in a place. Requests are free and metered with account and Region. Each throws
 * {@link dev.bursar.sync.SourceProblem}, whose sentences name the account and the Region; its kind is OFF where the Region is off or AWS
 * doesn't offer Bedrock there.
 */
public interface BedrockSource {
    /**
     * A model whose throughput is provisioned.
     *
     * @param model the foundation model's id, or a custom model's name and id
     * @param status as AWS writes it, such as InService
     * @param modelUnits that are billed now; 0 or more
     * @param commitment as AWS writes it, such as SixMonths; null where there is none
     * @param commitmentEnds null where there is none, or AWS doesn't say
     * @param created null where AWS doesn't say
     * @param modified null where AWS says neither when it was changed nor when it was made
     */
    record ProvisionedModel(
            String name,
            String arn,
            String model,
            String status,
            int modelUnits,
            @Nullable String commitment,
            @Nullable Instant commitmentEnds,
            @Nullable Instant created,
            @Nullable Instant modified) {}

    /**
     * An inference profile that somebody made.
     *
     * @param tags null where AWS refused them
     */
    record Profile(String arn, String name, @Nullable Map<String, String> tags) {}

    List<ProvisionedModel> models(Place place, RequestMeter meter);

    List<Profile> profiles(Place place, RequestMeter meter);
}
