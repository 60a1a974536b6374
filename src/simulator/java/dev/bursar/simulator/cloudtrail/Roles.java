package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.http.Json;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/** The calls by which roles are assumed; their answers name the access key of the calls that follow. */
final class Roles {
    private static final String REGION = "us-east-1";

    private Roles() {}

    /** Within an account. */
    static Draft assume(Actor caller, Actor role, Instant time) {
        return assumed(new Draft(caller, REGION, time, "sts:AssumeRole").asks(request(role)), role, time);
    }

    /** As the account of the role records it when another account's principal calls; both records share an id. */
    static Draft assumedFrom(Actor caller, Actor role, Instant time) {
        return shared(assume(Actors.otherAccount(role.account(), caller), role, time), role);
    }

    /** As the caller's account records it. */
    static Draft assumeElsewhere(Actor caller, Actor role, Instant time) {
        return shared(assume(caller, role, time), role);
    }

    private static Draft shared(Draft draft, Actor role) {
        return draft.change(record -> record.put("sharedEventID", Ids.uuid("shared " + role.accessKey())));
    }

    static Draft byWebIdentity(Actor pipeline, Actor role, Instant time) {
        var request = request(role);
        request.put("durationSeconds", 3_600);
        return assumed(new Draft(pipeline, REGION, time, "sts:AssumeRoleWithWebIdentity").asks(request), role, time);
    }

    static Draft bySaml(Actor person, Actor role, Instant time) {
        var request = request(role);
        request.put("principalArn", "arn:aws:iam::" + role.account() + ":saml-provider/AWSSSO_acme_DO_NOT_DELETE");
        request.put("durationSeconds", 43_200);
        return assumed(new Draft(person, REGION, time, "sts:AssumeRoleWithSAML").asks(request), role, time);
    }

    private static Draft assumed(Draft draft, Actor role, Instant time) {
        var principal = role.identity().path("principalId").asString("");
        draft.answers(
                "{'credentials':{'accessKeyId':'$','sessionToken':'simulated-token','expiration':'$'},"
                        + "'assumedRoleUser':{'assumedRoleId':'$','arn':'$'}}",
                String.valueOf(role.accessKey()),
                time.plusSeconds(3_600).toString(),
                principal,
                role.arn());
        return draft.about("AWS::IAM::Role", issuer(role), issuer(role))
                .about("AWS::STS::AssumedRole", role.arn())
                .about("AWS::IAM::AccessKey", String.valueOf(role.accessKey()));
    }

    private static ObjectNode request(Actor role) {
        var principal = role.identity().path("principalId").asString("");
        var request = Draft.json(
                "{'roleArn':'$','roleSessionName':'$'}", issuer(role), principal.substring(principal.indexOf(':') + 1));
        var source = Json.text(role.identity().path("sessionContext"), "sourceIdentity");
        return source == null ? request : request.put("sourceIdentity", source);
    }

    private static String issuer(Actor role) {
        return role.identity()
                .path("sessionContext")
                .path("sessionIssuer")
                .path("arn")
                .asString("");
    }
}
