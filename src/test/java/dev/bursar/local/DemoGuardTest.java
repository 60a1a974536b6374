package dev.bursar.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class DemoGuardTest {
    @TempDir
    Path home;

    private MockEnvironment machine() {
        return new MockEnvironment()
                .withProperty("server.address", "127.0.0.1")
                .withProperty("user.home", home.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
    void theDemoStartsOnThisMachine(String address) {
        var machine = machine().withProperty("server.address", address);
        assertThatCode(() -> new DemoGuard(machine)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "example.com", ""})
    void itRefusesToListenBeyondIt(String address) {
        var machine = machine().withProperty("server.address", address);
        assertThatThrownBy(() -> new DemoGuard(machine)).isInstanceOf(DemoRefused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE"})
    void itRefusesRealCredentials(String name) {
        var machine = machine().withProperty(name, "x");
        assertThatThrownBy(() -> new DemoGuard(machine))
                .isInstanceOf(DemoRefused.class)
                .hasMessageContaining(name);
        machine.setProperty("AWS_ENDPOINT_URL", "https://ce.us-east-1.amazonaws.com");
        assertThatThrownBy(() -> new DemoGuard(machine)).isInstanceOf(DemoRefused.class);
        machine.setProperty("AWS_ENDPOINT_URL", "http://127.0.0.1:4566");
        assertThatCode(() -> new DemoGuard(machine)).doesNotThrowAnyException();
    }

    @Test
    void itRefusesACredentialsFile() throws Exception {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/credentials"), "[default]");
        assertThatThrownBy(() -> new DemoGuard(machine())).isInstanceOf(DemoRefused.class);
    }
}
