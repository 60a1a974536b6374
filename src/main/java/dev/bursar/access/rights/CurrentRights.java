package dev.bursar.access.rights;

import module java.base;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.expression.EvaluationContext;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Lets services judge by the roles that a person has now: work of an open page or in the background may have begun with rights
 * that are gone, and not every click comes by a request.
 */
public class CurrentRights extends DefaultMethodSecurityExpressionHandler {
    private final ObjectProvider<RightsOfPeople> rights;

    public CurrentRights(ObjectProvider<RightsOfPeople> rights) {
        this.rights = rights;
    }

    @Override
    public EvaluationContext createEvaluationContext(
            Supplier<? extends @Nullable Authentication> authentication, MethodInvocation invocation) {
        return super.createEvaluationContext(() -> now(authentication.get()), invocation);
    }

    private @Nullable Authentication now(@Nullable Authentication then) {
        if (then == null || !(then.getPrincipal() instanceof SignedIn person)) {
            return then;
        }
        var authorities = rights.getObject().during(person).map(Rights::authorities);
        return UsernamePasswordAuthenticationToken.authenticated(person, null, authorities.orElse(Set.of()));
    }
}
