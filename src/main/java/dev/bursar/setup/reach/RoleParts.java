package dev.bursar.setup.reach;

import module java.base;

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

    /**
     * What a policy allows everywhere.
     *
     * @param tagKeys the only keys of tags that requests may name, by an operator of IAM; "" for any
     */
    public record Allowed(List<String> actions, String operator, List<String> tagKeys) {
        public Allowed {
            actions = List.copyOf(actions);
            tagKeys = List.copyOf(tagKeys);
        }

        public Allowed(List<String> actions) {
            this(actions, "", List.of());
        }

        private String keys() {
            return tagKeys.stream().map(key -> '"' + key + '"').collect(Collectors.joining(", "));
        }

        private String cloudFormation() {
            return """
                    - Effect: Allow
                      Resource: "*"
                      Action:
                    %s
                    """.formatted(lines(actions, "    - \"%s\""))
                    + (operator.isEmpty()
                            ? ""
                            : "  Condition:\n    " + operator + ": {\"aws:TagKeys\": [" + keys() + "]}\n");
        }

        private String terraform() {
            return """
                    {
                      Effect   = "Allow"
                      Resource = "*"
                      Action = [
                    %s
                      ]
                    %s}""".formatted(
                    lines(actions, "    \"%s\","),
                    operator.isEmpty()
                            ? ""
                            : "  Condition = { \"" + operator + "\" = { \"aws:TagKeys\" = [" + keys() + "] } }\n");
        }
    }

    /** The property of a policy that allows actions everywhere. */
    public static String cloudFormationPolicy(List<String> actions, int indent) {
        return cloudFormationStatements(List.of(new Allowed(actions)), indent);
    }

    /** The property of a policy that allows several things. */
    public static String cloudFormationStatements(List<Allowed> allowed, int indent) {
        return """
                PolicyDocument:
                  Version: "2012-10-17"
                  Statement:
                %s""".formatted(allowed.stream()
                        .map(Allowed::cloudFormation)
                        .collect(Collectors.joining())
                        .indent(4))
                .indent(indent);
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
        return terraformStatements(resource, count, name, role, List.of(new Allowed(actions)));
    }

    /** @param count the line that says whether there is one, or nothing */
    public static String terraformStatements(
            String resource, String count, String name, String role, List<Allowed> allowed) {
        return """

                resource "aws_iam_role_policy" "%s" {
                %s  name = "%s"
                  role = aws_iam_role.%s.id
                  policy = jsonencode({
                    Version = "2012-10-17"
                    Statement = [%s]
                  })
                }
                """.formatted(
                        resource,
                        count,
                        name,
                        role,
                        allowed.stream()
                                .map(Allowed::terraform)
                                .collect(Collectors.joining(", "))
                                .indent(4)
                                .strip());
    }

    private static String lines(List<String> actions, String line) {
        return actions.stream().map(line::formatted).collect(Collectors.joining("\n"));
    }
}
