package dev.bursar.access.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.factor.FactorStore.RecoveryCodes;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);

    /** RFC 6238, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        var step = Totp.step(Instant.ofEpochSecond(second));
        assertThat(Totp.code(SECRET, step, 8)).isEqualTo(code);
        assertThat(Totp.code(SECRET, step, 6)).isEqualTo(code.substring(2));
    }

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({"0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314", "9, 520489"})
    void codesAreThoseOfTheOlderStandardToo(long step, String code) {
        assertThat(Totp.code(SECRET, step, 6)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void lettersAreThoseOfTheStandard(String text, String letters) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(letters);
    }

    @Test
    void aClockMayBeOneStepOffAndNotTwo() {
        var present = Totp.step(NOW);
        for (var step = present - 3; step <= present + 3; step++) {
            assertThat(Totp.matching(SECRET, Totp.code(SECRET, step, 6), NOW, 0).isPresent())
                    .as("%d steps off", step - present)
                    .isEqualTo(Math.abs(step - present) <= 1);
        }
    }

    @Test
    void aCodeIsNotTakenAgainNorAnOlderOne() {
        var present = Totp.step(NOW);
        assertThat(Totp.matching(SECRET, Totp.code(SECRET, present, 6), NOW, present))
                .isEmpty();
        assertThat(Totp.matching(SECRET, Totp.code(SECRET, present - 1, 6), NOW, present))
                .isEmpty();
        assertThat(Totp.matching(SECRET, Totp.code(SECRET, present + 1, 6), NOW, present))
                .hasValue(present + 1);
    }

    @Test
    void theAppIsToldWhoseCodesTheyAre() {
        assertThat(Totp.uri(SECRET, "maya dahl&x=1"))
                .isEqualTo("otpauth://totp/Bursar:maya%20dahl%26x%3D1?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Bursar&algorithm=SHA1&digits=6&period=30");
        assertThat(Totp.newSecret()).hasSize(20).isNotEqualTo(Totp.newSecret());
    }

    @Test
    void recoveryCodesAreReadHoweverTheyAreTyped() {
        var codes = RecoveryCodes.make();
        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
        var code = codes.getFirst();
        assertThat(RecoveryCodes.hash(7, code.toLowerCase().replace("-", " "))).isEqualTo(RecoveryCodes.hash(7, code));
        assertThat(RecoveryCodes.hash(8, code)).isNotEqualTo(RecoveryCodes.hash(7, code));
    }
}
