package dev.bursar.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

class BesideTest {
    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    private static Optional<Authentication> person() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication());
    }

    @Test
    void itIsAskedInTheNameOfTheSamePersonInAnotherThread() {
        assertThat(Beside.ask(BesideTest::person).answer()).isEmpty();
        var finance = new TestingAuthenticationToken("finance", null, "ROLE_FINANCE");
        SecurityContextHolder.getContext().setAuthentication(finance);
        assertThat(Beside.ask(BesideTest::person).answer()).containsSame(finance);
        assertThat(Beside.ask(Thread::currentThread).answer()).isNotSameAs(Thread.currentThread());
        assertThat(person()).containsSame(finance);
    }

    @Test
    void whatIsThrownThereIsThrownHere() {
        var denied = new AccessDeniedException("not yours");
        assertThatThrownBy(() -> Beside.ask(() -> {
                            throw denied;
                        })
                        .answer())
                .isSameAs(denied);
    }
}
