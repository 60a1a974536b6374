package dev.bursar.efficiency.prices;

/** A price can't be as it was entered. */
public final class PriceRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Field {
        REGION,
        COMPONENT,
        TYPE,
        USD,
        VCPUS,
        MEMORY,
        GPUS,
        GPU_MEMORY,
        GPU,
        ARCHITECTURE
    }

    /** Why it is. */
    public enum Why {
        NO_REGION(Field.REGION),
        NO_COMPONENT(Field.COMPONENT),
        NO_EC2_TYPE(Field.TYPE),
        NO_SAGEMAKER_TYPE(Field.TYPE),
        /** One has what the price is of already. */
        TYPED_ALREADY(Field.TYPE),
        /** It would be of something else than before. */
        OF_ANOTHER_TYPE(Field.TYPE),
        NOTHING_TO_PAY(Field.USD),
        TOO_DEAR(Field.USD),
        TOO_MANY_DECIMALS(Field.USD),
        VCPUS(Field.VCPUS),
        MEMORY(Field.MEMORY),
        GPUS(Field.GPUS),
        NO_GPU_MEMORY(Field.GPU_MEMORY),
        /** Of no GPU. */
        GPU_MEMORY(Field.GPU_MEMORY),
        NO_MODEL(Field.GPU),
        /** Of no GPU. */
        MODEL(Field.GPU),
        NO_ARCHITECTURE(Field.ARCHITECTURE);

        private final Field field;

        Why(Field field) {
            this.field = field;
        }
    }

    private final Why why;

    PriceRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    public Field field() {
        return why.field;
    }

    public Why why() {
        return why;
    }
}
