package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** AWS Price List: products of SageMaker, each a JSON text within the JSON. */
public final class PriceList implements JsonService {

    private static final int MOST = 100;

    private final Pages pages = new Pages("NextToken", () -> 0);

    public PriceList() {}

    @Override
    public String name() {
        return "pricing";
    }

    @Override
    public String targetPrefix() {
        return "AWSPriceListService";
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
        var size = Json.number(request, "MaxResults", MOST);
        if (size < 1 || size > MOST) {
            throw AwsRefusal.of("InvalidParameterException", "MaxResults must be between 1 and " + MOST);
        }
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
        var page = pages.page(found, pages.place(request), size);
        var json = Json.object().put("FormatVersion", "aws_v1");
        var list = json.putArray("PriceList");
        page.items().forEach(product -> list.add(product.toString()));
        if (page.next() != null) {
            json.put("NextToken", page.next());
        }
        return json;
    }

    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return List.of("InvalidNextTokenException", "RequestChangedException").contains(refusal.code())
                ? AwsRefusal.of("InvalidNextTokenException", "The pagination token is invalid.")
                : refusal;
    }
}
