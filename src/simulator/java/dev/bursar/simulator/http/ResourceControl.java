package dev.bursar.simulator.http;

import dev.bursar.simulator.costs.AllocationTags;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.resources.ResourceInventory;
import dev.bursar.simulator.resources.TagFailure;
import dev.bursar.simulator.resources.TagWrites;
import dev.bursar.simulator.roles.MemberRoles;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person with curl does to resources, to writes of their tags and to the roles that read and write them. A restart forgets it.
 *
 * <pre>{@code
 * at="$(cat data/demo/simulator)/_simulator"
 * arn=arn:aws:ec2:us-east-1:321098765432:volume/vol-05a9db00000000001
 * curl -d '{"arn":"'$arn'","tags":{"team":"growth"}}' $at/resources      # tags it, at once and in nobody's name
 * curl -d '{"arn":"'$arn'"}' $at/resources-gone                          # deletes it
 * curl -d '{"arn":"arn:aws:cloudformation:us-east-1:246813579024:stack/bastion/1","account":"246813579024","region":"us-east-1",
 *           "type":"cloudformation:stack","tags":{}}' $at/resources-new
 * curl -d '{"lagSeconds":20,"ec2Together":true}' $at/tag-writes
 * curl $at/tag-writes                                                    # stacks that a write started to update
 * curl -d '{"arn":"'$arn'","times":2}' $at/tag-failures                  # throttled twice, then written
 * curl -d '{"account":"321098765432","region":"us-east-1","status":500,"code":"InternalServiceException","message":"Try again",
 *           "times":3}' $at/tag-failures
 * curl -X DELETE $at/tag-failures
 * curl -d '{"lagSeconds":3600,"backfillSeconds":600}' $at/allocation-tags
 * curl -d '{"key":"project","code":"ValidationException","message":"No"}' $at/allocation-tag-failures
 * curl -d '{"account":"321098765432","works":false}' $at/roles           # takes BursarReader away
 * curl -d '{"account":"321098765432","role":"BursarWriter","works":false}' $at/roles
 * curl -d '{"account":"321098765432","role":"BursarWriter","action":"ec2:CreateTags","works":false}' $at/roles
 * curl -d '{"account":"321098765432","role":"BursarWriter","action":"sts:SetSourceIdentity","works":false}' $at/roles
 * }</pre>
 *
 * <ul>
 *   <li>{@code tag-writes}: how long after a write its tags are seen, and whether one resource of EC2 that is gone has the others of EC2 in
 *       its request fail; what is left out stays as it is.
 *   <li>{@code tag-failures}: entries of FailedResourcesMap, for one {@code arn}, {@code account} or {@code region} where they are named,
 *       as many {@code times} (resources, not requests) or until they are deleted.
 *   <li>{@code allocation-tags}: how long after an update a key of costs has its new status, and how long a backfill takes; what is left out
 *       stays as it is. {@code allocation-tag-failures}: the next update of a key fails.
 *   <li>{@code roles}: the role, or one {@code action} of it, in an account; {@code sts:SetSourceIdentity} is its trust policy's.
 * </ul>
 */
public final class ResourceControl {
    private final ResourceInventory resources;
    private final TagWrites writes;
    private final MemberRoles roles;
    private final AllocationTags allocationTags;

    public ResourceControl(
            ResourceInventory resources, TagWrites writes, MemberRoles roles, AllocationTags allocationTags) {
        this.allocationTags = allocationTags;
        this.resources = resources;
        this.writes = writes;
        this.roles = roles;
    }

    /** Does what is asked, or answers null for another request. */
    @Nullable
    Reply reply(String what, InputStream body) {
        switch (what) {
            case "POST resources" -> {
                var wanted = Json.MAPPER.readTree(body);
                resources.tag(ControlApi.text(wanted, "arn"), tags(wanted));
            }
            case "POST resources-new" -> resources.add(resource(Json.MAPPER.readTree(body)));
            case "POST resources-gone" -> resources.delete(ControlApi.text(Json.MAPPER.readTree(body), "arn"));
            case "GET tag-writes" -> {}
            case "POST tag-writes" -> behave(Json.MAPPER.readTree(body));
            case "GET tag-failures" -> {}
            case "POST tag-failures" -> writes.fail(failure(Json.MAPPER.readTree(body)));
            case "DELETE tag-failures" -> writes.clearFailures();
            case "POST allocation-tags" -> behaveOfKeys(Json.MAPPER.readTree(body));
            case "POST allocation-tag-failures" -> {
                var wanted = Json.MAPPER.readTree(body);
                allocationTags.fail(
                        ControlApi.text(wanted, "key"),
                        ControlApi.text(wanted, "code"),
                        ControlApi.text(wanted, "message"));
            }
            case "POST roles" -> role(Json.MAPPER.readTree(body));
            default -> {
                return null;
            }
        }
        return Reply.json(Map.of("failures", writes.failures(), "stackUpdates", writes.stackUpdates()));
    }

    private static Map<String, String> tags(JsonNode wanted) {
        var tags = new HashMap<String, String>();
        wanted.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString()));
        return tags;
    }

    private static Resource resource(JsonNode wanted) {
        var arn = ControlApi.text(wanted, "arn");
        var type = ControlApi.text(wanted, "type");
        if (!arn.startsWith("arn:") || type.indexOf(':') < 1) {
            throw new IllegalArgumentException("A resource has an ARN and a type such as ec2:instance");
        }
        return Resource.of(
                arn, ControlApi.text(wanted, "account"), ControlApi.text(wanted, "region"), type, tags(wanted));
    }

    private void behave(JsonNode wanted) {
        if (wanted.has("lagSeconds")) {
            resources.lag(Duration.ofSeconds(Json.number(wanted, "lagSeconds", 0)));
        }
        if (wanted.has("ec2Together")) {
            writes.ec2Together(wanted.path("ec2Together").asBoolean());
        }
    }

    private void behaveOfKeys(JsonNode wanted) {
        if (wanted.has("lagSeconds")) {
            allocationTags.lag(Duration.ofSeconds(Json.number(wanted, "lagSeconds", 0)));
        }
        var callersKey = Json.text(wanted, "callersKey");
        if (callersKey != null) {
            allocationTags.callersKey(AllocationTags.CallersKey.valueOf(callersKey));
        }
        if (wanted.has("backfillSeconds")) {
            allocationTags.backfillTakes(Duration.ofSeconds(Json.number(wanted, "backfillSeconds", 0)));
        }
    }

    private static TagFailure.OnDemand failure(JsonNode wanted) {
        var throttled = TagFailure.THROTTLED;
        var code = Json.text(wanted, "code");
        var failure = code == null
                ? throttled
                : new TagFailure(Json.number(wanted, "status", 400), code, ControlApi.text(wanted, "message"));
        return failure.onDemand()
                .of(Json.text(wanted, "arn"))
                .inAccount(Json.text(wanted, "account"))
                .inRegion(Json.text(wanted, "region"))
                .times(Json.number(wanted, "times", Integer.MAX_VALUE));
    }

    private void role(JsonNode wanted) {
        var role = Json.text(wanted, "role");
        var name = role == null ? MemberRoles.NAME : role;
        var account = ControlApi.text(wanted, "account");
        var action = Json.text(wanted, "action");
        var works = wanted.path("works").asBoolean(true);
        if (action == null) {
            roles.works(name, account, works);
        } else {
            roles.allow(name, account, action, works);
        }
    }
}
