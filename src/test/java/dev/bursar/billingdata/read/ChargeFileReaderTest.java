package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.bursar.billingdata.read.Readings.Reading;
import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChargeFileReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void textAndParquetOfTheSameLinesGiveTheSameCharges(long seed) {
        for (LineFormat format : List.of(LineFormat.FOCUS, LineFormat.CUR_2)) {
            var lines = ChargeLinesFile.random(format, seed, 1200);
            Reading text = Readings.read(folder, lines.csv(folder.resolve("lines.csv")));
            Reading parquet = Readings.read(folder, lines.parquet(folder.resolve("lines.parquet")));
            assertThat(parquet.summary()).isEqualTo(text.summary());
            assertThat(parquet.charges()).isEqualTo(text.charges()).hasSizeGreaterThan(300);
        }
    }

    @Test
    void theLinesMayComeInAnyOrderAndNumberOfFiles() {
        for (LineFormat format : LineFormat.values()) {
            var lines = ChargeLinesFile.random(format, 7, 300);
            var odd = ChargeLinesFile.of(format);
            var even = ChargeLinesFile.of(format);
            for (int i = lines.rows.size() - 1; i >= 0; i--) {
                (i % 2 == 0 ? even : odd).add(lines.rows.get(i));
            }
            String name = format + "-";
            Path whole = legacyOrNot(format, lines, folder.resolve(name + "whole"));
            Path first = legacyOrNot(format, odd, folder.resolve(name + "odd"));
            Path second = legacyOrNot(format, even, folder.resolve(name + "even"));
            assertThat(Readings.read(folder, first, second)).isEqualTo(Readings.read(folder, whole));
            assertThat(Readings.read(
                                    folder,
                                    odd.parquet(folder.resolve(name + "odd.parquet")),
                                    even.parquet(folder.resolve(name + "even.parquet")))
                            .charges()
                            .size())
                    .isPositive();
        }
    }

    private static Path legacyOrNot(LineFormat format, ChargeLinesFile lines, Path file) {
        return format == LineFormat.CUR_LEGACY
                ? lines.without("resource_tags").csv(file, ChargeFileReaderTest::legacy)
                : lines.csv(file);
    }

    /** A legacy name that becomes the column's. */
    private static String legacy(String column) {
        for (String category :
                List.of("bill", "line_item", "product", "pricing", "reservation", "savings_plan", "split_line_item")) {
            if (column.startsWith(category + "_")) {
                String[] words = column.substring(category.length() + 1).split("_");
                var name = new StringBuilder(
                        switch (category) {
                            case "line_item" -> "lineItem/";
                            case "savings_plan" -> "savingsPlan/";
                            case "split_line_item" -> "splitLineItem/";
                            default -> category + "/";
                        });
                for (String word : words) {
                    name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
                }
                return name.toString();
            }
        }
        throw new IllegalArgumentException(column);
    }

    @ParameterizedTest
    @EnumSource(names = {"FOCUS", "CUR_2"})
    void everyCostAddsUpToTheSumOfItsTexts(LineFormat format) {
        var lines = ChargeLinesFile.random(format, 11, 1500);
        Reading reading = Readings.read(folder, lines.parquet(folder.resolve("lines.parquet")));
        String currency = format == LineFormat.FOCUS ? "BillingCurrency" : "line_item_currency_code";
        Map<String, Function<DeliveredCharge.Costs, @Nullable BigDecimal>> costs = format == LineFormat.FOCUS
                ? Map.of(
                        "BilledCost", DeliveredCharge.Costs::billed,
                        "EffectiveCost", DeliveredCharge.Costs::effective,
                        "ListCost", DeliveredCharge.Costs::list,
                        "ContractedCost", DeliveredCharge.Costs::contracted)
                : Map.of(
                        "line_item_unblended_cost", DeliveredCharge.Costs::unblended,
                        "line_item_net_unblended_cost", DeliveredCharge.Costs::netUnblended,
                        "pricing_public_on_demand_cost", DeliveredCharge.Costs::list);
        for (String code : reading.summary().currencies()) {
            costs.forEach((name, cost) -> {
                BigDecimal sum = reading.charges().stream()
                        .filter(charge -> charge.currency().equals(code))
                        .map(charge -> cost.apply(charge.costs()))
                        .filter(amount -> amount != null)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum).as(name + code).isEqualByComparingTo(lines.total(name, currency, code));
                assertThat(reading.summary().totals().get(code).get(name)).isEqualByComparingTo(sum);
            });
        }
        assertThat(reading.charges().stream().mapToLong(DeliveredCharge::lines).sum())
                .isEqualTo(1500);
    }

    @Test
    void currenciesAndProvidersAreKeptApart() {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS)
                .add(ChargeLinesFile.focusLine(1))
                .add(ChargeLinesFile.focusLine(2));
        lines.rows.get(0).put("BillingCurrency", "CNY");
        var other = ChargeLinesFile.focusLine(4);
        other.put("ProviderName", "Oracle");
        Reading reading = Readings.read(folder, lines.add(other).csv(folder.resolve("lines")));
        assertThat(reading.charges())
                .extracting(
                        DeliveredCharge::currency,
                        DeliveredCharge::provider,
                        charge -> charge.costs().billed())
                .containsExactly(
                        tuple("CNY", "AWS", new BigDecimal("1")),
                        tuple("USD", "AWS", new BigDecimal("2")),
                        tuple("USD", "Oracle", new BigDecimal("4")));
        assertThat(reading.summary().totals()).containsOnlyKeys("CNY", "USD");
    }

    @Test
    void aPeriodOutsideTheBillingPeriodStaysOnItsDay() {
        var early = ChargeLinesFile.focusLine(1);
        early.put("ChargePeriodStart", LocalDateTime.of(2025, 3, 31, 23, 59));
        Reading reading = Readings.read(
                folder, ChargeLinesFile.of(LineFormat.FOCUS).add(early).parquet(folder.resolve("lines")));
        assertThat(reading.charges()).singleElement().satisfies(charge -> {
            assertThat(charge.day()).isEqualTo(LocalDate.of(2025, 3, 31));
            assertThat(charge.billingPeriod()).isEqualTo(YearMonth.of(2026, 10));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void accountsAreTextAndFallBackToTheBillingAccount(String container) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS);
        for (String account : new String[] {"0007", "123456789012345678901234567890", "", null, "sub/α"}) {
            var row = ChargeLinesFile.focusLine(1);
            row.put("SubAccountId", account);
            lines.add(row);
        }
        Path file = folder.resolve("lines");
        Reading reading = Readings.read(folder, container.equals("csv") ? lines.csv(file) : lines.parquet(file));
        assertThat(reading.charges())
                .extracting(DeliveredCharge::account, DeliveredCharge::lines)
                .containsExactly(
                        tuple("000000000001", 2L),
                        tuple("0007", 1L),
                        tuple("123456789012345678901234567890", 1L),
                        tuple("sub/α", 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void theSameTagsInAnotherOrderAreTheSame(String container) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS);
        var one = ChargeLinesFile.focusLine(1);
        var first = new LinkedHashMap<String, String>();
        first.put("team", "vision");
        first.put("env", "prod");
        one.put("Tags", first);
        var other = ChargeLinesFile.focusLine(2);
        var second = new LinkedHashMap<String, String>();
        second.put("env", "prod");
        second.put("team", "vision");
        other.put("Tags", second);
        var none = ChargeLinesFile.focusLine(4);
        none.put("Tags", Map.of());
        lines.add(one).add(other).add(none).add(ChargeLinesFile.focusLine(8));
        Path file = folder.resolve("lines");
        Path written = container.equals("csv") ? lines.csv(file) : lines.parquet(file);
        assertThat(Readings.read(folder, written).charges())
                .extracting(DeliveredCharge::tags, charge -> charge.costs().billed())
                .containsExactly(
                        tuple(Map.of(), new BigDecimal("12")),
                        tuple(Map.of("env", "prod", "team", "vision"), new BigDecimal("3")));
        assertThat(Readings.read(folder, Set.of("team"), written).charges())
                .extracting(DeliveredCharge::tags)
                .containsExactly(Map.of(), Map.of("team", "vision"));
        assertThat(Readings.read(folder, Set.of("it's"), written).charges()).hasSize(1);
    }

    @Test
    void tagsAsJsonTextAreReadTheSameFromParquet() {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS).with("Tags", "varchar");
        for (String tags : new String[] {
            "{\"team\": \"a\", \"env\": null}",
            "{ \"env\":\"\", \"team\":\"a\" }",
            "{}",
            null,
            "{\"a\\\\\": \"\\\",\\\"value\\\":null\", \"b\": null}",
            "{\"on\": true, \"é\": \"\\u00fc\"}"
        }) {
            var row = ChargeLinesFile.focusLine(1);
            row.put("Tags", tags);
            lines.add(row);
        }
        Path csv = lines.csv(folder.resolve("a"));
        Path parquet = lines.parquet(folder.resolve("b"));
        assertThat(Readings.read(folder, parquet).charges())
                .isEqualTo(Readings.read(folder, csv).charges())
                .extracting(DeliveredCharge::tags)
                .containsExactly(
                        Map.of(),
                        Map.of("a\\", "\",\"value\":null", "b", ""),
                        Map.of("env", "", "team", "a"),
                        Map.of("on", "true", "é", "ü"));
        assertThat(Readings.read(folder, Set.of("team"), parquet).charges())
                .isEqualTo(Readings.read(folder, Set.of("team"), csv).charges())
                .extracting(DeliveredCharge::tags)
                .containsExactly(Map.of(), Map.of("team", "a"));
    }

    @Test
    void userTagsOfReportsLoseTheirPrefix() {
        var lines = ChargeLinesFile.of(LineFormat.CUR_2).add(ChargeLinesFile.curLine("Usage", 1));
        lines.rows.getFirst().put("resource_tags", Map.of("user_team", "vision", "aws_created_by", "x"));
        Map<String, String> expected = Map.of("team", "vision", "aws_created_by", "x");
        assertThat(Readings.read(folder, lines.parquet(folder.resolve("two"))).charges())
                .extracting(DeliveredCharge::tags)
                .containsExactly(expected);
        assertThat(Readings.read(folder, Set.of("team"), lines.parquet(folder.resolve("two")))
                        .charges())
                .extracting(DeliveredCharge::tags)
                .containsExactly(Map.of("team", "vision"));

        var own = ChargeLinesFile.of(LineFormat.CUR_2).add(ChargeLinesFile.curLine("Usage", 1));
        own.rows.getFirst().put("resource_tags", Map.of("user_aws_created_by", "me", "aws_created_by", "x"));
        assertThat(Readings.read(folder, own.parquet(folder.resolve("own"))).charges())
                .as("a person's own key isn't taken for AWS's")
                .extracting(DeliveredCharge::tags)
                .containsExactly(Map.of("user_aws_created_by", "me", "aws_created_by", "x"));

        var legacy = ChargeLinesFile.of(LineFormat.CUR_LEGACY)
                .without("resource_tags")
                .with("resource_tags_user_team", "varchar")
                .with("resource_tags_user_env", "varchar")
                .with("resource_tags_aws_created_by", "varchar")
                .add(ChargeLinesFile.curLine("Usage", 1))
                .add(ChargeLinesFile.curLine("Usage", 2));
        legacy.rows.getFirst().put("resource_tags_user_team", "vision");
        legacy.rows.getFirst().put("resource_tags_aws_created_by", "x");
        legacy.rows.getFirst().put("resource_tags_user_env", "");
        Reading reading = Readings.read(folder, legacy.parquet(folder.resolve("legacy")));
        assertThat(reading.summary().format()).isEqualTo(LineFormat.CUR_LEGACY);
        assertThat(reading.charges()).extracting(DeliveredCharge::tags).containsExactlyInAnyOrder(expected, Map.of());

        Path csv = legacy.csv(
                folder.resolve("legacy.csv"),
                name -> name.startsWith("resource_tags_")
                        ? "resourceTags/"
                                + name.substring("resource_tags_".length()).replaceFirst("_", ":")
                        : legacy(name));
        assertThat(Readings.read(folder, csv).charges())
                .extracting(DeliveredCharge::tags)
                .containsExactlyInAnyOrder(Map.of("team", "vision", "aws:created_by", "x"), Map.of());
    }

    @Test
    void aCallerIsKeptWithoutTheNameOfTheirSession() {
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("", "");
        kept.put(
                "arn:aws:sts::012345678901:assumed-role/ChatApp/a@example.com",
                "arn:aws:sts::012345678901:assumed-role/ChatApp");
        kept.put(
                "arn:aws:sts::012345678901:assumed-role/ChatApp/b/c", "arn:aws:sts::012345678901:assumed-role/ChatApp");
        kept.put("arn:aws:sts::210987654321:assumed-role/ChatApp/a", "arn:aws:sts::210987654321:assumed-role/ChatApp");
        kept.put(
                "arn:aws-cn:sts::012345678901:assumed-role/ChatApp",
                "arn:aws-cn:sts::012345678901:assumed-role/ChatApp");
        kept.put("arn:aws:iam::012345678901:user/apps/batch", "arn:aws:iam::012345678901:user/apps/batch");
        kept.put("arn:aws:iam::012345678901:root", "arn:aws:iam::012345678901:root");
        kept.put("arn:aws:sts::012345678901:federated-user/a@example.com", "arn:aws:sts::012345678901:federated-user");
        kept.put("AROAEXAMPLE:a@example.com", "other");
        kept.put("a@example.com", "other");
        kept.put("x".repeat(20_000), "other");
        for (LineFormat format : List.of(LineFormat.CUR_2, LineFormat.CUR_LEGACY)) {
            var lines = ChargeLinesFile.of(format).without("resource_tags");
            int day = 1;
            for (String caller : kept.keySet()) {
                var row = ChargeLinesFile.curLine("Usage", day);
                row.put("line_item_usage_start_date", LocalDateTime.of(2026, 10, day++, 0, 0));
                row.put("line_item_iam_principal", caller);
                lines.add(row);
            }
            Path csv = format == LineFormat.CUR_2
                    ? lines.csv(folder.resolve("callers.csv"))
                    : lines.csv(folder.resolve("callers-legacy.csv"), ChargeFileReaderTest::legacy);
            for (Path file : List.of(csv, lines.parquet(folder.resolve(format + "-callers.parquet")))) {
                assertThat(Readings.read(folder, file).charges())
                        .as(file.toString())
                        .extracting(DeliveredCharge::caller)
                        .containsExactlyElementsOf(kept.values());
            }
        }
    }

    @Test
    void sessionsOfOneRoleAreOneCharge() {
        var lines = ChargeLinesFile.of(LineFormat.CUR_2);
        for (String session : List.of("a@example.com", "b@example.com")) {
            var row = ChargeLinesFile.curLine("Usage", 1);
            row.put("line_item_iam_principal", "arn:aws:sts::012345678901:assumed-role/ChatApp/" + session);
            lines.add(row);
        }
        assertThat(Readings.read(folder, lines.parquet(folder.resolve("sessions")))
                        .charges())
                .singleElement()
                .extracting(DeliveredCharge::lines)
                .isEqualTo(2L);
    }

    @Test
    void tagsOfAccountsAndCostCategoriesAreToldFromThoseOfResources() {
        Map<String, String> tags = Map.of(
                "resourceTags/team", "vision",
                "resourceTags/user:env", "prod",
                "resourceTags/user_id", "7",
                "accountTag/team", "research",
                "userAttribute/department", "ml",
                "costCategory/Product", "search");
        var lines = ChargeLinesFile.of(LineFormat.CUR_2)
                .without("resource_tags")
                .with("tags", "map(varchar, varchar)")
                .add(ChargeLinesFile.curLine("Usage", 1));
        lines.rows.getFirst().put("tags", tags);
        for (Path file : List.of(lines.csv(folder.resolve("a.csv")), lines.parquet(folder.resolve("a.parquet")))) {
            assertThat(Readings.read(folder, file).charges())
                    .extracting(DeliveredCharge::tags)
                    .containsExactly(Map.of(
                            "team", "vision",
                            "env", "prod",
                            "user_id", "7",
                            "accountTag/team", "research",
                            "userAttribute/department", "ml",
                            "costCategory/Product", "search"));
            assertThat(Readings.read(folder, Set.of("team"), file).charges())
                    .extracting(DeliveredCharge::tags)
                    .containsExactly(Map.of("team", "vision"));
        }
    }

    @Test
    void anExportWithBothColumnsOfTagsHasEachTagOnce() {
        var lines = ChargeLinesFile.of(LineFormat.CUR_2)
                .with("tags", "map(varchar, varchar)")
                .add(ChargeLinesFile.curLine("Usage", 1))
                .add(ChargeLinesFile.curLine("Usage", 2))
                .add(ChargeLinesFile.curLine("Usage", 4));
        lines.rows.get(0).put("resource_tags", Map.of("user_cost_center", "12"));
        lines.rows.get(0).put("tags", Map.of("resourceTags/CostCenter", "12", "accountTag/team", "vision"));
        lines.rows.get(1).put("tags", Map.of("accountTag/team", "vision"));
        lines.rows.get(2).put("resource_tags", Map.of("user_cost_center", "12"));
        for (Path file : List.of(lines.csv(folder.resolve("a.csv")), lines.parquet(folder.resolve("a.parquet")))) {
            assertThat(Readings.read(folder, file).charges())
                    .extracting(DeliveredCharge::tags)
                    .containsExactlyInAnyOrder(
                            Map.of("cost_center", "12", "accountTag/team", "vision"),
                            Map.of("accountTag/team", "vision"),
                            Map.of("cost_center", "12"));
        }
    }

    @Test
    void numbersOfOtherTypesAreReadAsTheyAre() {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS)
                .with("BilledCost", "decimal(20, 12)")
                .with("EffectiveCost", "varchar")
                .with("ListCost", "integer");
        var row = ChargeLinesFile.focusLine(0);
        row.put("BilledCost", new BigDecimal("1234.000000000001"));
        row.put("EffectiveCost", "8.4E-9");
        row.put("ListCost", 3);
        assertThat(Readings.read(folder, lines.add(row).parquet(folder.resolve("lines")))
                        .charges())
                .singleElement()
                .satisfies(charge -> {
                    assertThat(charge.costs().billed()).isEqualTo("1234.000000000001");
                    assertThat(charge.costs().effective()).isEqualTo("0.0000000084");
                    assertThat(charge.costs().list()).isEqualTo("3");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"timestamp_s", "timestamp_ms", "timestamp_ns", "timestamptz", "varchar"})
    void timesOfAllTypesAreTheSameDay(String type) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS)
                .with("ChargePeriodStart", type)
                .with("BillingPeriodStart", "date");
        var row = ChargeLinesFile.focusLine(1);
        row.put("ChargePeriodStart", type.equals("varchar") ? "2026-10-03T23:30:00.000Z" : "2026-10-03 23:30:00+00");
        row.put("BillingPeriodStart", "2026-10-01");
        assertThat(Readings.read(folder, lines.add(row).parquet(folder.resolve("lines")))
                        .charges())
                .singleElement()
                .satisfies(charge -> {
                    assertThat(charge.day()).isEqualTo(LocalDate.of(2026, 10, 3));
                    assertThat(charge.billingPeriod()).isEqualTo(YearMonth.of(2026, 10));
                });
    }

    @Test
    void filesOfOneDeliveryMayHaveTheirColumnsInAnotherOrder() {
        var one = ChargeLinesFile.of(LineFormat.FOCUS).add(ChargeLinesFile.focusLine(1));
        var other = ChargeLinesFile.of(LineFormat.FOCUS)
                .without("BilledCost")
                .without("Tags")
                .with("x_Extra", "varchar")
                .with("BilledCost", "double")
                .add(ChargeLinesFile.focusLine(2));
        assertThat(Readings.read(folder, one.parquet(folder.resolve("a")), other.parquet(folder.resolve("b")))
                        .charges())
                .singleElement()
                .satisfies(charge -> assertThat(charge.costs().billed()).isEqualTo("3"));
        assertThat(Readings.read(folder, one.csv(folder.resolve("c")), other.csv(folder.resolve("d")))
                        .charges())
                .singleElement()
                .satisfies(charge -> assertThat(charge.costs().billed()).isEqualTo("3"));
    }

    @Test
    void whatAProductIsCalledIsFoundInItsColumnOrMap() {
        var lines = ChargeLinesFile.of(LineFormat.CUR_2)
                .without("product_product_name")
                .with("product", "map(varchar, varchar)")
                .add(ChargeLinesFile.curLine("Usage", 1));
        lines.rows.getFirst().put("product", Map.of("product_name", "Amazon SageMaker AI", "sku", "x"));
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            assertThat(Readings.read(folder, file).charges())
                    .extracting(DeliveredCharge::service, DeliveredCharge::serviceName)
                    .containsExactly(tuple("AmazonSageMaker", "Amazon SageMaker AI"));
        }
    }

    @Test
    void aDeliveryWithoutLinesHasNoCharges() {
        for (Path file : List.of(
                ChargeLinesFile.of(LineFormat.FOCUS).csv(folder.resolve("a")),
                ChargeLinesFile.of(LineFormat.FOCUS).parquet(folder.resolve("b")))) {
            Reading reading = Readings.read(folder, file);
            assertThat(reading.charges()).isEmpty();
            assertThat(reading.summary().rows()).isZero();
        }
    }

    @Test
    void progressGoesThroughItsStepsAndEndsWithAllCharges() throws Exception {
        var lines = ChargeLinesFile.random(LineFormat.FOCUS, 5, 500);
        var seen = new ArrayList<ReadProgress>();
        var summary = new ChargeFileReader(folder.resolve("work"), Readings.LIMITS)
                .read(
                        Readings.delivery(lines.csv(folder.resolve("lines"))),
                        Set.of(),
                        charge -> {},
                        new ReadListener() {
                            @Override
                            public synchronized void progress(ReadProgress progress) {
                                seen.add(progress);
                            }
                        });
        assertThat(seen).extracting(ReadProgress::step).isSorted();
        assertThat(seen.getLast())
                .isEqualTo(new ReadProgress(
                        ReadProgress.Step.HANDING_OVER, 1, 1, summary.rows(), summary.rows(), summary.charges()));
    }
}
