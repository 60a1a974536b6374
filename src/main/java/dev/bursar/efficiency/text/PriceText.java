package dev.bursar.efficiency.text;

import dev.bursar.efficiency.prices.PriceRefused;

/** Words of prices that people enter. */
public final class PriceText {
    private PriceText() {}

    /** What to do where a price can't be as it was entered. */
    public static String refused(PriceRefused.Why why) {
        return switch (why) {
            case NO_REGION -> "Enter a Region as AWS writes it, such as eu-central-1.";
            case NO_COMPONENT -> "Choose what the price is for.";
            case NO_EC2_TYPE -> "Enter an instance type of EC2, such as g5.xlarge.";
            case NO_SAGEMAKER_TYPE -> "Enter an instance type of SageMaker, such as ml.g5.xlarge.";
            case TYPED_ALREADY -> "A custom price of this type, component and Region already exists. Change that one.";
            case OF_ANOTHER_TYPE ->
                "The Region, type and component of a price stay. Remove this price and add another one.";
            case NOTHING_TO_PAY -> "Enter a price above 0.";
            case TOO_DEAR -> "Enter the price of one hour, at most 100,000 USD.";
            case TOO_MANY_DECIMALS -> "Enter a price with at most 10 decimals.";
            case VCPUS -> "Enter a number above 0 and up to 10,000.";
            case MEMORY -> "Enter a number above 0 and up to 1,000,000.";
            case GPUS -> "Enter a whole number from 0 to 1,000.";
            case NO_GPU_MEMORY -> "Enter the GiB of one GPU, above 0 and up to 1,000,000.";
            case GPU_MEMORY -> "Leave it empty or at 0 where there is no GPU.";
            case NO_MODEL ->
                "Enter the model with its maker, such as NVIDIA T4: a model runs on GPUs of the same maker only.";
            case MODEL -> "Leave it empty where there is no GPU.";
            case NO_ARCHITECTURE -> "Choose an architecture.";
        };
    }
}
