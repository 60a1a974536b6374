package dev.bursar.charges.models;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a line of generative AI is, told from its texts alone. It isn't stored: a better reading tells past charges anew too. What the
 * texts don't say is OTHER or NOT_STATED, and never guessed.
 *
 * @param model as AWS or the seller writes it, with blanks between words: {@code Nova Pro}, {@code Claude Sonnet 4.6}; "" where it isn't known
 * @param tokensPerUnit how many tokens one unit of the line's quantity is; null where that isn't known, and of what isn't counted in tokens
 */
public record ModelLine(
        String model,
        Direction direction,
        Tier tier,
        Routing routing,
        Seller seller,
        @Nullable BigDecimal tokensPerUnit) {

    /** What was consumed. */
    public enum Direction {
        INPUT("Input"),
        OUTPUT("Output"),
        CACHE_READ("Cache read"),
        CACHE_WRITE("Cache write"),
        IMAGE("Images"),
        SEARCH_UNIT("Search units"),
        MODEL_UNIT_HOUR("Model units"),
        CUSTOMIZATION("Customization"),
        STORAGE("Storage"),
        OTHER("Other");

        private static final Set<Direction> OF_TOKENS = EnumSet.range(INPUT, CACHE_WRITE);

        private final String label;

        Direction(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether a model reads or writes tokens. */
        public boolean ofTokens() {
            return OF_TOKENS.contains(this);
        }
    }

    /** How a request is served. */
    public enum Tier {
        ON_DEMAND("On demand"),
        BATCH("Batch"),
        FLEX("Flex"),
        PRIORITY("Priority"),
        LATENCY_OPTIMIZED("Latency-optimized"),
        PROVISIONED("Provisioned"),
        /** Of what isn't served in tiers: storage, customization, other. */
        OTHER("Other");

        private final String label;

        Tier(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Where a request may run. Usage types name global alone, as a rule: what names nothing runs in its Region or its geography. */
    public enum Routing {
        IN_REGION("In Region"),
        GEOGRAPHIC("Geographic"),
        GLOBAL("Global"),
        NOT_STATED("In Region or geographic");

        private final String label;

        Routing(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Who sells the model. */
    public enum Seller {
        AMAZON("Amazon"),
        MARKETPLACE("Marketplace");

        private final String label;

        Seller(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_MODEL = 100;
    private static final int NO_CASE = Pattern.CASE_INSENSITIVE;

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** {@code Claude Sonnet 4.6 (Amazon Bedrock Edition)} */
    private static final Pattern EDITION =
            Pattern.compile("(.*?)\\s*\\((?:Amazon )?Bedrock(?: Edition)?\\)\\s*", NO_CASE);
    /** AWS Marketplace's product codes, which stand where an export has no product's name. */
    private static final Pattern PRODUCT_CODE = Pattern.compile("(?=.*\\d)(?=.*[a-z])[a-z0-9]{20,40}");

    private static final String REGION = "(?:EU|[A-Z]{2}[ENSWC]\\d{1,2})[-_]";
    private static final Pattern PREFIX = Pattern.compile("(?:" + REGION + ")?(?<marketplace>MP:)?(?:" + REGION + ")?");
    private static final Pattern NO_MODEL = Pattern.compile(
            "guardrail|knowledge[-_ ]?base|custom[-_ ]?model[-_ ]?import|agent|flow|data[-_ ]?automation|evaluation",
            NO_CASE);

    private static final String GAP = "[-_ ]{0,3}";
    private static final String KIND = "(?:(?:text|image|speech|audio|video)" + GAP + ")?";
    private static final String TOKENS = GAP + KIND + "tokens?";
    private static final String BEFORE = "(?:million" + GAP + ")?(?:batch" + GAP + ")?";
    private static final Pattern CACHE_READS = Pattern.compile("cache" + GAP + "read|cached" + GAP + "input", NO_CASE);
    private static final Pattern CACHE_WRITES = Pattern.compile("cache" + GAP + "write", NO_CASE);
    private static final Pattern INPUTS = Pattern.compile(BEFORE + "input" + TOKENS, NO_CASE);
    private static final Pattern OUTPUTS = Pattern.compile(BEFORE + "(?:output|response)" + TOKENS, NO_CASE);
    private static final Pattern TOKEN = Pattern.compile("token", NO_CASE);

    private static final String START = "(?<![A-Za-z0-9])";
    private static final String END = "(?![A-Za-z0-9])";
    /** What isn't counted in tokens, in the order in which it is looked for. */
    private static final Map<Direction, Pattern> NOT_TOKENS = new EnumMap<>(Map.of(
            Direction.STORAGE, Pattern.compile("(?:customization|custom" + GAP + "model)" + GAP + "storage", NO_CASE),
            Direction.CUSTOMIZATION,
                    Pattern.compile("customization|custom" + GAP + "training|fine" + GAP + "tuning", NO_CASE),
            Direction.MODEL_UNIT_HOUR,
                    Pattern.compile("provisioned" + GAP + "throughput|model" + GAP + "units?" + END, NO_CASE),
            Direction.SEARCH_UNIT, Pattern.compile("search" + GAP + "units?" + END, NO_CASE),
            Direction.IMAGE,
                    Pattern.compile(
                            "created" + GAP + "images?" + END + "|" + START + "(?:[TI]2I|(?:(?:in|out)put" + GAP
                                    + ")?images?)" + END + "(?!" + GAP + "input)",
                            NO_CASE)));

    private static final List<Direction> LOOKED_FOR = List.of(
            Direction.STORAGE,
            Direction.CUSTOMIZATION,
            Direction.MODEL_UNIT_HOUR,
            Direction.SEARCH_UNIT,
            Direction.IMAGE);

    /** What may stand between a model's name and its direction; a kind of input with a capital is part of the name. */
    private static final Pattern LAST_WORD =
            Pattern.compile("(?:^|[-_ ])(?:text|speech|audio|video|image|(?i:mantle|batch"
                    + "|flex|priority|global|standard|cross-region|geo|latency-optimized|prompt|million))$|[-_ ]$");

    private static final Pattern WORDS = Pattern.compile(
            "(?<=[a-z])(?=[A-Z](?:[a-z]|\\d+(?:$|[-_ ])))|(?<=\\d)(?=[A-Z][a-z])|(?<=[a-z])(?=\\d+(?:\\.\\d+)?[A-Z][a-z])");

    private static final Pattern UNIT =
            Pattern.compile("(?:per )?(1|1000|1,000|1000000|1,000,000)? ?(k|m|thousand|million)? ?tokens?");

    /**
     * Reads a line's texts, each as the bill has it and "" where it has none; of very long ones the beginning.
     *
     * @param service name or product code
     * @param unit of the line's quantity
     * @param description of the line; only what the usage type doesn't say is taken from it
     */
    public static ModelLine of(String service, String usageType, String unit, String description) {
        String type = cut(usageType);
        Matcher prefix = PREFIX.matcher(type);
        boolean marked = prefix.lookingAt() && prefix.group("marketplace") != null;
        String rest = type.substring(prefix.end());
        Seller seller = !marked && isAmazons(service) ? Seller.AMAZON : Seller.MARKETPLACE;
        Found found = NO_MODEL.matcher(rest).lookingAt() ? Found.NOTHING : Found.in(rest);
        String said = rest;
        if (found.equals(Found.NOTHING) && !NO_MODEL.matcher(rest).lookingAt()) {
            found = Found.in(cut(description));
            said = found.equals(Found.NOTHING) ? rest : cut(description);
        } else if (seller == Seller.MARKETPLACE) {
            said = rest + "|" + lastPart(cut(description));
        }
        Direction direction = found.direction();
        Matcher edition = EDITION.matcher(cut(service));
        String model = edition.matches()
                ? edition.group(1).strip()
                : seller == Seller.AMAZON && said.equals(rest) && direction != Direction.OTHER
                        ? model(rest.substring(0, found.at()))
                        : "";
        return new ModelLine(
                model.length() > LONGEST_MODEL ? "" : model,
                direction,
                tier(direction, said),
                routing(said),
                seller,
                direction.ofTokens() ? tokens(unit, seller, said) : null);
    }

    /** Whether a service, by its name or product code, is Bedrock or one of the products by which others sell their models there. */
    public static boolean isOfModels(String service) {
        return isAmazons(service) || EDITION.matcher(cut(service)).matches();
    }

    /** Whether it may be one, whose export has no names of products: it is if one of its lines counts tokens. */
    public static boolean isProductCode(String service) {
        return PRODUCT_CODE.matcher(cut(service)).matches();
    }

    private static boolean isAmazons(String service) {
        return cut(service)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9()]", "")
                .startsWith("amazonbedrock");
    }

    /** @param at where in the text it begins */
    private record Found(Direction direction, int at) {
        static final Found NOTHING = new Found(Direction.OTHER, 0);

        /** What one text says; nothing where it says two things. */
        static Found in(String text) {
            for (Direction direction : LOOKED_FOR.subList(0, LOOKED_FOR.indexOf(Direction.IMAGE))) {
                int at = first(Objects.requireNonNull(NOT_TOKENS.get(direction)), text);
                if (at >= 0) {
                    return new Found(direction, at);
                }
            }
            int reads = first(CACHE_READS, text);
            int writes = first(CACHE_WRITES, text);
            int inputs = first(INPUTS, text);
            int outputs = first(OUTPUTS, text);
            if (reads >= 0 || writes >= 0) {
                return reads >= 0 && writes >= 0 || outputs >= 0
                        ? NOTHING
                        : new Found(reads >= 0 ? Direction.CACHE_READ : Direction.CACHE_WRITE, Math.max(reads, writes));
            }
            if (inputs >= 0 || outputs >= 0) {
                return inputs >= 0 && outputs >= 0
                        ? NOTHING
                        : new Found(inputs >= 0 ? Direction.INPUT : Direction.OUTPUT, Math.max(inputs, outputs));
            }
            int images = first(Objects.requireNonNull(NOT_TOKENS.get(Direction.IMAGE)), text);
            return images >= 0 ? new Found(Direction.IMAGE, images) : NOTHING;
        }

        private static int first(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? matcher.start() : -1;
        }
    }

    private static String model(String before) {
        String name = before;
        for (Matcher last = LAST_WORD.matcher(name); last.find(); last = LAST_WORD.matcher(name)) {
            name = name.substring(0, last.start());
        }
        return WORDS.matcher(name).replaceAll(" ").strip();
    }

    private static Tier tier(Direction direction, String said) {
        return switch (direction) {
            case CUSTOMIZATION, STORAGE, OTHER -> Tier.OTHER;
            case MODEL_UNIT_HOUR -> Tier.PROVISIONED;
            case INPUT, OUTPUT, CACHE_READ, CACHE_WRITE, IMAGE, SEARCH_UNIT -> {
                String words = said.toLowerCase(Locale.ROOT);
                yield words.contains("batch")
                        ? Tier.BATCH
                        : words.contains("flex")
                                ? Tier.FLEX
                                : words.contains("priority")
                                        ? Tier.PRIORITY
                                        : words.contains("latency") ? Tier.LATENCY_OPTIMIZED : Tier.ON_DEMAND;
            }
        };
    }

    private static Routing routing(String said) {
        String words = said.toLowerCase(Locale.ROOT).replaceAll("[_ ]", "-");
        return words.contains("global")
                ? Routing.GLOBAL
                : words.contains("cross-region") || words.matches(".*(?<![a-z])geo(?:graphic)?(?![a-z]).*")
                        ? Routing.GEOGRAPHIC
                        : words.contains("in-region") ? Routing.IN_REGION : Routing.NOT_STATED;
    }

    private static @Nullable BigDecimal tokens(String unit, Seller seller, String said) {
        String words = cut(unit).strip().toLowerCase(Locale.ROOT);
        if (words.equals("units") || words.equals("unit")) {
            return seller == Seller.MARKETPLACE && TOKEN.matcher(said).find() ? MILLION : null;
        }
        Matcher matcher = UNIT.matcher(words);
        if (!matcher.matches()) {
            return null;
        }
        BigDecimal number = matcher.group(1) == null
                ? BigDecimal.ONE
                : new BigDecimal(matcher.group(1).replace(",", ""));
        return switch (matcher.group(2)) {
            case "k", "thousand" -> number.multiply(THOUSAND);
            case "m", "million" -> number.multiply(MILLION);
            case null, default -> number;
        };
    }

    /** Of {@code AWS Marketplace software usage|us-east-1|Million Input Tokens Standard} the third part. */
    private static String lastPart(String description) {
        return description.substring(description.lastIndexOf('|') + 1);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
