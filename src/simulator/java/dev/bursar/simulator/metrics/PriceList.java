package dev.bursar.simulator.metrics;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.ml.InstanceType;
import dev.bursar.simulator.organisation.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** AWS Price List: products of SageMaker, each a JSON text within the JSON. */
public final class PriceList extends JsonService {
    private static final int MOST = 100;

    private final Pages pages = new Pages("NextToken", () -> 0);

    public PriceList() {
        super("pricing", "AWSPriceListService", Reach.PAYER);
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of("GetProducts", this::getProducts);
    }

    private ObjectNode getProducts(ObjectNode request) {
        var code = Json.required(request, "ServiceCode");
        if (!code.equals(Prices.SERVICE_CODE)) {
            throw AwsRefusal.of("NotFoundException", "Invalid Service Code " + code);
        }
        var size = Json.size(
                request,
                "MaxResults",
                MOST,
                MOST,
                _ -> AwsRefusal.of("InvalidParameterException", "MaxResults must be between 1 and " + MOST));
        var filters = Json.list(request, "Filters");
        var found = Prices.products().stream()
                .filter(product -> filters.stream().allMatch(filter -> {
                    var field = filter.path("Field").asString("");
                    var value = filter.path("Value").asString("");
                    return field.equals("ServiceCode")
                            || value.equals(
                                    field.equals("productFamily")
                                            ? product.path("product")
                                                    .path(field)
                                                    .asString("")
                                            : product.path("product")
                                                    .path("attributes")
                                                    .path(field)
                                                    .asString(""));
                }))
                .toList();
        var json = Json.object().put("FormatVersion", "aws_v1");
        return pages.answer(json, "PriceList", found, request, size, product -> json.stringNode(product.toString()));
    }

    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal.isOfToken()
                ? AwsRefusal.of("InvalidNextTokenException", "The pagination token is invalid.")
                : refusal;
    }

    /** What AWS asks for an hour of an instance; what the organisation itself uses costs what its bills say. */
    static final class Prices {
        static final String SERVICE_CODE = "AmazonSageMaker";
        private static final String SERVICE = "Amazon SageMaker";
        private static final String ML_INSTANCE = "ML Instance";

        /** A Region with its prefix of usage types and how much dearer it is than us-east-1. */
        private record Place(String region, String prefix, String location, String factor) {}

        private static final List<Place> PLACES = List.of(
                new Place("us-east-1", "USE1", "US East (N. Virginia)", "1"),
                new Place("eu-west-1", "EU", "EU (Ireland)", "1.1118"),
                new Place("eu-central-1", "EUC1", "EU (Frankfurt)", "1.15"),
                new Place("ap-northeast-1", "APN1", "Asia Pacific (Tokyo)", "1.2662"));

        /** A component with its name in usage types. */
        private record Component(String name, String usage) {
            boolean offers(InstanceType type) {
                return switch (name) {
                    case "Notebook" ->
                        !type.name().equals("ml.m5.large")
                                && !type.architecture().equals("arm64");
                    case "Hosting", "AsyncInf" -> !type.name().startsWith("ml.t3");
                    case "Studio-JupyterLab" ->
                        !type.name().contains(".inf") && !type.name().startsWith("ml.t2");
                    default -> !type.name().contains(".inf") && !type.name().contains(".t2");
                };
            }
        }

        private static final List<Component> COMPONENTS = List.of(
                new Component("Hosting", "Host:"),
                new Component("AsyncInf", "AsyncInf:"),
                new Component("Training", "Train:"),
                new Component("Processing", "Processing:"),
                new Component("BatchTransform", "Tsform:"),
                new Component("Notebook", "Notebk:"),
                new Component("Studio-JupyterLab", "Studio:JupyterLab-"));

        /** @param usd an hour, null where it has no price */
        private record Odd(
                String usageType,
                String component,
                @Nullable String family,
                @Nullable Map<String, String> attributes,
                @Nullable BigDecimal usd) {}

        /** One usage type's price. */
        record Price(String region, String usageType, String instanceType, String component, BigDecimal usd) {}

        private static final List<ObjectNode> PRODUCTS = made();

        private Prices() {}

        static List<ObjectNode> products() {
            return PRODUCTS;
        }

        static List<Price> all() {
            var prices = new ArrayList<Price>();
            for (var place : PLACES) {
                for (var component : COMPONENTS) {
                    for (var type : InstanceType.all()) {
                        if (component.offers(type)) {
                            prices.add(price(place, component, type));
                        }
                    }
                }
            }
            return prices;
        }

        private static Price price(Place place, Component component, InstanceType type) {
            var usage = place.prefix + "-" + component.usage + type.name();
            var billed = Kind.price(SERVICE, usage);
            var usd = type.usd().multiply(new BigDecimal(place.factor)).setScale(4, RoundingMode.HALF_UP);
            return new Price(place.region, usage, type.name(), component.name, billed == null ? usd : billed);
        }

        private static List<ObjectNode> made() {
            var products = new ArrayList<ObjectNode>();
            for (var price : all()) {
                products.add(product(price));
            }
            var odd = Data.list("odd-products.yaml", Odd.class);
            PLACES.forEach(place -> odd.forEach(told -> products.add(odd(place, told))));
            return List.copyOf(products);
        }

        private static ObjectNode product(Price price) {
            var type = InstanceType.named(price.instanceType);
            var product = bare(price.region, price.usageType, price.component);
            var attributes = product.withObject("/product/attributes");
            attributes
                    .put("instanceName", type.name())
                    .put("instanceType", type.name() + "-" + price.component)
                    .put("vCpu", String.valueOf(type.vcpus()))
                    .put("memory", gib(type.memory()))
                    .put("physicalCpu", "N/A")
                    .put("clockSpeed", "N/A")
                    .put("processorArchitecture", "64-bit");
            if (type.gpus() == 0) {
                attributes.put("gpu", "N/A").put("physicalGpu", "N/A").put("gpuMemory", "N/A");
            } else if (!type.name().startsWith("ml.inf") && !type.name().equals("ml.g6.24xlarge")) {
                attributes
                        .put("gpu", String.valueOf(type.gpus()))
                        .put("physicalGpu", type.gpu())
                        .put("gpuMemory", String.valueOf(type.gpuMemory()));
            }
            cost(product, price.usd);
            return product;
        }

        private static String gib(double memory) {
            return "%.0f GiB".formatted(memory).replace("1152", "1,152").replace("1536", "1,536");
        }

        private static ObjectNode bare(String region, String usageType, String component) {
            var sku = UUID.nameUUIDFromBytes((region + usageType).getBytes(StandardCharsets.UTF_8))
                    .toString()
                    .replace("-", "")
                    .substring(0, 16)
                    .toUpperCase(Locale.ROOT);
            var product = Json.object().put("serviceCode", SERVICE_CODE);
            product.putObject("product").put("productFamily", ML_INSTANCE).put("sku", sku);
            product.withObject("/product/attributes")
                    .put("regionCode", region)
                    .put(
                            "location",
                            PLACES.stream()
                                    .filter(place -> place.region.equals(region))
                                    .findFirst()
                                    .orElseThrow()
                                    .location)
                    .put("locationType", "AWS Region")
                    .put("servicecode", SERVICE_CODE)
                    .put("servicename", SERVICE)
                    .put("component", component)
                    .put("platoinstancename", "")
                    .put("operation", "RunInstance")
                    .put("usagetype", usageType);
            return product.put("version", "20261120190000").put("publicationDate", "2026-11-20T19:00:00Z");
        }

        private static void cost(ObjectNode product, BigDecimal usd) {
            var sku = product.path("product").path("sku").asString("");
            var offer = sku + ".JRTCKXETXF";
            var term = product.putObject("terms").putObject("OnDemand").putObject(offer);
            term.put("offerTermCode", "JRTCKXETXF").put("sku", sku).put("effectiveDate", "2026-11-01T00:00:00Z");
            var dimension = term.putObject("priceDimensions").putObject(offer + ".6YS6EN2CT7");
            dimension
                    .put("unit", "Hrs")
                    .put("description", "$" + usd.toPlainString() + " per hour")
                    .put("beginRange", "0")
                    .put("endRange", "Inf");
            dimension
                    .putObject("pricePerUnit")
                    .put("USD", usd.setScale(10, RoundingMode.UNNECESSARY).toPlainString());
            term.putObject("termAttributes");
        }

        private static ObjectNode odd(Place place, Odd told) {
            var product = bare(place.region, place.prefix + "-" + told.usageType, told.component);
            if (told.attributes != null) {
                told.attributes.forEach(product.withObject("/product/attributes")::put);
            }
            if (told.family != null) {
                product.withObject("/product").put("productFamily", told.family);
            }
            if (told.usd == null) {
                product.putObject("terms");
            } else {
                cost(product, told.usd);
            }
            return product;
        }
    }
}
