package dev.bursar.simulator.organisation;

import dev.bursar.simulator.files.Data;
import module java.base;

/**
 * A service as exports name it, which differs from Cost Explorer's name: several of those may be one product.
 *
 * @param service as Cost Explorer names it; tax is that of a product, of which there is always EC2
 * @param code the product code of a CUR
 * @param name the product name of a CUR and FOCUS's ServiceName
 * @param category FOCUS's ServiceCategory
 * @param subcategory FOCUS's ServiceSubcategory
 */
public record Product(String service, String code, String name, String category, String subcategory) {
    private static final Map<String, Product> BY_SERVICE = Data.rows("products.csv", Product.class).stream()
            .collect(Collectors.toMap(Product::service, Function.identity()));

    /** Whether a service is models, AWS's or those that others sell through AWS Marketplace. */
    public static boolean isOfModels(String service) {
        return service.equals("Amazon Bedrock") || isOfOtherSellers(service);
    }

    public static boolean isOfOtherSellers(String service) {
        return service.endsWith(" (Amazon Bedrock Edition)");
    }

    /** The product of a cell's service, under the name that exports have for it. */
    public static Product of(Cell cell) {
        var product = of(cell.service());
        var name = cell.exportedAs();
        return name == null ? product : named(name, product.category, product.subcategory);
    }

    /** The product of a Cost Explorer SERVICE. */
    public static Product of(String service) {
        var product = BY_SERVICE.get(service);
        return product == null ? named(service, "Other", "Other (Other)") : product;
    }

    private static Product named(String name, String category, String subcategory) {
        return new Product(name, name.replace(" ", ""), name, category, subcategory);
    }
}
