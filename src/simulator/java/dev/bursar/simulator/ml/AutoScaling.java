package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/** Application Auto Scaling: the least and most instances of the variants that scale. */
public final class AutoScaling extends JsonService {
    private static final int MOST = 50;

    private final Ml ml;
    private final Pages pages;

    public AutoScaling(Ml ml) {
        super("application-autoscaling", "AnyScaleFrontendService", Reach.REGIONS);
        this.ml = ml;
        this.pages = new Pages("NextToken", ml::revision);
    }

    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return refusal.isOfToken() ? AwsRefusal.of("InvalidNextTokenException", refusal.text()) : refusal;
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        if (!operation.equals("DescribeScalableTargets")) {
            throw JsonService.unknown(operation);
        }
        var size = Json.size(
                request, "MaxResults", MOST, MOST, _ -> AwsRefusal.invalid("MaxResults must be between 1 and " + MOST));
        var wanted = Json.texts(request, "ResourceIds");
        var found = new ArrayList<ObjectNode>();
        if (Json.required(request, "ServiceNamespace").equals("sagemaker")) {
            for (var endpoint : ml.endpoints(caller.account(), caller.region())) {
                for (var variant : endpoint.variants()) {
                    var id = "endpoint/" + endpoint.name() + "/variant/" + variant.name();
                    var managed = !endpoint.components().isEmpty();
                    if (variant.scales() && !managed && (wanted.isEmpty() || wanted.contains(id))) {
                        found.add(target(endpoint, variant, id));
                    }
                }
            }
        }
        return pages.answer(Json.object(), "ScalableTargets", found, request, size, item -> item);
    }

    private static ObjectNode target(Endpoint endpoint, Variant variant, String id) {
        var json = Json.object()
                .put("ServiceNamespace", "sagemaker")
                .put("ResourceId", id)
                .put("ScalableDimension", "sagemaker:variant:DesiredInstanceCount")
                .put("MinCapacity", variant.least())
                .put("MaxCapacity", variant.most())
                .put(
                        "RoleARN",
                        "arn:aws:iam::" + endpoint.account()
                                + ":role/aws-service-role/sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint")
                .put("CreationTime", endpoint.created().getEpochSecond());
        json.putObject("SuspendedState")
                .put("DynamicScalingInSuspended", false)
                .put("DynamicScalingOutSuspended", false)
                .put("ScheduledScalingSuspended", false);
        return json;
    }
}
