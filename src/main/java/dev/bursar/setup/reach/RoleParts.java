package dev.bursar.setup.reach;

import java.util.List;
import java.util.stream.Collectors;

/** What templates of roles that trust Bursar have in common, as lines of CloudFormation's YAML and of Terraform. */
public final class RoleParts {
    private RoleParts() {}

    /** The properties of a role that an account's principals assume with an ExternalId. */
    public static String cloudFormationRole(String role, String account, String externalId) {
        return """
                RoleName: "%s"
                AssumeRolePolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: sts:AssumeRole
                      Principal: {AWS: "arn:aws:iam::%s:root"}
                      Condition:
                        StringEquals: {"sts:ExternalId": "%s"}
                """.formatted(role, account, externalId).indent(6);
    }

    /** The property of a policy that allows actions everywhere. */
    public static String cloudFormationPolicy(List<String> actions, int indent) {
        return """
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Resource: "*"
                      Action:
                %s
                """.formatted(lines(actions, "        - \"%s\"")).indent(indent);
    }

    /**
     * @param condition beside the statement's principal
     * @param statements that follow it
     */
    public static String terraformRole(
            String resource, String role, String account, String condition, String statements) {
        return """
                resource "aws_iam_role" "%s" {
                  name = "%s"
                  assume_role_policy = jsonencode({
                    Version = "2012-10-17"
                    Statement = [{
                      Effect    = "Allow"
                      Action    = "sts:AssumeRole"
                      Principal = { AWS = "arn:aws:iam::%s:root" }
                      Condition = %s
                    }%s]
                  })
                }
                """.formatted(resource, role, account, condition, statements);
    }

    /** @param count the line that says whether there is one, or nothing */
    public static String terraformPolicy(
            String resource, String count, String name, String role, List<String> actions) {
        return """

                resource "aws_iam_role_policy" "%s" {
                %s  name = "%s"
                  role = aws_iam_role.%s.id
                  policy = jsonencode({
                    Version = "2012-10-17"
                    Statement = [{
                      Effect   = "Allow"
                      Resource = "*"
                      Action = [
                %s
                      ]
                    }]
                  })
                }
                """.formatted(resource, count, name, role, lines(actions, "        \"%s\","));
    }

    private static String lines(List<String> actions, String line) {
        return actions.stream().map(line::formatted).collect(Collectors.joining("\n"));
    }
}
