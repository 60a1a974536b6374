package dev.bursar.tagging.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ItemState;
import dev.bursar.changes.write.WriteSettings;
import dev.bursar.inventory.Resource;
import dev.bursar.kernel.TeamId;
import dev.bursar.tagging.policy.AwsTagValue;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be written, as a table of cases. */
class TagWritesTest {
    private static final String ACCOUNT = "111122223333";
    private static final Instant SEEN = Instant.parse("2026-11-24T06:00:00Z");
    private static final WriteSettings ALL = settings(null, null, null, false);

    private static WriteSettings settings(
            @Nullable List<String> keys,
            @Nullable List<String> types,
            @Nullable List<String> accounts,
            boolean stacks) {
        return new WriteSettings(true, false, "BursarWriter", keys, types, accounts, 200, stacks, 1, null, null);
    }

    private static Resource resource(String type, Map<String, String> tags) {
        return new Resource(
                1,
                "arn:aws:x:eu-central-1:" + ACCOUNT + ":y",
                ACCOUNT,
                "eu-central-1",
                type,
                "y",
                tags,
                true,
                null,
                new TeamId(1),
                Resource.OwnerBy.RULES,
                true,
                true,
                true,
                true,
                SEEN,
                SEEN,
                null);
    }

    private static Map<String, String> tags(int number) {
        Map<String, String> tags = new HashMap<>();
        IntStream.range(0, number).forEach(one -> tags.put("key" + one, "x"));
        return tags;
    }

    @ParameterizedTest
    @CsvSource({
        "cloudformation:stack, team, STACK",
        "cloudformation:stackset, team, STACK",
        "ec2:instance, aws:team, KEY_OF_AWS",
        "ec2:instance, AWS:team, KEY_OF_AWS",
        "other, team, TYPE",
        "cloudwatch:dashboard, team, TYPE",
        "ec2:instance, team,",
        "sagemaker:endpoint, team,",
        "s3:bucket, team,",
        "ssm:parameter, team,",
        "ssm:document, team, TYPE",
        "secretsmanager:secret, team,",
        "cloudwatch:alarm, team,",
        "bedrock:guardrail, team,",
        "states:stateMachine, team,",
        "elasticfilesystem:file-system, team,"
    })
    void byTypeAndKey(String type, String key, @Nullable Obstacle obstacle) {
        assertThat(TagWrites.obstacle(resource(type, Map.of()), key, ALL)).isEqualTo(Optional.ofNullable(obstacle));
    }

    @Test
    void byWhatIsChosen() {
        Resource one = resource("ec2:instance", Map.of());
        assertThat(TagWrites.obstacle(one, "team", settings(List.of("cost"), null, null, false)))
                .contains(Obstacle.KEY_NOT_CHOSEN);
        assertThat(TagWrites.obstacle(one, "team", settings(null, List.of("s3:bucket"), null, false)))
                .contains(Obstacle.TYPE_NOT_CHOSEN);
        assertThat(TagWrites.obstacle(one, "team", settings(null, null, List.of("444455556666"), false)))
                .contains(Obstacle.ACCOUNT_NOT_CHOSEN);
        assertThat(TagWrites.obstacle(
                        one, "team", settings(List.of("team"), List.of("ec2:instance"), List.of(ACCOUNT), false)))
                .isEmpty();
        Resource owned = resource("ec2:instance", Map.of("aws:cloudformation:stack-name", "web"));
        assertThat(TagWrites.obstacle(owned, "team", ALL)).contains(Obstacle.OWNED_BY_STACK);
        assertThat(TagWrites.obstacle(owned, "team", settings(null, null, null, true)))
                .isEmpty();
        assertThat(TagWrites.caution(owned)).isEqualTo("stack:web");
        assertThat(TagWrites.caution(one)).isNull();
    }

    @Test
    void aFiftyFirstTagIsRefusedAndAWholeResourceChanged() {
        assertThat(TagWrites.obstacle(resource("ec2:instance", tags(50)), "team", ALL))
                .contains(Obstacle.TOO_MANY_TAGS);
        assertThat(TagWrites.obstacle(resource("ec2:instance", tags(50)), "key7", ALL))
                .isEmpty();
        Map<String, String> withAws = tags(49);
        withAws.put("aws:createdBy", "x");
        assertThat(TagWrites.obstacle(resource("ec2:instance", withAws), "team", ALL))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "platform, true",
        "Größe 12 _.:/=+-@, true",
        "a|b, false",
        "r$d, false",
        "r$d, false",
        "a*b, false",
        "a<b>, false",
        "'a\nb', false",
        "a\\b, false",
        "a#b, false"
    })
    void charactersOfValues(String value, boolean taken) {
        assertThat(AwsTagValue.isTaken(value)).isEqualTo(taken);
    }

    @Test
    void lengthsOfValues() {
        assertThat(AwsTagValue.isTaken("")).isTrue();
        assertThat(AwsTagValue.isTaken("x".repeat(256))).isTrue();
        assertThat(AwsTagValue.isTaken("x".repeat(257))).isFalse();
    }

    private static ChangeItem item(int team, String account, String key, @Nullable String wanted) {
        return new ChangeItem(
                1,
                1,
                account,
                "eu-central-1",
                "arn",
                "ec2:instance",
                "y",
                new TeamId(team),
                key,
                null,
                wanted,
                null,
                ItemState.PLANNED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    @Test
    void whatWasProposedBefore() {
        Resource now = resource("ec2:instance", Map.of());
        assertThat(TagExecutor.isAllowed(item(1, ACCOUNT, "team", "x"), now, ALL, false))
                .isTrue();
        assertThat(TagExecutor.isAllowed(item(0, ACCOUNT, "team", "x"), now, ALL, false))
                .isTrue();
        assertThat(TagExecutor.isAllowed(item(2, ACCOUNT, "team", "x"), now, ALL, false))
                .as("another owner")
                .isFalse();
        assertThat(TagExecutor.isAllowed(item(2, ACCOUNT, "team", "x"), now, ALL, true))
                .as("undoing")
                .isTrue();
        assertThat(TagExecutor.isAllowed(item(1, "444455556666", "team", "x"), now, ALL, false))
                .as("another account")
                .isFalse();
        assertThat(TagExecutor.isAllowed(item(1, ACCOUNT, "team", "x"), null, ALL, false))
                .as("unknown")
                .isFalse();
        WriteSettings bounds = settings(List.of("team"), null, null, false);
        assertThat(TagExecutor.isAllowed(item(1, ACCOUNT, "Team", "x"), now, bounds, false))
                .isFalse();
        assertThat(TagExecutor.isAllowed(item(1, ACCOUNT, "Team", null), now, bounds, false))
                .as("a key in another case goes")
                .isTrue();
        assertThat(TagExecutor.isAllowed(
                        item(1, ACCOUNT, "Team", null),
                        now,
                        settings(null, null, List.of("444455556666"), false),
                        true))
                .as("bounds hold for removals too")
                .isFalse();
    }

    @Test
    void aSessionPolicyIsAsShortAsAwsWantsIt() {
        WriteSettings all = settings(null, null, null, true);
        assertThat(WritableTypes.actions(all.types())).contains("ec2:CreateTags", "s3:PutBucketTagging");
        assertThat(new TagExecutor(null, null, null).sessionPolicy()).hasSizeLessThanOrEqualTo(2_048);
    }
}
