package dev.bursar.tagging.violations;

import java.util.Set;

/** Types of resources that AWS doesn't charge for: their tags explain no cost. One that has charges all the same is not free. */
final class FreeTypes {
    private static final Set<String> ALL = Set.of(
            "autoscaling:autoScalingGroup",
            "cloudformation:stack",
            "cloudformation:stackset",
            "ec2:dhcp-options",
            "ec2:egress-only-internet-gateway",
            "ec2:internet-gateway",
            "ec2:key-pair",
            "ec2:launch-template",
            "ec2:network-acl",
            "ec2:network-interface",
            "ec2:placement-group",
            "ec2:prefix-list",
            "ec2:route-table",
            "ec2:security-group",
            "ec2:security-group-rule",
            "ec2:subnet",
            "ec2:vpc",
            "ec2:vpc-peering-connection",
            "ecs:cluster",
            "ecs:task-definition",
            "elasticache:parametergroup",
            "elasticache:subnetgroup",
            "elasticloadbalancing:listener",
            "elasticloadbalancing:listener-rule",
            "elasticloadbalancing:targetgroup",
            "iam:group",
            "iam:instance-profile",
            "iam:mfa",
            "iam:oidc-provider",
            "iam:policy",
            "iam:role",
            "iam:saml-provider",
            "iam:server-certificate",
            "iam:user",
            "rds:cluster-pg",
            "rds:og",
            "rds:pg",
            "rds:secgrp",
            "rds:subgrp",
            "resource-groups:group",
            "sagemaker:endpoint-config",
            "sagemaker:model");

    private FreeTypes() {}

    static String[] all() {
        return ALL.toArray(String[]::new);
    }
}
