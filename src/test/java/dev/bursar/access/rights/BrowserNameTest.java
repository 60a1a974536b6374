package dev.bursar.access.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.rights.SignInClient.BrowserName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0 | Firefox 145 on Linux
                    Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 | Chrome 142 on Windows
                    Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0 | Edge 142 on Windows
                    Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15 | Safari 26 on macOS
                    Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1 | Safari 26 on iPhone
                    Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36 | Chrome 142 on Android
                    Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36 | Chrome 142 on Linux
                    curl/8.14.1 | Other client
                    Chrome/999999999999 (Windows) | Chrome 9999 on Windows
                    """)
    void browsersAreToldByNameVersionAndSystem(String userAgent, String words) {
        assertThat(BrowserName.of(userAgent)).isEqualTo(words);
    }

    @Test
    void whatSaysNothingOrTooMuchIsAnotherProgram() {
        assertThat(BrowserName.of(null)).isEqualTo("Other client");
        assertThat(BrowserName.of(" ")).isEqualTo("Other client");
        assertThat(BrowserName.of("x".repeat(100_000) + " Firefox/1")).isEqualTo("Other client");
    }
}
