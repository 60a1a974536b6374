package dev.bursar.access.rights;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.BackgroundScope;
import module java.base;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Gives background work Bursar's own authority for as long as it runs. */
@Component
class SystemScope implements BackgroundScope {
    @Override
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public <T> T call(Supplier<T> work) {
        var strategy = SecurityContextHolder.getContextHolderStrategy();
        var before = strategy.getContext();
        if (before.getAuthentication() != null && before.getAuthentication().getPrincipal() instanceof SignedIn) {
            throw new IllegalStateException("Somebody is signed in here: Bursar does not act in their place");
        }
        var context = strategy.createEmptyContext();
        context.setAuthentication(new SystemAuthentication());
        strategy.setContext(context);
        try {
            return work.get();
        } finally {
            strategy.setContext(before);
        }
    }

    static final class SystemAuthentication extends AbstractAuthenticationToken {
        private SystemAuthentication() {
            super(AuthorityUtils.createAuthorityList("ROLE_SYSTEM"));
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return Actor.SYSTEM.name();
        }
    }
}
