package dev.bursar.aws;

import dev.bursar.efficiency.spi.PriceSource.ListedPrice;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads price list items, which AWS writes as JSON within text and not always as documented: what can't be read is not known, and an
 * item without instance type or component is left out.
 */
final class PriceReader {
    private static final Logger log = LoggerFactory.getLogger(PriceReader.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_ITEM = 200_000;
    private static final int LONGEST_WORD = 128;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMALS = 12;
    private static final double MIB_A_GIB = 1_024;
    private static final int MOST_GPUS = 1_000;
    private static final Pattern TYPE =
            Pattern.compile("(ml\\.[a-z0-9-]+\\.[a-z0-9]+(?:-[0-9][a-z0-9]*)?)(?:-([A-Za-z].*))?");
    private static final Pattern MEMORY =
            Pattern.compile("([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(\\.[0-9]{1,6})? *([A-Za-z]*)(?: .*)?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,6})?");
    private static final Set<String> HOURS = Set.of("hrs", "hours", "hour", "hr");
    private static final Set<String> NOTHING = Set.of("na", "n/a", "none", "-", "");

    private PriceReader() {}

    /** @param region that was asked for */
    static List<ListedPrice> prices(List<String> items, String region) {
        var prices = new ArrayList<ListedPrice>();
        items.forEach(item -> listed(item, region).ifPresent(prices::add));
        if (prices.size() < items.size()) {
            log.debug(
                    "{} prices in {} were left out, because they name no instance type or component",
                    items.size() - prices.size(),
                    region);
        }
        return prices;
    }

    private static Optional<ListedPrice> listed(@Nullable String item, String region) {
        if (item == null || item.length() > LONGEST_ITEM) {
            return Optional.empty();
        }
        try {
            return listed(JSON.readTree(item), region);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<ListedPrice> listed(JsonNode item, String region) {
        JsonNode attributes = item.path("product").path("attributes");
        Matcher type = Stream.of("instanceName", "instanceType", "platoinstancename", "platoinstancetype")
                .map(name -> TYPE.matcher(text(attributes, name)))
                .filter(Matcher::matches)
                .findFirst()
                .orElse(null);
        if (type == null) {
            return Optional.empty();
        }
        String component = component(attributes);
        if (component.isEmpty() || component.startsWith("Free")) {
            return Optional.empty();
        }
        return Optional.of(new ListedPrice(
                type.group(1),
                region,
                component,
                usdPerHour(item.path("terms").path("OnDemand")),
                number(text(attributes, "vCpu")),
                gib(text(attributes, "memory")),
                gpus(attributes),
                gib(text(attributes, "gpuMemory")),
                gpu(attributes),
                architecture(attributes)));
    }

    /** By itself, or behind the instance type as in {@code ml.m5.xlarge-Hosting}. */
    private static String component(JsonNode attributes) {
        return Stream.of("component", "platoinstancetype", "instanceType", "instanceName")
                .map(name -> text(attributes, name))
                .map(text -> {
                    Matcher type = TYPE.matcher(text);
                    String behind = type.matches() ? type.group(2) : text;
                    return behind == null ? "" : behind;
                })
                .filter(text -> !isNothing(text) && !text.startsWith("ml."))
                .findFirst()
                .orElse("");
    }

    /** Null where there is none, or several that differ. */
    private static @Nullable BigDecimal usdPerHour(JsonNode onDemand) {
        var found = new TreeSet<BigDecimal>();
        for (JsonNode term : onDemand) {
            for (JsonNode dimension : term.path("priceDimensions")) {
                if (HOURS.contains(text(dimension, "unit").toLowerCase(Locale.ROOT))) {
                    price(text(dimension.path("pricePerUnit"), "USD")).ifPresent(found::add);
                }
            }
        }
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** A price that can be stored; zero is none but marks a free tier. */
    static Optional<BigDecimal> price(String text) {
        return AwsText.number(text)
                .map(BigDecimal::stripTrailingZeros)
                .filter(price -> price.signum() > 0
                        && price.precision() - price.scale() <= MOST_DIGITS
                        && price.scale() <= MOST_DECIMALS)
                .map(price -> price.scale() < 0 ? price.setScale(0) : price);
    }

    private static @Nullable Double number(String text) {
        return NUMBER.matcher(text).matches() ? positive(Double.parseDouble(text)) : null;
    }

    /** A size such as {@code 16 GiB}, {@code 1,152 GiB}, {@code 320 GB HBM2} or {@code 24}. */
    private static @Nullable Double gib(String text) {
        Matcher size = MEMORY.matcher(text);
        if (!size.matches()) {
            return null;
        }
        double number =
                Double.parseDouble(size.group(1).replace(",", "") + (size.group(2) == null ? "" : size.group(2)));
        return switch (size.group(3).toLowerCase(Locale.ROOT)) {
            case "", "gib", "gb" -> positive(number);
            case "tib", "tb" -> positive(number * MIB_A_GIB);
            case "mib", "mb" -> positive(number / MIB_A_GIB);
            default -> null;
        };
    }

    private static @Nullable Double positive(double number) {
        return number > 0 ? number : null;
    }

    /** Zero is said of instances without, and of some that have: it is not known. */
    private static @Nullable Integer gpus(JsonNode attributes) {
        return Stream.of("gpu", "physicalGpu")
                .map(name -> text(attributes, name))
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Double::parseDouble)
                .filter(number -> number > 0 && number <= MOST_GPUS && number % 1 == 0)
                .findFirst()
                .map(Double::intValue)
                .orElse(null);
    }

    private static @Nullable String gpu(JsonNode attributes) {
        return Stream.of("physicalGpu", "gpuName", "gpu")
                .map(name -> text(attributes, name))
                .filter(text -> !isNothing(text) && !NUMBER.matcher(text).matches())
                .findFirst()
                .orElse(null);
    }

    /** AWS writes 64-bit of both architectures; the processor's name tells. */
    private static @Nullable String architecture(JsonNode attributes) {
        String words = Stream.of(
                        "processorArchitecture", "processorName", "physicalProcessor", "physicalCpu", "processorModel")
                .map(name -> text(attributes, name).toLowerCase(Locale.ROOT))
                .reduce("", (all, one) -> all + " " + one);
        if (words.contains("graviton") || words.contains("arm64") || words.contains("arm ") || words.contains("(arm")) {
            return "arm64";
        }
        return Stream.of("x86", "intel", "amd", "xeon", "epyc").anyMatch(words::contains) ? "x86_64" : null;
    }

    private static boolean isNothing(String text) {
        return NOTHING.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Empty where it is missing, too long or can't be kept. */
    private static String text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isValueNode() || value.isNull()) {
            return "";
        }
        String text = value.asString().strip();
        return text.length() <= LONGEST_WORD && AwsText.canBeKept(text) ? text : "";
    }
}
