package dev.bursar.tagging.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ItemState;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.roles.MemberRoles;
import dev.bursar.tagging.writes.TagChangeService.Choice;
import module java.base;
import org.junit.jupiter.api.Test;

/** Each kind of resource is tagged by its service's own actions, in an account that allows them, and not in one that doesn't. */
class KindsOfTagsTest extends TagChanges {
    private static final String REGION = "us-east-1";
    private static final String ALLOWS = OrganisationModel.SHARED;
    private static final String REFUSES = OrganisationModel.SEARCH;

    /** By the service's action that tags it. */
    private static final Map<String, String> KINDS = Map.of(
            "ssm:AddTagsToResource", "ssm|parameter/kinds/one",
            "secretsmanager:TagResource", "secretsmanager|secret:kinds-a1b2c3",
            "cloudwatch:TagResource", "cloudwatch|alarm:kinds",
            "bedrock:TagResource", "bedrock|application-inference-profile/kinds",
            "states:TagResource", "states|stateMachine:kinds",
            "elasticfilesystem:TagResource", "elasticfilesystem|file-system/fs-0c1d50000000000001");

    private static String arn(String kind, String account) {
        String[] parts = kind.split("\\|");
        return "arn:aws:" + parts[0] + ":" + REGION + ":" + account + ":" + parts[1];
    }

    @Test
    void sixServicesTagWhatIsTheirs() {
        KINDS.forEach((action, kind) -> Stream.of(ALLOWS, REFUSES).forEach(account -> {
            String arn = arn(kind, account);
            String service = kind.substring(0, kind.indexOf('|'));
            String type = kind.substring(kind.indexOf('|') + 1).split("[/:]")[0];
            rig.simulator.resources().add(Resource.of(arn, account, REGION, service + ":" + type, Map.of()));
        }));
        KINDS.keySet().forEach(action -> rig.simulator.roles().allow(MemberRoles.WRITER, REFUSES, action, false));
        rig.clock.forward(Duration.ofHours(8));
        rig.run("inventory");
        rig.run("tag-check");
        List<Choice> choices = writable().stream()
                .filter(one ->
                        one.row().arn().contains("kinds") || one.row().arn().contains("fs-0c1d5"))
                .map(one -> new Choice(one.row().id(), VALUE))
                .toList();
        assertThat(choices).hasSize(2 * KINDS.size());

        long id = tags.propose(choices, "Forgotten");
        work();
        changes.approve(id, change(id).version());
        work();
        Map<String, ChangeItem> items =
                items(change(id)).stream().collect(Collectors.toMap(ChangeItem::subject, Function.identity()));
        KINDS.forEach((action, kind) -> {
            assertThat(items.get(arn(kind, ALLOWS)).state()).as(kind).isEqualTo(ItemState.VERIFIED);
            assertThat(inAws().get(arn(kind, ALLOWS))).containsEntry("team", VALUE);
            ChangeItem refused = items.get(arn(kind, REFUSES));
            assertThat(refused.state()).as(kind).isEqualTo(ItemState.FAILED);
            assertThat(refused.message()).contains(action);
            assertThat(inAws().get(arn(kind, REFUSES))).isEmpty();
        });

        long back = changes.undo(id, "Wrong team");
        work();
        changes.approve(back, change(back).version());
        work();
        KINDS.values()
                .forEach(kind -> assertThat(inAws().get(arn(kind, ALLOWS))).isEmpty());
    }
}
