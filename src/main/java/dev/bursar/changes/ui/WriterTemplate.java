package dev.bursar.changes.ui;

import dev.bursar.changes.write.WriteSettingsService.State;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The role that writes, as templates with exactly the actions that are needed for what is chosen. Its name and ExternalId have no character
 * that ends a string in them.
 *
 * @param payer the account of Bursar's own credentials, which the role trusts
 */
record WriterTemplate(String payer, String role, String externalId, List<String> actions) {
    WriterTemplate {
        actions = List.copyOf(actions);
    }

    static WriterTemplate of(State state, String payer) {
        return new WriterTemplate(payer, state.tags().roleName(), state.externalId(), state.actions());
    }

    /** For a CloudFormation stack set. */
    String cloudFormation() {
        return """
                AWSTemplateFormatVersion: "2010-09-09"
                Description: Lets Bursar write tags in this account
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
                      Policies:
                        - PolicyName: write-tags
                          PolicyDocument:
                            Version: "2012-10-17"
                            Statement:
                              - Effect: Allow
                                Resource: "*"
                                Action:
                %s
                """.formatted(
                        role,
                        payer,
                        externalId,
                        payer,
                        actions.stream()
                                .map(action -> "                  - \"" + action + "\"")
                                .collect(Collectors.joining("\n")));
    }

    /** For Terraform, applied in each account. */
    String terraform() {
        return """
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

                resource "aws_iam_role_policy" "bursar_writer" {
                  name = "write-tags"
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
                """.formatted(
                role,
                payer,
                externalId,
                payer,
                actions.stream().map(action -> "        \"" + action + "\",").collect(Collectors.joining("\n")));
    }

    /** What the policy of Bursar's own credentials has to allow for it. */
    String ownPolicy() {
        return """
                {"Sid": "Writers", "Effect": "Allow", "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
                 "Resource": "arn:aws:iam::*:role/%s"}""".formatted(role);
    }
}
