package dev.bursar.access.signin;

import dev.bursar.access.factor.PortalOrigin;
import dev.bursar.access.rights.SignInClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Takes the code of the second step; what follows is what follows a sign-in by password alone. */
final class CodeFilter extends AbstractAuthenticationProcessingFilter {
    static final String PATH = "/login/code";

    private final SecondStep step;

    CodeFilter(SecondStep step) {
        super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, PATH));
        this.step = step;
        // there is nothing to manage: the step knows who it is
        setAuthenticationManager(asked -> asked);
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        var answer = new SecondStep.Answer(
                Objects.requireNonNullElse(request.getParameter("code"), ""),
                Objects.requireNonNullElse(request.getParameter("passkey"), ""),
                PortalOrigin.of(request));
        return step.finish(request.getSession(false), answer, SignInClient.of(request));
    }
}
