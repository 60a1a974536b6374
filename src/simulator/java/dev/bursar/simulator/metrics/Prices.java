package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.ml.InstanceType;
import dev.bursar.simulator.ml.InstanceTypes;
import dev.bursar.simulator.organisation.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What AWS asks for an hour of an instance; what the organisation itself uses costs what its bills say. */
final class Prices {

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
                    !type.name().equals("ml.m5.large") && !type.architecture().equals("arm64");
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
                for (var type : InstanceTypes.all()) {
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
        PLACES.forEach(place -> flaws(place, products));
        return List.copyOf(products);
    }

    private static ObjectNode product(Price price) {
        var type = InstanceTypes.named(price.instanceType);
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

    /** What real lists have: a product without a price, one without an instance's name, one that says NA, one of another family. */
    private static void flaws(Place place, List<ObjectNode> products) {
        var free = bare(place.region, place.prefix + "-Host:ml.p6.48xlarge", "Hosting");
        free.withObject("/product/attributes")
                .put("instanceName", "ml.p6.48xlarge")
                .put("vCpu", "192")
                .put("memory", "2,048 GiB");
        free.putObject("terms");
        products.add(free);
        var nameless = bare(place.region, place.prefix + "-Serverless-FineTuning", "Training");
        cost(nameless, new BigDecimal("0.0000200000"));
        products.add(nameless);
        var unknown = bare(place.region, place.prefix + "-Host:ml.p5.48xlarge", "Hosting");
        unknown.withObject("/product/attributes")
                .put("instanceName", "ml.p5.48xlarge")
                .put("vCpu", "NA")
                .put("memory", "NA")
                .put("gpu", "NA")
                .put("gpuMemory", "NA");
        cost(unknown, new BigDecimal("113.068"));
        products.add(unknown);
        var volume = bare(place.region, place.prefix + "-Host:VolumeUsage.gp2", "Hosting");
        volume.withObject("/product").put("productFamily", "ML Storage");
        cost(volume, new BigDecimal("0.14"));
        products.add(volume);
    }
}
