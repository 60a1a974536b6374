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
        "costCategory/Product line, Cost category Product line"
    })
    void tagsAreCalledByWhatTheyAreOf(String key, String label) {
        var tag = new Dimension.Tag(key);
        assertThat(tag.label()).isEqualTo(label);
        assertThat(Dimension.ofWord(tag.word())).contains(tag);
        assertThat(Dimension.ofStored(tag.stored())).isEqualTo(tag);
    }
}
