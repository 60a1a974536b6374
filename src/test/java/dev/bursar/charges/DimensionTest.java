package dev.bursar.charges;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DimensionTest {
    @ParameterizedTest
    @CsvSource({
        "team, Tag: team",
        "accountTag/team, Account tag team",
        "userAttribute/department, User attribute department",
        "costCategory/Product line, Cost category Product line",
        "iamPrincipal/team, Caller tag team",
        "user_aws_x, Tag: aws_x"
    })
    void tagsAreCalledByWhatTheyAreOf(String key, String label) {
        var tag = new Dimension.Tag(key);
        assertThat(tag.label()).isEqualTo(label);
        assertThat(Dimension.ofWord(tag.word())).contains(tag);
        assertThat(Dimension.ofStored(tag.stored())).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "team, true, false",
        "user_aws_x, true, false",
        "awsome, true, false",
        "aws_created_by, false, false",
        "aws_eks_cluster_name, false, false",
        "aws:createdBy, false, false",
        "iamPrincipal/team, false, true",
        "iamPrincipal/aws:x, false, false",
        "accountTag/team, false, false"
    })
    void peopleSetTagsOnResourcesAndCallers(String key, boolean ofResource, boolean ofCaller) {
        assertThat(Dimension.Tag.isOfResource(key)).isEqualTo(ofResource);
        assertThat(Dimension.Tag.isOfCaller(key)).isEqualTo(ofCaller);
    }
}
