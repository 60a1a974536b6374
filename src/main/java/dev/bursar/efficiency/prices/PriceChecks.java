package dev.bursar.efficiency.prices;

import dev.bursar.efficiency.prices.PriceRefused.Why;
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

    static void require(boolean holds, Why why) {
        if (!holds) {
            throw new PriceRefused(why);
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
        require(fits(place.region(), REGION), Why.NO_REGION);
        require(Components.ALL.contains(place.component()), Why.NO_COMPONENT);
        require(fits(place.type(), ec2 ? EC2_TYPE : ML_TYPE), ec2 ? Why.NO_EC2_TYPE : Why.NO_SAGEMAKER_TYPE);
        BigDecimal usd = draft.usdPerHour();
        require(usd.signum() > 0, Why.NOTHING_TO_PAY);
        require(usd.compareTo(DEAREST) <= 0, Why.TOO_DEAR);
        require(usd.stripTrailingZeros().scale() <= DECIMALS, Why.TOO_MANY_DECIMALS);
        require(draft.vcpus() > 0 && draft.vcpus() <= MOST_VCPUS, Why.VCPUS);
        require(draft.memoryGib() > 0 && draft.memoryGib() <= MOST_GIB, Why.MEMORY);
        require(draft.gpus() >= 0 && draft.gpus() <= MOST_GPUS, Why.GPUS);
        boolean any = draft.gpus() > 0;
        require(
                any
                        ? draft.gpuMemoryGibEach() > 0 && draft.gpuMemoryGibEach() <= MOST_GIB
                        : draft.gpuMemoryGibEach() == 0,
                any ? Why.NO_GPU_MEMORY : Why.GPU_MEMORY);
        require(
                any != gpu.isEmpty() && gpu.length() <= LONGEST && gpu.chars().allMatch(one -> one >= ' '),
                any ? Why.NO_MODEL : Why.MODEL);
        require(ARCHITECTURES.contains(draft.architecture()), Why.NO_ARCHITECTURE);
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
