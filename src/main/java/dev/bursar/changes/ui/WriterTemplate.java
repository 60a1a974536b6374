package dev.bursar.changes.ui;

import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettingsService.OfKind;
import dev.bursar.changes.write.WriteSettingsService.State;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The role that writes, as templates with exactly the actions that are needed for what is chosen. Its name and ExternalId have no character
 * that ends a string in them.
 *
 * @param payer the account of Bursar's own credentials, which the role trusts
 * @param actions of each kind that it writes; those of kinds that aren't written everywhere are allowed in the payer's account only
 */
record WriterTemplate(String payer, String role, String externalId, SortedMap<WriteKind, List<String>> actions) {
    private static final String ROLE_YAML = """
            AWSTemplateFormatVersion: "2010-09-09"
            Description: Lets Bursar write in this account
            Conditions:
              Payer: !Equals [!Ref "AWS::AccountId", "%s"]
            Resources:
              Writer:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: "%s"
                  AssumeRolePolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Action: sts:AssumeRole
                        Principal: {AWS: "arn:aws:iam::%s:root"}
                        Condition:
                          StringEquals: {"sts:ExternalId": "%s"}
                      - Effect: Allow
                        Action: sts:SetSourceIdentity
                        Principal: {AWS: "arn:aws:iam::%s:root"}
            """;
    private static final String POLICY_YAML = """
              Write%s:
                Type: AWS::IAM::Policy
            %s    Properties:
                  PolicyName: "%s"
                  Roles: [!Ref Writer]
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Resource: "*"
                        Action:
            %s
            """;
    private static final String ROLE_TF = """
            data "aws_caller_identity" "here" {}

            resource "aws_iam_role" "bursar_writer" {
              name = "%s"
              assume_role_policy = jsonencode({
                Version = "2012-10-17"
                Statement = [{
                  Effect    = "Allow"
                  Action    = "sts:AssumeRole"
                  Principal = { AWS = "arn:aws:iam::%s:root" }
                  Condition = { StringEquals = { "sts:ExternalId" = "%s" } }
                }, {
                  Effect    = "Allow"
                  Action    = "sts:SetSourceIdentity"
                  Principal = { AWS = "arn:aws:iam::%s:root" }
                }]
              })
            }
            """;
    private static final String POLICY_TF = """

            resource "aws_iam_role_policy" "bursar_writes_%s" {
            %s  name = "%s"
              role = aws_iam_role.bursar_writer.id
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
            """;

    /** For a kind, and for those that are turned on with the same role. */
    static WriterTemplate of(State state, WriteKind kind, String payer) {
        String role = state.of(kind).settings().roleName();
        var actions = new TreeMap<WriteKind, List<String>>();
        state.kinds().forEach((one, of) -> {
            if (one == kind || isOnWith(role, of)) {
                actions.put(one, of.actions());
            }
        });
        return new WriterTemplate(payer, role, state.externalId(), actions);
    }

    private static boolean isOnWith(String role, OfKind of) {
        return of.settings().enabled() && of.settings().roleName().equals(role);
    }

    /** Whether every account needs it. */
    boolean isEverywhere() {
        return actions.keySet().stream().anyMatch(WriteKind::isEverywhere);
    }

    /** For a CloudFormation stack set, or a stack in the payer's account. */
    String cloudFormation() {
        return ROLE_YAML.formatted(payer, role, payer, externalId, payer)
                + actions.entrySet().stream()
                        .map(entry -> POLICY_YAML.formatted(
                                entry.getKey().stored().replace("-", ""),
                                entry.getKey().isEverywhere() ? "" : "    Condition: Payer\n",
                                policy(entry.getKey()),
                                entry.getValue().stream()
                                        .map(action -> "              - \"" + action + "\"")
                                        .collect(Collectors.joining("\n"))))
                        .collect(Collectors.joining());
    }

    /** For Terraform, applied in each account. */
    String terraform() {
        return ROLE_TF.formatted(role, payer, externalId, payer)
                + actions.entrySet().stream()
                        .map(entry -> POLICY_TF.formatted(
                                entry.getKey().stored().replace("-", "_"),
                                entry.getKey().isEverywhere()
                                        ? ""
                                        : "  count = data.aws_caller_identity.here.account_id == \"" + payer
                                                + "\" ? 1 : 0\n",
                                policy(entry.getKey()),
                                entry.getValue().stream()
                                        .map(action -> "        \"" + action + "\",")
                                        .collect(Collectors.joining("\n"))))
                        .collect(Collectors.joining());
    }

    private static String policy(WriteKind kind) {
        return "write-" + kind.stored();
    }

    /** What the policy of Bursar's own credentials has to allow for it. */
    String ownPolicy() {
        return """
                {"Sid": "Writers", "Effect": "Allow", "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
                 "Resource": "arn:aws:iam::*:role/%s"}""".formatted(role);
    }
}
