package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import tools.jackson.databind.node.ObjectNode;

/** SageMaker's control plane, as far as it lists and describes what runs in the caller's account and Region. */
public final class SageMaker implements JsonService {

    private final Ml ml;
    private final Listing listing;

    public SageMaker(Ml ml) {
        this.ml = ml;
        this.listing = new Listing(ml::revision);
    }

    @Override
    public String name() {
        return "sagemaker";
    }

    @Override
    public Reach reach() {
        return Reach.REGIONS;
    }

    @Override
    public String targetPrefix() {
        return "SageMaker";
    }

    /** It has no errors of its own for tokens. */
    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return switch (refusal.code()) {
            case "RequestChangedException", "InvalidNextTokenException", "ExpiredNextTokenException" ->
                AwsRefusal.invalid("Invalid NextToken.");
            default -> refusal;
        };
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        return switch (operation) {
            case "ListEndpoints" ->
                listing.page(
                        request,
                        "Endpoints",
                        ml.endpoints(caller.account(), caller.region()).stream()
                                .map(Descriptions::summary)
                                .toList());
            case "DescribeEndpoint" -> Descriptions.endpoint(endpoint(request, caller), ml);
            case "DescribeEndpointConfig" -> Descriptions.config(configured(request, caller));
            default -> throw JsonService.unknown(operation);
        };
    }

    private Endpoint endpoint(ObjectNode request, Caller caller) {
        var name = Json.required(request, "EndpointName");
        return ml.endpoint(caller.account(), caller.region(), name)
                .orElseThrow(() -> missing(
                        "endpoint",
                        "arn:aws:sagemaker:" + caller.region() + ":" + caller.account() + ":endpoint/" + name));
    }

    private Endpoint configured(ObjectNode request, Caller caller) {
        var name = Json.required(request, "EndpointConfigName");
        return ml.endpoints(caller.account(), caller.region()).stream()
                .filter(endpoint -> endpoint.config().equals(name))
                .findFirst()
                .orElseThrow(() -> missing(
                        "endpoint configuration",
                        "arn:aws:sagemaker:" + caller.region() + ":" + caller.account() + ":endpoint-config/" + name));
    }

    static AwsRefusal missing(String what, String arn) {
        return AwsRefusal.invalid("Could not find " + what + " \"" + arn + "\".");
    }
}
