package dev.bursar.changes.ui;

import dev.bursar.changes.write.WriteKind;
import dev.bursar.changes.write.WriteSettingsService.OfKind;
import dev.bursar.changes.write.WriteSettingsService.State;
import dev.bursar.setup.reach.OwnPrincipal;
import dev.bursar.setup.reach.RoleParts;
import dev.bursar.setup.reach.RoleParts.Allowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * The role that writes, as templates with exactly the actions that are needed for what is chosen. Its name and ExternalId have no character
 * that ends a string in them.
 *
 * @param payer the account of Bursar's own credentials, which the role trusts
 * @param only whom in it; null for whoever may assume roles there
 * @param tagKeys that may be written; null for any
 * @param actions of each kind that it writes; those of kinds that aren't written everywhere are allowed in the payer's account only
 */
record WriterTemplate(
        String payer,
        @Nullable OwnPrincipal only,
        String role,
        String externalId,
        SortedMap<WriteKind, List<String>> actions,
        @Nullable List<String> tagKeys) {
    /** Actions of services by which tags go, beside those of the Tagging API. */
    private static final Pattern REMOVES = Pattern.compile(":(Untag|Remove|Delete)");

    /**
     * For a kind, and for those that are turned on with the same role.
     *
     * @param only whom in the payer's account it trusts; null for whoever may assume roles there
     */
    static WriterTemplate of(State state, WriteKind kind, String payer, @Nullable OwnPrincipal only) {
        String role = state.of(kind).settings().roleName();
        var actions = new TreeMap<WriteKind, List<String>>();
        state.kinds().forEach((one, of) -> {
            if (one == kind || isOnWith(role, of)) {
                actions.put(one, of.actions());
            }
        });
        return new WriterTemplate(
                payer, only, role, state.externalId(), actions, state.tags().keys());
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
                %s%s          - Effect: Allow
                            Action: sts:SetSourceIdentity
                            Principal: {AWS: "arn:aws:iam::%s:root"}
                %s""".formatted(
                                payer,
                                RoleParts.cloudFormationRole(role, payer, externalId),
                                only == null ? "" : "              " + trusted(only) + "\n",
                                payer,
                                only == null ? "" : "            Condition:\n              " + trusted(only) + "\n")
                + policies((kind, allowed) ->
                        "  Write%s:\n    Type: AWS::IAM::Policy\n%s    Properties:\n      PolicyName: \"%s\"\n      Roles: [!Ref Writer]\n%s"
                                .formatted(
                                        kind.stored().replace("-", ""),
                                        kind.isEverywhere() ? "" : "    Condition: Payer\n",
                                        policy(kind),
                                        RoleParts.cloudFormationStatements(allowed, 6)));
    }

    private static String trusted(OwnPrincipal only) {
        return "ArnLike: {\"aws:PrincipalArn\": [" + patterns(only) + "]}";
    }

    private static String patterns(OwnPrincipal only) {
        return only.arns().stream().map(arn -> '"' + arn + '"').collect(Collectors.joining(", "));
    }

    /** For Terraform, applied in each account. */
    String terraform() {
        String arns = only == null ? "" : "ArnLike = { \"aws:PrincipalArn\" = [" + patterns(only) + "] }";
        String condition = "{ StringEquals = { \"sts:ExternalId\" = \"%s\" }%s }"
                .formatted(externalId, arns.isEmpty() ? "" : ", " + arns);
        String source = """
                , {
                      Effect    = "Allow"
                      Action    = "sts:SetSourceIdentity"
                      Principal = { AWS = "arn:aws:iam::%s:root" }
                %s    }""".formatted(payer, arns.isEmpty() ? "" : "      Condition = { " + arns + " }\n");
        return "data \"aws_caller_identity\" \"here\" {}\n\n"
                + RoleParts.terraformRole("bursar_writer", role, payer, condition, source)
                + policies((kind, allowed) -> RoleParts.terraformStatements(
                        "bursar_writes_" + kind.stored().replace("-", "_"),
                        kind.isEverywhere()
                                ? ""
                                : "  count = data.aws_caller_identity.here.account_id == \"" + payer + "\" ? 1 : 0\n",
                        policy(kind),
                        "bursar_writer",
                        allowed));
    }

    private String policies(BiFunction<WriteKind, List<Allowed>, String> written) {
        return actions.entrySet().stream()
                .map(entry -> written.apply(entry.getKey(), allowed(entry.getKey(), entry.getValue())))
                .collect(Collectors.joining());
    }

    /** Where keys of tags are chosen, requests may name no others; one in another case may go when the right one is set. */
    private List<Allowed> allowed(WriteKind kind, List<String> all) {
        if (kind != WriteKind.TAGS || tagKeys == null) {
            return List.of(new Allowed(all));
        }
        Predicate<String> removes = REMOVES.asPredicate();
        return List.of(
                new Allowed(all.stream().filter(removes.negate()).toList(), "ForAllValues:StringEquals", tagKeys),
                new Allowed(all.stream().filter(removes).toList(), "ForAllValues:StringEqualsIgnoreCase", tagKeys));
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
