package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bursar.billingdata.ChargeFileRefused;
import dev.bursar.billingdata.ChargeFileRefused.Reason;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    private static final String HEADER = "BilledCost,EffectiveCost,BillingAccountId,BillingCurrency,BillingPeriodStart,"
            + "ChargePeriodStart,ChargeCategory,ProviderName,ServiceName,Tags\n";
    private static final String GOOD =
            "1.5,1.5,1,USD,2026-10-01,2026-10-02T03:00:00Z,Usage,AWS,Amazon S3,\"{\"\"team\"\": \"\"a\"\"}\"\n";

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() throws IOException {
        if (Files.exists(folder.resolve("work"))) {
            assertThat(Readings.left(folder)).isEmpty();
        }
    }

    @Test
    void aGoodFileIsRead() {
        assertThat(Readings.read(folder, text(HEADER + GOOD + "\r\n" + GOOD)).charges())
                .singleElement()
                .satisfies(charge -> assertThat(charge.costs().billed()).isEqualTo("3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,234.50",
                "\"1,234.50\"",
                "1.234,50",
                "NaN",
                "Infinity",
                "1_000",
                "$5",
                "1 000",
                "1e9999",
                "--1",
                "0x10",
                "1.5 USD"
            })
    void whatIsNoNumberIsRefusedByItsRow(String number) {
        String quoted = number.startsWith("\"") ? number : '"' + number + '"';
        ChargeFileRefused refused = refused(text(HEADER + GOOD + quoted + GOOD.substring("1.5".length())));
        assertThat(refused.reason()).isEqualTo(Reason.BAD_VALUE);
        assertThat(refused.file()).isEqualTo("file");
        assertThat(refused.row()).isEqualTo(2);
        assertThat(refused.column()).isEqualTo("BilledCost");
        assertThat(refused.what()).contains("number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01",
                "2026-02-30",
                "01/10/2026",
                "yesterday",
                "1700000000",
                "0001-01-01",
                "2026-10-01T25:00:00Z",
                ""
            })
    void whatIsNoDateIsRefusedByItsRow(String date) {
        ChargeFileRefused refused = refused(text(HEADER + GOOD.replace("2026-10-02T03:00:00Z", date)));
        assertThat(refused.reason()).isEqualTo(Reason.BAD_VALUE);
        assertThat(refused.row()).isEqualTo(1);
        assertThat(refused.column()).isEqualTo("ChargePeriodStart");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-02 03:00:00, 2026-10-02",
        "2026-10-02T03:00:00.000Z, 2026-10-02",
        "2026-10-02 03:00:00.000 UTC, 2026-10-02",
        "2026-10-02 03:00:00.000 +0000, 2026-10-02",
        "2026-10-02 03:00:00.000 Z, 2026-10-02",
        "2026-10-02T01:00:00+02:00, 2026-10-01",
        "2026-10-01T23:00:00-0200, 2026-10-02",
        "2026-10-02, 2026-10-02"
    })
    void timesAreReadInUtc(String time, String day) {
        assertThat(Readings.read(folder, text(HEADER + GOOD.replace("2026-10-02T03:00:00Z", time)))
                        .charges())
                .extracting(charge -> charge.day().toString())
                .containsExactly(day);
    }

    @Test
    void tagsThatAreNoJsonObjectAreRefused() {
        for (String tags : List.of("team=a", "[1]", "{", "\"\"\"a\"\"\"")) {
            ChargeFileRefused refused =
                    refused(text(HEADER + GOOD.replaceAll("\"\\{.*}\"", '"' + tags.replace("\"", "\"\"") + '"')));
            assertThat(refused.column()).isEqualTo("Tags");
            assertThat(refused.row()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "NULL"})
    void noTagsAreWrittenInSeveralWays(String tags) {
        assertThat(Readings.read(folder, text(HEADER + GOOD.replaceAll("\"\\{.*}\"", tags)))
                        .charges())
                .singleElement()
                .satisfies(charge -> assertThat(charge.tags()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BilledCost", "BillingAccountId", "ChargePeriodStart", "ServiceName", "ProviderName"})
    void aMissingMandatoryColumnIsRefusedByName(String column) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS).without(column).add(ChargeLinesFile.focusLine(1));
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            ChargeFileRefused refused = refused(file);
            assertThat(refused.reason()).isEqualTo(Reason.MISSING_COLUMN);
            assertThat(refused.column()).isEqualTo(column);
            assertThat(refused.what()).contains(column);
        }
    }

    @Test
    void allMissingColumnsAreNamedAtOnce() {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS)
                .without("BillingAccountId")
                .without("BillingCurrency")
                .without("ServiceName")
                .add(ChargeLinesFile.focusLine(1));
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            ChargeFileRefused refused = refused(file);
            assertThat(refused.reason()).isEqualTo(Reason.MISSING_COLUMN);
            assertThat(refused.column()).isNull();
            assertThat(refused.what())
                    .isEqualTo("The FOCUS file has no column BillingAccountId, BillingCurrency or ServiceName.");
        }
    }

    @Test
    void theColumnsThatLineItemTypesNeedAreNamedAtOnce() {
        var lines = ChargeLinesFile.of(LineFormat.CUR_2)
                .without("savings_plan_total_commitment_to_date")
                .without("savings_plan_used_commitment")
                .without("reservation_effective_cost")
                .add(ChargeLinesFile.curLine("Usage", 1))
                .add(ChargeLinesFile.curLine("SavingsPlanRecurringFee", 2))
                .add(ChargeLinesFile.curLine("DiscountedUsage", 3));
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            assertThat(refused(file).what())
                    .isEqualTo("The CUR 2.0 file has no column reservation_effective_cost,"
                            + " savings_plan_total_commitment_to_date or savings_plan_used_commitment.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BillingCurrency",
                "BilledCost",
                "EffectiveCost",
                "ProviderName",
                "ChargeCategory",
                "ChargePeriodStart"
            })
    void anEmptyMandatoryValueIsRefusedByItsRow(String column) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS)
                .add(ChargeLinesFile.focusLine(1))
                .add(ChargeLinesFile.focusLine(2))
                .add(ChargeLinesFile.focusLine(3));
        lines.rows.get(1).put(column, null);
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            ChargeFileRefused refused = refused(file);
            assertThat(refused.reason()).isEqualTo(Reason.BAD_VALUE);
            assertThat(refused.row()).isEqualTo(2);
            assertThat(refused.column()).isEqualTo(column);
            assertThat(refused.what()).startsWith("The value is empty where ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BillingCurrency|US Dollars|a currency's ISO 4217 code such as USD",
                "BillingCurrency|US|a currency's ISO 4217 code such as USD",
                "BillingCurrency|usd|a currency's ISO 4217 code such as USD",
                "BillingCurrency|\u20ac|a currency's ISO 4217 code such as USD",
                "BillingCurrency|ABC|a currency's ISO 4217 code such as USD",
                "ChargeCategory|Nonsense|Usage, Purchase, Tax, Credit or Adjustment",
                "ChargeCategory|usage|Usage, Purchase, Tax, Credit or Adjustment"
            })
    void aValueThatIsNoneOfThoseThatThereAreIsRefused(String column, String value, String expected) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS)
                .add(ChargeLinesFile.focusLine(1))
                .add(ChargeLinesFile.focusLine(2));
        lines.rows.get(1).put(column, value);
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            ChargeFileRefused refused = refused(file);
            assertThat(refused.row()).isEqualTo(2);
            assertThat(refused.column()).isEqualTo(column);
            assertThat(refused.what())
                    .isEqualTo("The value \"%s\" was found where %s was expected.".formatted(value, expected));
        }
        lines.rows.removeFirst();
        assertThat(refused(lines.parquet(folder.resolve("b"))).column()).isEqualTo(column);
    }

    @ParameterizedTest
    @CsvSource({
        "1990-01-01, BillingPeriodStart, 2000 to 2099",
        "9999-01-01, BillingPeriodStart, 2000 to 2099",
        "2100-01-01, ChargePeriodStart, 2000 to 2099",
        "2031-01-01, ChargePeriodStart, the 5 years before its billing period to the year after it",
        "2020-12-31, ChargePeriodStart, the 5 years before its billing period to the year after it"
    })
    void timesFarAwayAreRefusedWithTheYearsThatAreExpected(String time, String column, String expected) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS).add(ChargeLinesFile.focusLine(1));
        lines.rows.getFirst().put(column, LocalDate.parse(time).atStartOfDay());
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            ChargeFileRefused refused = refused(file);
            assertThat(refused.row()).isEqualTo(1);
            assertThat(refused.column()).isEqualTo(column);
            assertThat(refused.what()).contains("\"" + time + " 00:00:00").contains(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-01-01", "2026-09-30", "2027-12-31"})
    void correctionsMayLieFarFromTheirBillingPeriod(String day) {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS).add(ChargeLinesFile.focusLine(1));
        lines.rows.getFirst().put("ChargePeriodStart", LocalDate.parse(day).atStartOfDay());
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            assertThat(Readings.read(folder, file).charges())
                    .extracting(charge -> charge.day().toString())
                    .containsExactly(day);
        }
    }

    /** As documents show FOCUS, with signs of currencies and dates as people write them. */
    @Test
    void eachKindOfFaultIsNamedAtOnce() {
        ChargeFileRefused refused = refused(text("""
                BilledCost,EffectiveCost,ListCost,BillingPeriodStart,ChargePeriodStart,ChargeCategory,ProviderName,ServiceName
                "$10,000.00",0.00,"$10,000.00",4/1/25,4/1/25,Usage,AWS,Amazon S3
                "$20,000.00",0.00,,4/1/25,4/1/25,Used,AWS,Amazon S3
                """));
        assertThat(refused.reason()).isEqualTo(Reason.MISSING_COLUMN);
        assertThat(refused.row()).isNull();
        assertThat(refused.what())
                .startsWith("6 kinds of values or columns are wrong. "
                        + "The FOCUS file has no column BillingAccountId or BillingCurrency. "
                        + "In row 1 BilledCost is \"$10,000.00\" where a number such as 1234.5 or 8.4E-9, without currency"
                        + " symbols or thousands separators, was expected. In row 1 ListCost is \"$10,000.00\" where ")
                .contains(" In row 1 BillingPeriodStart is \"4/1/25\" where a date or time from 2000 to 2099 such as ")
                .contains(" In row 1 ChargePeriodStart is \"4/1/25\" where ")
                .endsWith(
                        " In row 2 ChargeCategory is \"Used\" where Usage, Purchase, Tax, Credit or Adjustment was expected.");
    }

    @Test
    void eachKindOfFaultInParquetIsNamedAtOnceToo() {
        var bad = ChargeLinesFile.of(LineFormat.FOCUS)
                .with("BilledCost", "varchar")
                .with("SubAccountId", "bigint")
                .without("ServiceName")
                .add(ChargeLinesFile.focusLine(1))
                .add(ChargeLinesFile.focusLine(2));
        bad.rows.getFirst().put("BilledCost", null);
        bad.rows.getLast().put("BilledCost", "$10");
        bad.rows.getLast().put("SubAccountId", 1L);
        bad.rows.getLast().put("BillingCurrency", "usd");
        ChargeFileRefused refused = refused(bad.parquet(folder.resolve("bad")));
        assertThat(refused.what())
                .startsWith("5 kinds of values or columns are wrong. The FOCUS file has no column ServiceName."
                        + " SubAccountId's type is BIGINT where text was expected."
                        + " In row 1 BilledCost is empty where ")
                .contains(" In row 2 BilledCost is \"$10\" where ")
                .endsWith(
                        " In row 2 BillingCurrency is \"usd\" where a currency's ISO 4217 code such as USD was expected.");
    }

    @Test
    void faultsOfOneRowAreNamedByIt() {
        ChargeFileRefused refused =
                refused(text(HEADER + GOOD + GOOD.replace("USD", "usd").replace("Usage", "Used")));
        assertThat(refused.row()).isEqualTo(2);
        assertThat(refused.what())
                .isEqualTo("2 kinds of values or columns are wrong."
                        + " BillingCurrency is \"usd\" where a currency's ISO 4217 code such as USD was expected."
                        + " ChargeCategory is \"Used\" where Usage, Purchase, Tax, Credit or Adjustment was expected.");
    }

    @Test
    void faultsOfSeveralFilesAreNamedByFile() {
        var one = ChargeLinesFile.of(LineFormat.FOCUS).add(ChargeLinesFile.focusLine(1));
        one.rows.getFirst().put("BillingCurrency", "usd");
        var other = ChargeLinesFile.of(LineFormat.FOCUS).add(ChargeLinesFile.focusLine(1));
        other.rows.getFirst().put("ChargeCategory", "Nonsense");
        for (String container : List.of("csv", "parquet")) {
            Path a = folder.resolve("a." + container);
            Path b = folder.resolve("b." + container);
            ChargeFileRefused refused = container.equals("csv")
                    ? refused(one.csv(a), other.csv(b))
                    : refused(one.parquet(a), other.parquet(b));
            assertThat(refused.file()).isNull();
            assertThat(refused.what())
                    .contains("a." + container + ": In row 1 BillingCurrency is \"usd\"")
                    .contains("b." + container + ": In row 1 ChargeCategory is \"Nonsense\"");
        }
    }

    @Test
    void aHeaderOfGzipWithoutEndIsRefused() throws IOException {
        var file = new ByteArrayOutputStream();
        file.write(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0});
        file.write("x".repeat(3 << 20).getBytes(StandardCharsets.US_ASCII));
        assertThat(refused(bytes(file.toByteArray())).reason()).isEqualTo(Reason.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void doublesThatAreNoNumbersAreRefusedByTheirFileAndRow(double cost) {
        var good = ChargeLinesFile.of(LineFormat.FOCUS).add(ChargeLinesFile.focusLine(1));
        var bad = ChargeLinesFile.of(LineFormat.FOCUS)
                .add(ChargeLinesFile.focusLine(1))
                .add(ChargeLinesFile.focusLine(1));
        bad.rows.getLast().put("BilledCost", cost);
        ChargeFileRefused refused = refused(good.parquet(folder.resolve("a")), bad.parquet(folder.resolve("b")));
        assertThat(refused.file()).isEqualTo("b");
        assertThat(refused.row()).isEqualTo(2);
        assertThat(refused.column()).isEqualTo("BilledCost");
    }

    @Test
    void numbersAsTextInParquetAreCheckedToo() {
        for (String cost : List.of("1,234.5", "1_000", "NaN", "x")) {
            var lines = ChargeLinesFile.of(LineFormat.FOCUS).with("BilledCost", "varchar");
            var row = ChargeLinesFile.focusLine(1);
            row.put("BilledCost", cost);
            ChargeFileRefused refused = refused(lines.add(row).parquet(folder.resolve("a")));
            assertThat(refused.row()).isEqualTo(1);
            assertThat(refused.column()).isEqualTo("BilledCost");
        }
    }

    @Test
    void aColumnOfAnotherTypeIsRefused() {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS).with("BillingAccountId", "bigint");
        ChargeFileRefused refused = refused(lines.parquet(folder.resolve("a")));
        assertThat(refused.reason()).isEqualTo(Reason.BAD_VALUE);
        assertThat(refused.column()).isEqualTo("BillingAccountId");
    }

    @Test
    void amountsThatCannotBeAddedUpExactlyAreRefused() {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS)
                .add(ChargeLinesFile.focusLine(1e9))
                .add(ChargeLinesFile.focusLine(1.5e-300));
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            ChargeFileRefused refused = refused(file);
            assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_DIGITS);
            assertThat(refused.column()).isEqualTo("costs");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BilledCost", "billedcost"})
    void aColumnThatIsThereTwiceIsRefused(String again) {
        ChargeFileRefused refused =
                refused(text(HEADER.replace("\n", "," + again + "\n") + GOOD.replace("\n", ",2\n")));
        assertThat(refused.reason()).isEqualTo(Reason.DUPLICATE_COLUMN);
        assertThat(refused.column()).isEqualTo(again);
    }

    @Test
    void anUnknownColumnThatIsThereTwiceIsRefusedToo() {
        assertThat(refused(text(HEADER.replace("\n", ",x,x\n") + GOOD)).reason())
                .isEqualTo(Reason.DUPLICATE_COLUMN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5,1.5\n", "1.5,1.5,1,USD,2026-10-01,2026-10-02,Usage,AWS,S3,,more\n"})
    void rowsOfAnotherWidthAreRefused(String row) {
        ChargeFileRefused refused = refused(text(HEADER + GOOD + row));
        assertThat(refused.reason()).isEqualTo(Reason.BAD_ROW);
        assertThat(refused.row()).isEqualTo(2);
        assertThat(refused.what()).contains("10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Amazon S3", "\"Amazon\" S3", "Amazon \"S3\"", "Amazon S3\r", "Amazon\u0000S3"})
    void quotesAndBytesOutOfPlaceAreRefused(String service) {
        ChargeFileRefused refused = refused(text(HEADER + GOOD + GOOD.replace("Amazon S3", service)));
        assertThat(refused.reason()).isEqualTo(Reason.BAD_ROW);
        assertThat(refused.row()).isEqualTo(2);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        byte[] bytes =
                (HEADER + GOOD + GOOD.replace("Amazon S3", "Amazon \u00e9")).getBytes(StandardCharsets.ISO_8859_1);
        ChargeFileRefused refused = refused(bytes(bytes));
        assertThat(refused.reason()).isEqualTo(Reason.BAD_ROW);
        assertThat(refused.row()).isEqualTo(2);
        assertThat(refused.what()).contains("UTF-8");
    }

    @Test
    void textsThatAreMuchTooLongAreRefused() {
        var lines = ChargeLinesFile.of(LineFormat.FOCUS).add(ChargeLinesFile.focusLine(1));
        lines.rows.getFirst().put("BillingCurrency", "U".repeat(30));
        for (Path file : List.of(lines.csv(folder.resolve("a")), lines.parquet(folder.resolve("b")))) {
            assertThat(refused(file).column()).isEqualTo("BillingCurrency");
        }
        lines.rows.getFirst().put("BillingCurrency", "USD");
        for (String column : List.of("ResourceId", "ServiceName")) {
            var row = ChargeLinesFile.focusLine(1);
            row.put(column, "x".repeat(20_000));
            var much = ChargeLinesFile.of(LineFormat.FOCUS).add(row);
            assertThat(refused(much.csv(folder.resolve("a"))).column()).isEqualTo(column);
            assertThat(refused(much.parquet(folder.resolve("b"))).reason()).isEqualTo(Reason.BAD_VALUE);
        }
        var row = ChargeLinesFile.focusLine(1);
        row.put("ServiceName", "a\u001fb");
        assertThat(refused(ChargeLinesFile.of(LineFormat.FOCUS).add(row).parquet(folder.resolve("c")))
                        .reason())
                .isEqualTo(Reason.BAD_VALUE);
    }

    @Test
    void moreTagKeysThanAnyoneHasAreRefused() {
        var file = new StringBuilder(HEADER);
        for (int i = 0; i <= 10_000; i++) {
            file.append(GOOD.replace("team", "key" + i));
        }
        assertThat(refused(text(file.toString())).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aRowWithoutEndIsRefused() {
        ChargeFileRefused refused = refused(text(HEADER + GOOD + "\"" + "x".repeat(3 << 20)));
        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused.row()).isEqualTo(2);
    }

    @Test
    void cutGzipIsRefusedWhereverItIsCut() {
        byte[] whole = gzip(HEADER + GOOD.repeat(2000));
        for (int length : new int[] {whole.length - 1, whole.length - 8, whole.length / 2, 12, 5}) {
            ChargeFileRefused refused = refused(bytes(Arrays.copyOf(whole, length)));
            assertThat(refused.reason()).as("cut to " + length).isEqualTo(Reason.TRUNCATED);
        }
    }

    @Test
    void damagedGzipIsRefused() {
        byte[] whole = gzip(HEADER + GOOD.repeat(2000));
        byte[] sum = whole.clone();
        sum[sum.length - 6] ^= 1;
        assertThat(refused(bytes(sum)).reason()).isEqualTo(Reason.DAMAGED);
        byte[] more = Arrays.copyOf(whole, whole.length + 20);
        Arrays.fill(more, whole.length, more.length, (byte) 'x');
        assertThat(refused(bytes(more)).reason()).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void wrongTextInDamagedGzipIsTheGzipsFault() {
        byte[] good = gzip(HEADER + GOOD.repeat(3) + "x\n" + GOOD);
        assertThat(refused(bytes(good)).reason()).isEqualTo(Reason.BAD_ROW);
        good[good.length - 6] ^= 1;
        assertThat(refused(bytes(good)).reason()).isEqualTo(Reason.DAMAGED);
    }

    @Test
    void gzipOfSeveralMembersIsRead() throws IOException {
        var members = new ByteArrayOutputStream();
        members.write(gzip(HEADER + GOOD));
        members.write(gzip(GOOD + GOOD));
        assertThat(Readings.read(folder, bytes(members.toByteArray())).summary().rows())
                .isEqualTo(3);
    }

    @Test
    void aGzipBombIsRefusedBeforeItIsUnpacked() throws IOException {
        Path bomb = folder.resolve("bomb");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write(HEADER.getBytes(StandardCharsets.UTF_8));
            byte[] blank = new byte[1 << 20];
            Arrays.fill(blank, (byte) '\n');
            for (int i = 0; i < 300; i++) {
                out.write(blank);
            }
        }
        assertThat(refused(bomb).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void moreBytesThanTheLimitsAllowAreRefused() {
        Path file = bytes(gzip(HEADER + GOOD.repeat(2000)));
        var limits = new ReadLimits(64, 64, 1, 10_000, 250);
        ChargeFileRefused refused =
                (ChargeFileRefused) catchThrowable(() -> new ChargeFileReader(folder.resolve("work"), limits)
                        .read(Readings.delivery(file), Set.of(), charge -> {}, ReadListener.NONE));
        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void moreDiskThanTheLimitsAllowIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), HEADER + GOOD.repeat(30_000));
        var limits = new ReadLimits(64, 1, 1, 1L << 30, 250);
        ChargeFileRefused refused =
                (ChargeFileRefused) catchThrowable(() -> new ChargeFileReader(folder.resolve("work"), limits)
                        .read(Readings.delivery(file), Set.of(), charge -> {}, ReadListener.NONE));
        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aHeaderOfAMillionColumnsIsRefusedBeforeItIsParsed() throws IOException {
        var header = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) {
            header.append('c').append(i).append(',');
        }
        assertThat(refused(text(header.append("\n1\n").toString())).reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused(bytes(gzip(header.toString()))).reason()).isEqualTo(Reason.TOO_LARGE);
        Path file = folder.resolve("wide");
        try (var out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 100; i++) {
                out.write("x".repeat(1 << 20));
            }
        }
        assertThat(refused(file).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void aParquetSchemaOfAMillionColumnsIsRefusedBeforeItIsParsed() throws IOException {
        var footer = new ByteArrayOutputStream();
        footer.write(new byte[] {0x15, 0x02, 0x19, (byte) 0xfc, (byte) 0xc1, (byte) 0x84, 0x3d});
        footer.write(new byte[100]);
        var file = new ByteArrayOutputStream();
        file.write("PAR1".getBytes(StandardCharsets.US_ASCII));
        file.write(footer.toByteArray());
        file.write(new byte[] {(byte) footer.size(), 0, 0, 0});
        file.write("PAR1".getBytes(StandardCharsets.US_ASCII));
        ChargeFileRefused refused = refused(bytes(file.toByteArray()));
        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused.what()).contains("columns");
    }

    @Test
    void cutParquetIsRefusedWhereverItIsCut() throws IOException {
        byte[] whole = Files.readAllBytes(
                ChargeLinesFile.random(LineFormat.FOCUS, 4, 300).parquet(folder.resolve("whole")));
        for (int length : new int[] {whole.length - 1, whole.length - 9, whole.length / 2, 100, 8, 4}) {
            assertThat(refused(bytes(Arrays.copyOf(whole, length))).reason())
                    .as("cut to " + length)
                    .isEqualTo(Reason.TRUNCATED);
        }
    }

    @Test
    void damagedParquetIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(
                ChargeLinesFile.random(LineFormat.FOCUS, 4, 300).parquet(folder.resolve("whole")));
        byte[] footer = whole.clone();
        for (int i = footer.length - 300; i < footer.length - 8; i++) {
            footer[i] = (byte) 0xff;
        }
        assertThat(refused(bytes(footer)).reason()).isEqualTo(Reason.DAMAGED);
        byte[] length = whole.clone();
        length[length.length - 6] = 0x7f;
        assertThat(refused(bytes(length)).reason()).isEqualTo(Reason.DAMAGED);
        byte[] pages = whole.clone();
        new Random(1).nextBytes(pages);
        System.arraycopy(whole, 0, pages, 0, 4);
        System.arraycopy(whole, whole.length - 8000, pages, pages.length - 8000, 8000);
        ChargeFileRefused refused = refused(bytes(pages));
        assertThat(refused.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(refused.file()).isEqualTo("file");
        assertThat(refused.what()).doesNotContainIgnoringCase("duckdb").doesNotContain("Error");
    }

    @Test
    void otherFilesAreRefusedByWhatTheyAre() {
        assertThat(refused(bytes("PK\u0003\u0004 and so on".getBytes(StandardCharsets.ISO_8859_1)))
                        .what())
                .contains("ZIP");
        assertThat(refused(bytes("PARE and so on PARE".getBytes(StandardCharsets.ISO_8859_1)))
                        .reason())
                .isEqualTo(Reason.NOT_AN_EXPORT);
        assertThat(refused(bytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}))
                        .reason())
                .isEqualTo(Reason.NOT_AN_EXPORT);
        assertThat(refused(bytes(new byte[0])).reason()).isEqualTo(Reason.TRUNCATED);
        assertThat(refused(text("name,age\nx,1\n")).reason()).isEqualTo(Reason.NOT_AN_EXPORT);
        assertThat(refused(text("{\"a\": 1}")).reason()).isEqualTo(Reason.NOT_AN_EXPORT);
        assertThat(refused(bytes(gzip("PAR1 and so on"))).reason()).isEqualTo(Reason.NOT_AN_EXPORT);
        assertThat(refused(bytes(gzip(""))).reason()).isEqualTo(Reason.NOT_AN_EXPORT);
    }

    @Test
    void mixedDeliveriesAreRefused() {
        Path focus = ChargeLinesFile.of(LineFormat.FOCUS)
                .add(ChargeLinesFile.focusLine(1))
                .csv(folder.resolve("focus"));
        Path cur = ChargeLinesFile.of(LineFormat.CUR_2)
                .add(ChargeLinesFile.curLine("Usage", 1))
                .csv(folder.resolve("cur"));
        ChargeFileRefused formats = refused(focus, cur);
        assertThat(formats.reason()).isEqualTo(Reason.MIXED);
        assertThat(formats.file()).isEqualTo("cur");
        Path parquet = ChargeLinesFile.of(LineFormat.FOCUS)
                .add(ChargeLinesFile.focusLine(1))
                .parquet(folder.resolve("parquet"));
        assertThat(refused(focus, parquet).reason()).isEqualTo(Reason.MIXED);
    }

    @Test
    void aFileThatTheManifestNamesAndIsNotThereIsRefused() {
        var manifest = new Manifest("1", null, List.of("exports/data/file", "exports/data/other"), "", "", List.of());
        Path file = text(HEADER + GOOD);
        ChargeFileRefused refused =
                (ChargeFileRefused) catchThrowable(() -> new ChargeFileReader(folder.resolve("work"), Readings.LIMITS)
                        .read(
                                new Delivery(List.of(new ChargeFile("exports/data/file", file)), manifest),
                                Set.of(),
                                charge -> {},
                                ReadListener.NONE));
        assertThat(refused.reason()).isEqualTo(Reason.MISSING_FILE);
        assertThat(refused.file()).isEqualTo("exports/data/other");
    }

    @Test
    void aFileThatTheManifestDoesNotNameIsRefused() {
        var manifest = new Manifest("1", null, List.of("exports/data/file"), "", "", List.of());
        Path file = text(HEADER + GOOD);
        ChargeFileRefused refused = (ChargeFileRefused) catchThrowable(() -> new ChargeFileReader(
                        folder.resolve("work"), Readings.LIMITS)
                .read(
                        new Delivery(List.of(new ChargeFile("file", file), new ChargeFile("older", file)), manifest),
                        Set.of(),
                        charge -> {},
                        ReadListener.NONE));
        assertThat(refused.reason()).isEqualTo(Reason.MIXED);
        assertThat(refused.file()).isEqualTo("older");
    }

    @Test
    void aFileThatIsGivenTwiceIsRefused() throws IOException {
        Path file = text(HEADER + GOOD);
        assertThat(refused(file, file).reason()).isEqualTo(Reason.MIXED);
        Path packed = Files.write(folder.resolve("file.gz"), gzip(HEADER + GOOD));
        assertThat(refused(file, packed).reason()).isEqualTo(Reason.MIXED);
    }

    @Test
    void aFileThatABrowserUnpackedIsTheOneThatTheManifestNames() throws IOException {
        var manifest = new Manifest("1", null, List.of("s3://b/exports/data/file-00001.csv.gz"), "", "", List.of());
        var file = new ChargeFile("file-00001.csv", text(HEADER + GOOD));
        var read = new ChargeFileReader(folder.resolve("work"), Readings.LIMITS)
                .read(new Delivery(List.of(file), manifest), Set.of(), charge -> {}, ReadListener.NONE);
        assertThat(read.rows()).isEqualTo(1);
    }

    @Test
    void theDamagedOneOfSeveralParquetFilesIsNamed() throws IOException {
        Path good = ChargeLinesFile.random(LineFormat.FOCUS, 4, 300).parquet(folder.resolve("good"));
        byte[] whole = Files.readAllBytes(good);
        for (int i = 500; i < whole.length - 8000; i++) {
            whole[i] = (byte) (i * 31);
        }
        ChargeFileRefused refused = refused(good, bytes(whole));
        assertThat(refused.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(refused.file()).isEqualTo("file");
    }

    @Test
    void whatFilesSayIsShownShortAndOnOneLine() {
        ChargeFileRefused refused =
                refused(text(HEADER + GOOD.replaceFirst("1\\.5", "\"a\nb\u202e" + "x".repeat(500) + "\"")));
        assertThat(refused.what()).doesNotContain("\n").doesNotContain("\u202e").hasSizeLessThan(250);
    }

    private ChargeFileRefused refused(Path... files) {
        @Nullable Throwable thrown = catchThrowable(() -> Readings.read(folder, files));
        assertThat(thrown).isInstanceOf(ChargeFileRefused.class);
        ChargeFileRefused refused = (ChargeFileRefused) thrown;
        assertThat(refused.what()).isNotBlank();
        assertThat(refused.whatToDo()).isNotBlank();
        return refused;
    }

    private Path text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private Path bytes(byte[] bytes) {
        try {
            return Files.write(folder.resolve("file"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
