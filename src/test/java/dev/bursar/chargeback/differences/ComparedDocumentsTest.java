package dev.bursar.chargeback.differences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.month.ComparedDocuments;
import dev.bursar.chargeback.month.ComparedDocuments.Charged;
import dev.bursar.chargeback.month.FirstLook;
import dev.bursar.chargeback.month.FirstLook.Place;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a difference: by document, and where to look first. */
class ComparedDocumentsTest {
    private static AwsDocument document(
            String number, String type, String total, @Nullable String original, @Nullable String typed) {
        return new AwsDocument(
                1,
                number,
                "Amazon Web Services, Inc.",
                type,
                YearMonth.of(2026, 10),
                null,
                null,
                original,
                BigMoney.of(CurrencyUnit.USD, new BigDecimal(total)),
                null,
                null,
                typed,
                Instant.EPOCH,
                new AwsDocument.State.Current());
    }

    private static AwsDocument invoice(String number, String total) {
        return document(number, AwsDocument.INVOICE, total, null, null);
    }

    private static Charged charged(String service, String billed, int lines) {
        return new Charged(service, new BigDecimal(billed), lines);
    }

    private static List<String> told(List<AwsDocument> documents, Charged... charges) {
        List<Charged> all = List.of(charges);
        BigDecimal total = all.stream()
                .map(Charged::billed)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2);
        return ComparedDocuments.of(documents, all, total).stream()
                .map(one -> one.documents().stream().map(AwsDocument::number).toList() + " "
                        + one.service().orElse("rest") + " " + one.asked() + " - " + one.charged() + " = "
                        + one.difference())
                .toList();
    }

    @Test
    void aDocumentThatComesToAServicesChargesIsForTheseAndTheLargestForTheRest() {
        assertThat(told(
                        List.of(
                                invoice("support", "100.02"),
                                invoice("main", "950.37"),
                                document("memo", AwsDocument.CREDIT_MEMO, "50.00", "main", null)),
                        charged("Amazon EC2", "700.00", 3),
                        charged("Amazon S3", "200.00", 3),
                        charged("AWS Support", "100.00", 2)))
                .containsExactly(
                        "[main, memo] rest 900.37 - 900.00 = 0.37", "[support] AWS Support 100.02 - 100.00 = 0.02");
    }

    @Test
    void documentsThatAmountsDontTellApartStandTogether() {
        assertThat(told(
                        List.of(invoice("a", "60.00"), invoice("b", "40.00"), invoice("c", "40.00")),
                        charged("Amazon EC2", "100.00", 1),
                        charged("AWS Support", "40.00", 1)))
                .containsExactly("[a, b, c] rest 140.00 - 140.00 = 0.00");
        assertThat(told(List.of(invoice("a", "60.00")))).containsExactly("[a] rest 60.00 - 0.00 = 60.00");
    }

    @Test
    void theLikeliestPlacesAreLookedAtFirst() {
        AwsDocument typed = document("typed", AwsDocument.INVOICE, "7.00", null, "Finance");
        AwsDocument same = invoice("same", "40.00");
        var support = new Place("111111111111", "AWS Support");
        var tax = new Place("111111111111", "Tax");
        var ec2 = new Place("222222222222", "Amazon EC2");
        var s3 = new Place("222222222222", "Amazon S3");
        var even = new Place("222222222222", "Amazon SQS");
        Map<Place, BigDecimal> before = Map.of(
                support,
                new BigDecimal("40.001"),
                ec2,
                new BigDecimal("900"),
                s3,
                BigDecimal.TEN,
                even,
                BigDecimal.ONE);
        Map<Place, BigDecimal> now = Map.of(
                tax, new BigDecimal("5"), ec2, new BigDecimal("700"), s3, new BigDecimal("13"), even, BigDecimal.ONE);
        assertThat(FirstLook.of(new BigDecimal("40.00"), List.of(typed, same, invoice("main", "800.00")), now, before))
                .containsExactly(
                        new FirstLook.SameDocument(same),
                        new FirstLook.SameCharges(support, BigDecimal.ZERO, new BigDecimal("40.001")),
                        new FirstLook.TypedDocument(typed),
                        new FirstLook.ChangedCharges(ec2, new BigDecimal("700"), new BigDecimal("900")),
                        new FirstLook.ChangedCharges(tax, new BigDecimal("5"), BigDecimal.ZERO));
        assertThat(FirstLook.of(new BigDecimal("40.00"), List.of(), Map.of(), Map.of()))
                .isEmpty();
    }

    /** The other way round it explains nothing: both sides would be off by twice as much. */
    @Test
    void aDocumentOfTheOppositeAmountIsNotTheDifference() {
        var memo = document("memo", AwsDocument.CREDIT_MEMO, "40.00", null, null);
        assertThat(FirstLook.of(new BigDecimal("40.00"), List.of(memo), Map.of(), Map.of()))
                .isEmpty();
        assertThat(FirstLook.of(new BigDecimal("-40.00"), List.of(memo), Map.of(), Map.of()))
                .containsExactly(new FirstLook.SameDocument(memo));
    }

    @Test
    void nothingIsNewWhereTheMonthBeforeIsNotKnown() {
        var ec2 = new Place("222222222222", "Amazon EC2");
        var support = new Place("111111111111", "AWS Support");
        assertThat(FirstLook.of(
                        new BigDecimal("40.00"),
                        List.of(),
                        Map.of(ec2, new BigDecimal("700"), support, new BigDecimal("40.00")),
                        Map.of()))
                .containsExactly(
                        new FirstLook.SameCharges(support, new BigDecimal("40.00"), BigDecimal.ZERO),
                        new FirstLook.LargeCharges(ec2, new BigDecimal("700")));
    }

    @ParameterizedTest
    @CsvSource({
        "1000.00, USD, 1.00",
        "-1000.00, USD, 1.00",
        "100.00, USD, 1.00",
        "99.99, USD, 0.99",
        "12.34, USD, 0.12",
        "0.00, USD, 0.00",
        "50000, JPY, 1",
        "99, JPY, 0"
    })
    void theSmallerOfAmountAndShareIsTheBound(String documents, String currency, String bound) {
        assertThat(DifferenceBound.USUAL.of(new BigDecimal(documents), currency))
                .isEqualTo(bound);
    }
}
