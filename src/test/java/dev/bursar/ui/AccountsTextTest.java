package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.WhyUnread;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many accounts were read, and why the others weren't. */
class AccountsTextTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            0  | -                      | No account is read
            1  | -                      | 1 account is fully read
            12 | -                      | 12 accounts are fully read
            12 | NOT_YET                | 11 of 12 accounts are fully read (1 not read yet)
            5  | IN_PART NO_ACCESS REFUSED NO_ACCESS | 1 of 5 accounts is fully read (2 without access, 1 refused by AWS, 1 read in part)
            1  | REFUSED                | The account isn’t fully read (1 refused by AWS)
            2  | NOT_READ NOT_READ      | None of the 2 accounts is fully read (2 not read)
            """)
    void saysHowManyAndWhyNotTheOthers(int accounts, String unread, String words) {
        List<WhyUnread> reasons = unread == null
                ? List.of()
                : Stream.of(unread.split(" ")).map(WhyUnread::valueOf).toList();
        assertThat(AccountsText.fullyRead(accounts, reasons)).isEqualTo(words);
    }
}
