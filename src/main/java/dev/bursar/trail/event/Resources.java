package dev.bursar.trail.event;

import dev.bursar.inventory.Arn;
import dev.bursar.trail.event.TrailEvent.ActedOn;
import dev.bursar.trail.spi.LookedUpEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Tells on which resources an event acted; never those that it merely uses, such as an endpoint's role or an instance's subnet. */
final class Resources {
    private static final int LONGEST_NAME = 1_024;
    private static final Pattern CHANGES = Pattern.compile(
            "(Create|Update|Delete|Put|Modify|Start|Stop|Run|Register|Deregister|Restore|Copy|Import|Enable|Disable|Tag|Untag"
                    + "|Add|Remove|Attach|Detach|Associate|Disassociate|Set|Cancel|Reboot|Request|Publish)(?![a-z]).*");

    /** Members that hold the ARN on which any service's call acts. */
    private static final List<String> ACTED_ON = List.of("resourceArn", "resourceArns", "resourceARNList", "resource");

    private final Call call;
    private final ResourceNames names;
    private final Map<String, Boolean> found = new LinkedHashMap<>();
    private boolean more;

    private Resources(Call call) {
        this.call = call;
        this.names = new ResourceNames(call);
    }

    /** The resources, and whether there are more than are kept. */
    record Found(List<ActedOn> resources, boolean more) {}

    static Found of(Call call, List<LookedUpEvent.Named> beside) {
        var resources = new Resources(call);
        resources.ofRecord();
        resources.byRules();
        resources.byGeneralMembers();
        if (resources.found.isEmpty() && call.service().equals("ec2")) {
            resources.byIdsOfEc2();
        }
        if (resources.found.isEmpty() && !call.readOnly()) {
            resources.byArns();
        }
        if (resources.found.isEmpty()) {
            resources.ofLookup(beside);
        }
        var list = new ArrayList<ActedOn>();
        resources.found.forEach((name, created) -> list.add(new ActedOn(name, created)));
        return new Found(list, resources.more);
    }

    private void ofRecord() {
        JsonNode resources = call.json().path("resources");
        if (resources.isArray()) {
            for (JsonNode resource : resources.values()) {
                String arn = Json.text(Json.member(resource, "arn"));
                if (arn.startsWith("arn:")) {
                    add(names.ofArn(arn), false);
                }
            }
        }
    }

    private void byRules() {
        for (ResourceRules.Rule rule : ResourceRules.of(call.service(), call.name())) {
            boolean created = rule.creates() && call.makes();
            for (String path : rule.paths()) {
                Set<String> values = valuesAt(path);
                values.forEach(value -> add(names.of(rule.arn(), value), created));
                if (!values.isEmpty()) {
                    break;
                }
            }
        }
    }

    private Set<String> valuesAt(String path) {
        return switch (path.charAt(0)) {
            case '=' -> Set.of(path.substring(1));
            case 'r' -> Paths.values(call.response(), path.substring(2));
            default -> Paths.values(call.request(), path.substring(2));
        };
    }

    private void byGeneralMembers() {
        for (String member : ACTED_ON) {
            for (String value : Paths.texts(Json.member(call.request(), member))) {
                if (value.startsWith("arn:")) {
                    add(names.ofArn(value), false);
                }
            }
        }
    }

    /** An id whose kind the event's name has, as in DeleteSubnet and subnetId: the longest, as in CreateVpcEndpoint. */
    private void byIdsOfEc2() {
        var longest = new LinkedHashMap<String, Integer>();
        JsonNode where = call.makes() ? call.response() : call.request();
        collectIds(where, longest, 2);
        int most = longest.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        longest.forEach((id, length) -> {
            if (length == most) {
                add(names.of(ResourceNames.EC2, id), call.makes());
            }
        });
    }

    private void collectIds(JsonNode node, Map<String, Integer> ids, int depth) {
        String event = call.name().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey().toLowerCase(Locale.ROOT);
            String kind = name.endsWith("id") ? name.substring(0, name.length() - 2) : "";
            if (!kind.isEmpty() && event.contains(kind)) {
                Paths.texts(member.getValue()).stream()
                        .filter(ResourceNames::isEc2Id)
                        .forEach(id -> ids.merge(id, kind.length(), Math::max));
            } else if (depth > 0 && member.getValue().isObject()) {
                collectIds(member.getValue(), ids, depth - 1);
            }
        }
    }

    /** The last resort: ARNs of the event's own service, in the answer before the request. */
    private void byArns() {
        if (!CHANGES.matcher(call.name()).matches()) {
            return;
        }
        for (JsonNode part : List.of(call.response(), call.request())) {
            addArns(part);
            if (found.isEmpty()) {
                part.values().forEach(this::addArns);
            }
            if (!found.isEmpty()) {
                return;
            }
        }
    }

    private void addArns(JsonNode object) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String value = Json.text(member.getValue());
            if (member.getKey().toLowerCase(Locale.ROOT).endsWith("arn")
                    && value.startsWith("arn:")
                    && Arn.of(value).service().equals(names.service())) {
                add(names.ofArn(value), call.makes());
            }
        }
    }

    /** AWS also names what a creating call merely uses: there, only what the event's name says was made counts. */
    private void ofLookup(List<LookedUpEvent.Named> beside) {
        String event = call.name().toLowerCase(Locale.ROOT);
        for (LookedUpEvent.Named named : beside) {
            String type = named.type() == null ? "" : named.type();
            String name = named.name() == null ? "" : Masking.mask(named.name().strip());
            String kind = type.substring(type.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
            if (!kind.isEmpty() && (!call.makes() || event.contains(kind))) {
                add(names.ofType(type, name), call.makes());
            }
        }
    }

    private void add(String name, boolean created) {
        String clean = Texts.clean(name, LONGEST_NAME);
        if (clean.isEmpty() || clean.contains(Masking.MASKED)) {
            return;
        }
        if (found.size() == TrailEvent.MOST_RESOURCES && !found.containsKey(clean)) {
            more = true;
        } else {
            found.merge(clean, created && !call.refused(), Boolean::logicalOr);
        }
    }
}
