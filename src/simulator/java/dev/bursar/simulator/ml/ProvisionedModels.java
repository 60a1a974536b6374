package dev.bursar.simulator.ml;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Models of Amazon Bedrock whose throughput is provisioned: the same in every organisation, counted from its stories' day. */
public final class ProvisionedModels {
    /** Nobody calls it; it may be deleted on any day. */
    public static final Provisioned IDLE = new Provisioned(
            "idle0prov001",
            "search-answers-trial",
            OrganisationModel.SEARCH,
            "us-east-1",
            "amazon.titan-text-lite-v1",
            1,
            new BigDecimal("7.10"),
            null,
            33,
            0,
            Map.of(Organisation.TEAM_TAG, "search", Organisation.ENVIRONMENT_TAG, "prod"));

    /** Called all day, and bought for six months. */
    public static final Provisioned BUSY = new Provisioned(
            "busy0prov001",
            "recs-descriptions",
            OrganisationModel.RECOMMENDATIONS,
            "us-east-1",
            "amazon.titan-text-lite-v1",
            2,
            new BigDecimal("5.10"),
            "SixMonths",
            70,
            41_000,
            Map.of(Organisation.TEAM_TAG, "recommendations", Organisation.ENVIRONMENT_TAG, "prod"));

    public static final List<Provisioned> ALL = List.of(IDLE, BUSY);

    private static final int MONTHS = 6;

    private ProvisionedModels() {}

    /**
     * One of them.
     *
     * @param model the foundation model's id
     * @param hourlyPrice dollars an hour of each model unit
     * @param commitment as AWS writes it, null where there is none
     * @param daysBefore how many days before the stories' day it was made, at midnight (UTC)
     * @param requestsADay about as many
     */
    public record Provisioned(
            String id,
            String name,
            String account,
            String region,
            String model,
            int modelUnits,
            BigDecimal hourlyPrice,
            @Nullable String commitment,
            int daysBefore,
            int requestsADay,
            Map<String, String> tags) {
        public String arn() {
            return "arn:aws:bedrock:" + region + ":" + account + ":provisioned-model/" + id;
        }

        public String modelArn() {
            return "arn:aws:bedrock:" + region + "::foundation-model/" + model;
        }

        /** The first day on which it is charged. */
        public LocalDate starts(LocalDate told) {
            return told.minusDays(daysBefore);
        }

        /** The day on which its commitment ends. */
        public Optional<LocalDate> committedUntil(LocalDate told) {
            return commitment == null
                    ? Optional.empty()
                    : Optional.of(starts(told).plusMonths(MONTHS));
        }
    }
}
