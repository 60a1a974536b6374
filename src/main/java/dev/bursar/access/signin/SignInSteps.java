package dev.bursar.access.signin;

import dev.bursar.access.factor.PortalOrigin;
import dev.bursar.access.password.Throttled;
import dev.bursar.access.rights.SignInClient;
import dev.bursar.access.sso.Sso;
import dev.bursar.access.sso.SsoRefused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Adds the ways in that aren't Spring's form: each changes the session's id and goes on as a sign-in by password does. */
public final class SignInSteps extends AbstractHttpConfigurer<SignInSteps, HttpSecurity> {
    public static final String LOGIN = "/login";
    public static final String ENROL = "/login/second-factor";

    private static final Logger log = LoggerFactory.getLogger(SignInSteps.class);
    private static final String AWAY_AND_BACK = "/(login/oauth2|oauth2)/.*";

    private final SecondStep step;
    private final Optional<Sso> sso;

    public SignInSteps(SecondStep step, Optional<Sso> sso) {
        this.step = step;
        this.sso = sso;
    }

    @Override
    public void configure(HttpSecurity http) {
        http.addFilterAfter(prepared(http, new CodeFilter(step)), UsernamePasswordAuthenticationFilter.class);
        sso.ifPresent(places -> {
            var away = places.away();
            away.setRequestCache(http.getSharedObject(RequestCache.class));
            away.setAuthenticationFailureHandler(SignInSteps::failed);
            http.addFilterBefore(away, UsernamePasswordAuthenticationFilter.class);
            http.addFilterBefore(prepared(http, places.back()), UsernamePasswordAuthenticationFilter.class);
        });
    }

    private static AbstractAuthenticationProcessingFilter prepared(
            HttpSecurity http, AbstractAuthenticationProcessingFilter filter) {
        var success = new SavedRequestAwareAuthenticationSuccessHandler();
        success.setRequestCache(http.getSharedObject(RequestCache.class));
        filter.setAuthenticationSuccessHandler(success);
        filter.setAuthenticationFailureHandler(SignInSteps::failed);
        filter.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
        filter.setSecurityContextRepository(http.getSharedObject(SecurityContextRepository.class));
        return filter;
    }

    private static String ssoWord(AuthenticationException failure) {
        if (failure instanceof SsoRefused refused) {
            return refused.reason().word();
        }
        if (failure instanceof OAuth2AuthenticationException oauth) {
            var said = oauth.getError().getErrorCode() + ": " + oauth.getError().getDescription();
            // what the other place says may hold anything
            log.warn(
                    "Single sign-on failed: {}",
                    said.substring(0, Math.min(300, said.length())).replaceAll("[^\\x20-\\x7E]", "?"));
        } else {
            log.warn("Single sign-on failed", failure);
        }
        return "failed";
    }

    /** Where each ending of a step leads; the page there says it in words. */
    public static void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var here = request.getContextPath();
        if (failure instanceof SecondFactorRequired more) {
            request.getSession();
            request.changeSessionId();
            request.getSession().setAttribute(PendingSignIn.KEY, more.pending());
            response.sendRedirect(here + (more.pending().enrolling() ? ENROL : CodeFilter.PATH));
            return;
        }
        if (request.getRequestURI().matches(here + AWAY_AND_BACK)) {
            response.sendRedirect(here + LOGIN + "?sso=" + ssoWord(failure));
            return;
        }
        var second = request.getRequestURI().equals(here + CodeFilter.PATH);
        var page = here + (second && !(failure instanceof SignInExpired) ? CodeFilter.PATH : LOGIN);
        response.sendRedirect(page
                + switch (failure) {
                    case Throttled slowed -> "?wait=" + slowed.seconds();
                    case SignInExpired late -> "?late";
                    case InternalAuthenticationServiceException unreadable when second -> "?unreadable";
                    default -> "?error";
                });
    }

    /** Takes the code of the second step; what follows is what follows a sign-in by password alone. */
    static final class CodeFilter extends AbstractAuthenticationProcessingFilter {
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
}
