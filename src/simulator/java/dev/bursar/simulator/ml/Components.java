package dev.bursar.simulator.ml;

import dev.bursar.simulator.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** Inference components as SageMaker lists and describes them. */
final class Components {

    private Components() {}

    static ObjectNode summary(Endpoint endpoint, Endpoint.Component component) {
        return Json.object()
                .put("InferenceComponentName", component.name())
                .put("InferenceComponentArn", arn(endpoint, component.name()))
                .put("EndpointName", endpoint.name())
                .put("EndpointArn", endpoint.arn())
                .put("VariantName", endpoint.variants().getFirst().name())
                .put("CreationTime", endpoint.created().plusSeconds(600).getEpochSecond())
                .put("LastModifiedTime", endpoint.modified().plusSeconds(900).getEpochSecond())
                .put("InferenceComponentStatus", "InService");
    }

    static ObjectNode component(Endpoint endpoint, Endpoint.Component component) {
        var json = summary(endpoint, component);
        json.putObject("Specification")
                .put("ModelName", component.name() + "-model")
                .putObject("ComputeResourceRequirements")
                .put("NumberOfCpuCoresRequired", component.cores())
                .put("NumberOfAcceleratorDevicesRequired", component.accelerators())
                .put("MinMemoryRequiredInMb", component.memoryMb());
        json.putObject("RuntimeConfig")
                .put("CurrentCopyCount", component.copies())
                .put("DesiredCopyCount", component.copies());
        return json;
    }

    static String arn(Endpoint endpoint, String name) {
        return endpoint.arn().replace(":endpoint/" + endpoint.name(), ":inference-component/" + name);
    }
}
