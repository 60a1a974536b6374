package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.resources.Resource;
import module java.base;

/** Calls that AWS refuses, in the codes and words of the services. */
final class Denials {
    private static final String POLICY =
            "arn:aws:organizations::123456789012:policy/o-acme1234567/service_control_policy/p-gpulimit";

    Event of(Actor actor, Resource resource, Instant time, int choice) {
        return switch (choice % 4) {
            case 0 -> runInstances(actor, Calls.region(resource), time, "p5.48xlarge");
            case 1 -> createEndpoint(actor, Calls.region(resource), time);
            case 2 -> createUser(actor, time);
            default -> deleteBucket(actor, time);
        };
    }

    Event runInstances(Actor actor, String region, Instant time, String instanceType) {
        return new Draft(actor, region, time, "ec2:RunInstances")
                .asks(
                        "{'instancesSet':{'items':[{'imageId':'ami-0$','minCount':1,'maxCount':1}]},'instanceType':'$'}",
                        Ids.hex(region, 16),
                        instanceType)
                .denied(
                        "Client.UnauthorizedOperation",
                        "You are not authorized to perform this operation. User: " + actor.arn()
                                + " is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:" + region
                                + ":" + actor.account()
                                + ":instance/* with an explicit deny in a service control policy: " + POLICY
                                + ". Encoded authorization failure message: " + Ids.base32(time.toString(), 120))
                .made();
    }

    Event createEndpoint(Actor actor, String region, Instant time) {
        var arn = "arn:aws:sagemaker:" + region + ":" + actor.account() + ":endpoint/trial";
        return new Draft(actor, region, time, "sagemaker:CreateEndpoint")
                .asks("{'endpointName':'trial','endpointConfigName':'trial'}")
                .denied("AccessDeniedException", "sagemaker:CreateEndpoint", arn)
                .made();
    }

    Event deleteEndpoint(Actor actor, Resource endpoint, Instant time) {
        var draft = new Draft(actor, Calls.region(endpoint), time, "sagemaker:DeleteEndpoint")
                .asks("{'endpointName':'$'}", Calls.id(endpoint))
                .denied("AccessDeniedException", "sagemaker:DeleteEndpoint", endpoint.arn());
        return Calls.named(draft, endpoint).made();
    }

    private static Event createUser(Actor actor, Instant time) {
        return new Draft(actor, "us-east-1", time, "iam:CreateUser")
                .asks("{'userName':'temp'}")
                .denied("AccessDenied", "iam:CreateUser", "arn:aws:iam::" + actor.account() + ":user/temp")
                .made();
    }

    private static Event deleteBucket(Actor actor, Instant time) {
        var bucket = "acme-archive-" + actor.account();
        return new Draft(actor, "us-east-1", time, "s3:DeleteBucket")
                .asks("{'bucketName':'$','Host':'$.s3.amazonaws.com'}", bucket, bucket)
                .denied("AccessDenied", "s3:DeleteBucket", "\"arn:aws:s3:::" + bucket + "\"")
                .made();
    }
}
