package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.resources.Resource;
import module java.base;

/** What AWS's services do by themselves. */
final class Services {
    private static final String SCALING = "autoscaling.amazonaws.com";

    private Services() {}

    static Event decrypts(String account, Instant time) {
        var key = key(account);
        return new Draft(Actors.service(account, "rds.amazonaws.com"), "us-east-1", time, "kms:Decrypt")
                .asks("{'encryptionAlgorithm':'SYMMETRIC_DEFAULT','encryptionContext':{'aws:rds:db-id':'db-main'}}")
                .about("AWS::KMS::Key", key, key)
                .change(record -> record.put("readOnly", true).put("sharedEventID", Ids.uuid("shared " + key + time)))
                .made();
    }

    static Event rotates(String account, Instant time) {
        var key = key(account);
        return new Draft(Actors.service(account, "kms.amazonaws.com"), "us-east-1", time, "kms:RotateKey")
                .type("AwsServiceEvent")
                .about("AWS::KMS::Key", key, key)
                .change(record -> record.putObject("serviceEventDetails")
                        .put("keyId", key.substring(key.lastIndexOf('/') + 1))
                        .put("rotationType", "AUTOMATIC"))
                .made();
    }

    private static String key(String account) {
        return "arn:aws:kms:us-east-1:" + account + ":key/" + Ids.uuid("aws/rds " + account);
    }

    /** The role that SageMaker has for a notebook or a job. */
    static Event endsSession(String account, Instant time) {
        var role = Actors.role(account, "SageMakerExecution", "SageMaker", time.minus(Duration.ofMinutes(40)))
                .invokedBy("sagemaker.amazonaws.com");
        return new Draft(role, "us-east-1", time, "ec2:DeleteNetworkInterface")
                .asks("{'networkInterfaceId':'eni-0$'}", Ids.hex(account + time, 16))
                .answers("{'requestId':'$','_return':true}", Ids.uuid(account + time))
                .made();
    }

    /** What the portal itself does. */
    static Event looksUp(Actor reader, Instant time) {
        return new Draft(reader, "us-east-1", time, "cloudtrail:LookupEvents")
                .asks(
                        "{'maxResults':50,'startTime':'$'}",
                        time.minus(Duration.ofDays(1)).toString())
                .made();
    }

    /** The role that an Auto Scaling group starts and stops instances with. */
    static Actor scaling(String account, Instant time) {
        return Actors.serviceRole(
                account, SCALING, "AWSServiceRoleForAutoScaling", "AutoScaling", time.minus(Duration.ofMinutes(12)));
    }

    static boolean scales(Resource resource) {
        return resource.tags().containsKey("aws:autoscaling:groupName");
    }
}
