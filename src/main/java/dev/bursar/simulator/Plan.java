package dev.bursar.simulator;

/** The Savings Plans of the organisation, bought by the payer. */
enum Plan {
    MACHINE_LEARNING("Savings Plans for AWS Machine Learning", "MachineLearningSavingsPlan:1yrNoUpfront"),
    COMPUTE("Savings Plans for AWS Compute usage", "ComputeSavingsPlan:1yrNoUpfront");

    final String service;
    final String usageType;

    Plan(String service, String usageType) {
        this.service = service;
        this.usageType = usageType;
    }
}
