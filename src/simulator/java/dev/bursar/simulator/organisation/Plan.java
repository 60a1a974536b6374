package dev.bursar.simulator.organisation;

import module java.base;

/** The Savings Plans of the organisation, bought by the payer. */
public enum Plan {
    MACHINE_LEARNING(
            "Savings Plans for AWS Machine Learning",
            "MachineLearningSavingsPlan:1yrNoUpfront",
            "SageMakerSavingsPlans"),
    COMPUTE("Savings Plans for AWS Compute usage", "ComputeSavingsPlan:1yrNoUpfront", "ComputeSavingsPlans");

    final String service;
    final String usageType;
    public final String offering;

    Plan(String service, String usageType, String offering) {
        this.service = service;
        this.usageType = usageType;
        this.offering = offering;
    }

    /** The plan that covers a service, or that is billed under it. */
    public static Plan of(String service) {
        return service.equals("Amazon SageMaker") || service.equals(MACHINE_LEARNING.service)
                ? MACHINE_LEARNING
                : COMPUTE;
    }

    public String arn() {
        var id = UUID.nameUUIDFromBytes(name().getBytes(StandardCharsets.UTF_8));
        return "arn:aws:savingsplans::" + Organisation.PAYER + ":savingsplan/" + id;
    }
}
