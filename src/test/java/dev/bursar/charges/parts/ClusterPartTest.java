package dev.bursar.charges.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.parts.ClusterPart.Use;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterPartTest {
    private static final String CLUSTER = "111122223333/us-east-1/ml";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vision|train|USED|/vision/train|vision/train on ml",
                "vision|train|IDLE|/vision/train (idle)|vision/train on ml, idle",
                "''|shop|USED|//shop|shop on ml",
                "''|''|NO_PODS|//|Hours without pods on ml",
            })
    void aPlaceIsCalledByWhatRanThere(String namespace, String workload, Use use, String place, String name) {
        var part = new ClusterPart(CLUSTER, namespace, workload, use);
        assertThat(ClusterPart.placeOf(part.text())).isEqualTo(CLUSTER + place).isEqualTo(part.place());
        assertThat(ClusterPart.placeName(part.place())).contains(name);
    }

    @Test
    void otherTextsAreNoPlaces() {
        String arn = "arn:aws:ec2:us-east-1:111122223333:instance/i-1";
        assertThat(ClusterPart.placeOf(arn)).isEqualTo(arn);
        assertThat(ClusterPart.placeName(arn)).isEmpty();
        assertThat(ClusterPart.placeName("")).isEmpty();
        assertThat(ClusterPart.placeName("bucket/a/b/c/d")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ml,ml",
        "' ml ',ml",
        "111122223333/us-east-1/ml,111122223333/us-east-1/ml",
        "arn:aws:eks:us-east-1:111122223333:cluster/ml,111122223333/us-east-1/ml",
        "arn:aws:ecs:eu-west-1:111122223333:cluster/web,111122223333/eu-west-1/web",
        "vision/train,",
        "'',",
    })
    void aClusterIsMeantByNameOrArn(String typed, String meant) {
        assertThat(ClusterPart.clusterMeant(typed).orElse(null)).isEqualTo(meant);
    }
}
