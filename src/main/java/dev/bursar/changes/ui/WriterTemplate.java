package dev.bursar.changes.ui;

import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettingsService.OfKind;
import dev.bursar.changes.write.WriteSettingsService.State;
import dev.bursar.setup.reach.RoleParts;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The role that writes, as templates with exactly the actions that are needed for what is chosen. Its name and ExternalId have no character
 * that ends a string in them.
 *
 * @param payer the account of Bursar's own credentials, which the role trusts
 * @param actions of each kind that it writes; those of kinds that aren't written everywhere are allowed in the payer's account only
 */
record WriterTemplate(String payer, String role, String externalId, SortedMap<WriteKind, List<String>> actions) {
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
        return """
                AWSTemplateFormatVersion: "2010-09-09"
                Description: Lets Bursar write in this account
                Conditions:
                  Payer: !Equals [!Ref "AWS::AccountId", "%s"]
                Resources:
                  Writer:
                    Type: AWS::IAM::Role
                    Properties:
                %s          - Effect: Allow
                            Action: sts:SetSourceIdentity
                            Principal: {AWS: "arn:aws:iam::%s:root"}
                """.formatted(payer, RoleParts.cloudFormationRole(role, payer, externalId), payer)
                + policies((kind, allowed) ->
                        "  Write%s:\n    Type: AWS::IAM::Policy\n%s    Properties:\n      PolicyName: \"%s\"\n      Roles: [!Ref Writer]\n%s"
                                .formatted(
                                        kind.stored().replace("-", ""),
                                        kind.isEverywhere() ? "" : "    Condition: Payer\n",
                                        policy(kind),
                                        RoleParts.cloudFormationPolicy(allowed, 6)));
    }

    /** For Terraform, applied in each account. */
    String terraform() {
        String condition = "{ StringEquals = { \"sts:ExternalId\" = \"%s\" } }".formatted(externalId);
        String source = """
                , {
                      Effect    = "Allow"
                      Action    = "sts:SetSourceIdentity"
                      Principal = { AWS = "arn:aws:iam::%s:root" }
                    }""".formatted(payer);
        return "data \"aws_caller_identity\" \"here\" {}\n\n"
                + RoleParts.terraformRole("bursar_writer", role, payer, condition, source)
                + policies((kind, allowed) -> RoleParts.terraformPolicy(
                        "bursar_writes_" + kind.stored().replace("-", "_"),
                        kind.isEverywhere()
                                ? ""
                                : "  count = data.aws_caller_identity.here.account_id == \"" + payer + "\" ? 1 : 0\n",
                        policy(kind),
                        "bursar_writer",
                        allowed));
    }

    private String policies(BiFunction<WriteKind, List<String>, String> written) {
        return actions.entrySet().stream()
                .map(entry -> written.apply(entry.getKey(), entry.getValue()))
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
