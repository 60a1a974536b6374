package dev.bursar.access.rights;

import dev.bursar.kernel.OnBehalf;
import dev.bursar.kernel.PersonId;
import module java.base;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Lets background work act as the person who asked for it, for as long as it runs. */
@Component
class PersonOnBehalf implements OnBehalf {
    private final RightsOfPeople rights;
    private final Clock clock;

    PersonOnBehalf(RightsOfPeople rights, Clock clock) {
        this.rights = rights;
        this.clock = clock;
    }

    @Override
    public <T> T call(PersonId person, Supplier<T> work) {
        Rights now = rights.of(person).orElseThrow(() -> new AccessDeniedException("Nobody to act for"));
        var strategy = SecurityContextHolder.getContextHolderStrategy();
        var before = strategy.getContext();
        if (before.getAuthentication() != null && before.getAuthentication().getPrincipal() instanceof SignedIn) {
            throw new IllegalStateException("Somebody is signed in here: nobody acts in another's place");
        }
        var context = strategy.createEmptyContext();
        var as = SignedIn.onBehalf(person, now.name(), clock.instant());
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(as, null, now.authorities()));
        strategy.setContext(context);
        try {
            return work.get();
        } finally {
            strategy.setContext(before);
        }
    }
}
