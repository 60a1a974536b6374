package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ChargeFileRefused.Reason;
import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns are found by names as AWS, its older versions, databases and people write them. */
class HeaderTest {
    @TempDir
    Path folder;

    @Test
    void namesMatchByTheirLettersAndDigits() {
        var lines = lines();
        Readings.Reading expected = Readings.read(folder, lines.csv(folder.resolve("lines.csv")));
        List<UnaryOperator<String>> others = List.of(
                name -> name.toUpperCase(Locale.ROOT),
                HeaderTest::snake,
                name -> snake(name).toUpperCase(Locale.ROOT),
                name -> snake(name).replace('_', ' '));
        for (UnaryOperator<String> other : others) {
            assertThat(Readings.read(folder, lines.csv(folder.resolve("other.csv"), other)))
                    .isEqualTo(expected);
        }
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    @Test
    void ofTwoNamesThatMatchTheVeryNameCounts() {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS)
                .with("billed_cost", "double")
                .add(ChargeLinesFile.focusLine(3));
        lines.rows.getFirst().put("billed_cost", 1.0);
        assertThat(Readings.read(folder, lines.csv(folder.resolve("lines.csv"))).charges())
                .singleElement()
                .satisfies(charge -> assertThat(charge.costs().billed()).isEqualTo("3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource_tags_user_team", "resourceTags/user:team", "resourcetags_user_team"})
    void tagColumnsAreReadWhateverElseIsNested(String tag) {
        var lines = ChargeLinesFile.of(LineFormat.CUR_2)
                .without("resource_tags")
                .without("product_product_name")
                .with("product", "map(varchar, varchar)")
                .with(tag, "varchar")
                .add(ChargeLinesFile.curLine("Usage", 1));
        lines.rows.getFirst().put("product", Map.of("product_name", "Amazon SageMaker AI"));
        lines.rows.getFirst().put(tag, "vision");
        for (Path file : List.of(
                lines.csv(folder.resolve("a")),
                lines.csv(folder.resolve("b"), name -> name.replace("line_item_", "lineitem_")),
                lines.parquet(folder.resolve("c")))) {
            assertThat(Readings.read(folder, file).charges()).singleElement().satisfies(charge -> {
                assertThat(charge.tags()).isEqualTo(Map.of("team", "vision"));
                assertThat(charge.serviceName()).isEqualTo("Amazon SageMaker AI");
            });
        }
    }

    @Test
    void theColumnOfAllTagsIsReadWhereItStandsAlone() {
        var lines = ChargeLinesFile.of(LineFormat.CUR_2)
                .without("resource_tags")
                .with("tags", "map(varchar, varchar)")
                .add(ChargeLinesFile.curLine("Usage", 1));
        lines.rows.getFirst().put("tags", Map.of("user_team", "vision"));
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            assertThat(Readings.read(folder, file).charges())
                    .extracting(DeliveredCharge::tags)
                    .containsExactly(Map.of("team", "vision"));
        }
    }

    @Test
    void namesOfThePreviewAreThoseOfTheVersion() {
        var lines = lines();
        Map<String, String> names = Map.of(
                "ProviderName", "Provider",
                "RegionId", "Region",
                "ConsumedQuantity", "UsageQuantity",
                "ConsumedUnit", "UsageUnit");
        assertThat(Readings.read(folder, lines.csv(folder.resolve("a"), name -> names.getOrDefault(name, name))))
                .isEqualTo(Readings.read(folder, lines.csv(folder.resolve("b"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void otherSeparatorsAreNamed(String separator) throws IOException {
        String header = String.join(separator, "BilledCost", "EffectiveCost", "BillingAccountId");
        ChargeFileRefused refused = refused(Files.writeString(folder.resolve("a.csv"), header + "\n"));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_AN_EXPORT);
        assertThat(refused.what()).contains("commas were expected");
    }

    private static ChargeLinesFile lines() {
        return ChargeLinesFile.random(LineFormat.FOCUS, 17, 200);
    }

    private ChargeFileRefused refused(Path file) {
        ChargeFileRefused refused = catchThrowableOfType(ChargeFileRefused.class, () -> Readings.read(folder, file));
        assertThat(refused).isNotNull();
        assertThat(refused.whatToDo()).isNotBlank();
        return refused;
    }
}
