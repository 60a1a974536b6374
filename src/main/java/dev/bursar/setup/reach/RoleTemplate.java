package dev.bursar.setup.reach;

import dev.bursar.setup.spi.MemberRole;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The role that each member account needs, as templates with exactly the actions of some features. A role's name and ExternalId
 * have no character that ends a string in them ({@link ReachChoice}).
 *
 * @param payer the account of Bursar's own credentials, which the role trusts
 * @param only whom in it; null for whoever may assume roles there
 */
public record RoleTemplate(String payer, @Nullable OwnPrincipal only, MemberRole role, Set<ReachFeature> features) {
    public RoleTemplate {
        features = Set.copyOf(features);
    }

    private List<String> actions() {
        return features.stream()
                .flatMap(feature -> feature.actions().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static String patterns(OwnPrincipal only) {
        return only.arns().stream().map(arn -> "\"" + arn + "\"").collect(Collectors.joining(", "));
    }

    /** For a CloudFormation stack set. */
    public String cloudFormation() {
        return """
                AWSTemplateFormatVersion: "2010-09-09"
                Description: Lets Bursar read this account
                Resources:
                  Reader:
                    Type: AWS::IAM::Role
                    Properties:
                """
                + RoleParts.cloudFormationRole(role.name(), payer, role.externalId())
                + (only == null ? "" : "              ArnLike: {\"aws:PrincipalArn\": [" + patterns(only) + "]}\n")
                + "      Policies:\n        - PolicyName: read\n"
                + RoleParts.cloudFormationPolicy(actions(), 10);
    }

    /** For Terraform, applied in each account. */
    public String terraform() {
        String condition = """
                {
                        StringEquals = { "sts:ExternalId" = "%s" }
                %s      }""".formatted(
                role.externalId(),
                only == null ? "" : "        ArnLike      = { \"aws:PrincipalArn\" = [" + patterns(only) + "] }\n");
        return RoleParts.terraformRole("bursar_reader", role.name(), payer, condition, "")
                + RoleParts.terraformPolicy("bursar_reader", "", "read", "bursar_reader", actions());
    }

    /** What the policy of Bursar's own credentials has to allow for it: prices are AWS's, not an account's. */
    public String ownPolicy() {
        String members = """
                {"Sid": "Members", "Effect": "Allow", "Action": "sts:AssumeRole",
                 "Resource": "arn:aws:iam::*:role/%s"}""".formatted(role.name());
        return features.contains(ReachFeature.EFFICIENCY) ? members + """
                        ,
                        {"Sid": "Prices", "Effect": "Allow", "Resource": "*",
                         "Action": ["pricing:GetProducts", "savingsplans:DescribeSavingsPlansOfferingRates"]}""" : members;
    }
}
