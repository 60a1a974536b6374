package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What says that the connection is lost has to be in the first page: later there is nobody to ask for it. */
@BursarTest
class ConnectionLostTest {
    private static final Pattern NONCE = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern SCRIPT = Pattern.compile(
            "<script[^>]* nonce=\"([^\"]+)\"[^>]*>[^<]*connection-lost[^<]*Connection lost[^<]*</script>");

    @LocalServerPort
    int port;

    @Test
    void theFirstPageBringsWhatSaysThatTheConnectionIsLost() {
        var page = new Browser(port).get("/login");
        var policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        var allowed = NONCE.matcher(policy);
        var script = SCRIPT.matcher(page.body());
        assertThat(allowed.find()).isTrue();
        assertThat(script.find()).as("script in %s", page.body()).isTrue();
        assertThat(script.group(1)).isEqualTo(allowed.group(1));
        assertThat(policy).doesNotContain("frame-src");
    }
}
