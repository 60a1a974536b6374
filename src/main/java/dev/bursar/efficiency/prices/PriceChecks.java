package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.prices.PriceRefused.Field;
import dev.bursar.efficiency.prices.TypedPrice.Draft;
import dev.bursar.efficiency.prices.TypedPrice.Place;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;

/** What a typed price must be. */
final class PriceChecks {
    private static final int LONGEST = 60;
    private static final int DECIMALS = 10;
    private static final BigDecimal DEAREST = BigDecimal.valueOf(100_000);
    private static final int MOST_VCPUS = 10_000;
    private static final int MOST_GIB = 1_000_000;
    private static final int MOST_GPUS = 1_000;
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");
    private static final Pattern ML_TYPE = Pattern.compile("ml\\.[a-z0-9-]+\\.[a-z0-9-]+");
    private static final Pattern EC2_TYPE = Pattern.compile("[a-z0-9-]+\\.[a-z0-9-]+");
    private static final Set<String> ARCHITECTURES = Set.of("x86_64", "arm64");

    private PriceChecks() {}

    static void require(boolean holds, Field field, String sentence) {
        if (!holds) {
            throw new PriceRefused(field, sentence);
        }
    }

    /**
     * The same without blanks around texts.
     *
     * @throws PriceRefused when a value won't do
     */
    static Draft checked(Draft draft) {
        var place = new Place(
                draft.place().region().strip(),
                draft.place().component().strip(),
                draft.place().type().strip());
        String gpu = draft.gpu().strip();
        boolean ec2 = place.component().equals(Components.EC2);
        require(fits(place.region(), REGION), Field.REGION, "Enter a Region as AWS writes it, such as eu-central-1.");
        require(Components.ALL.contains(place.component()), Field.COMPONENT, "Choose what the price is for.");
        require(
                fits(place.type(), ec2 ? EC2_TYPE : ML_TYPE),
                Field.TYPE,
                ec2
                        ? "Enter an instance type of EC2, such as g5.xlarge."
                        : "Enter an instance type of SageMaker, such as ml.g5.xlarge.");
        BigDecimal usd = draft.usdPerHour();
        require(usd.signum() > 0, Field.USD, "Enter a price above 0.");
        require(usd.compareTo(DEAREST) <= 0, Field.USD, "Enter the price of one hour, at most 100,000 USD.");
        require(usd.stripTrailingZeros().scale() <= DECIMALS, Field.USD, "Enter a price with at most 10 decimals.");
        require(
                draft.vcpus() > 0 && draft.vcpus() <= MOST_VCPUS,
                Field.VCPUS,
                "Enter a number above 0 and up to 10,000.");
        require(
                draft.memoryGib() > 0 && draft.memoryGib() <= MOST_GIB,
                Field.MEMORY,
                "Enter a number above 0 and up to 1,000,000.");
        require(draft.gpus() >= 0 && draft.gpus() <= MOST_GPUS, Field.GPUS, "Enter a whole number from 0 to 1,000.");
        boolean any = draft.gpus() > 0;
        require(
                any
                        ? draft.gpuMemoryGibEach() > 0 && draft.gpuMemoryGibEach() <= MOST_GIB
                        : draft.gpuMemoryGibEach() == 0,
                Field.GPU_MEMORY,
                any
                        ? "Enter the GiB of one GPU, above 0 and up to 1,000,000."
                        : "Leave it empty or at 0 where there is no GPU.");
        require(
                any != gpu.isEmpty() && gpu.length() <= LONGEST && gpu.chars().allMatch(one -> one >= ' '),
                Field.GPU,
                any
                        ? "Enter the model with its maker, such as NVIDIA T4: a model runs on GPUs of the same maker only."
                        : "Leave it empty where there is no GPU.");
        require(ARCHITECTURES.contains(draft.architecture()), Field.ARCHITECTURE, "Choose an architecture.");
        return new Draft(
                place,
                usd,
                draft.vcpus(),
                draft.memoryGib(),
                draft.gpus(),
                draft.gpuMemoryGibEach(),
                gpu,
                draft.architecture());
    }

    private static boolean fits(String text, Pattern pattern) {
        return text.length() <= LONGEST && pattern.matcher(text).matches();
    }
}
