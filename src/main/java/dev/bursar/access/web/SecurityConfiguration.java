package dev.bursar.access.web;

import com.vaadin.flow.spring.security.RequestUtil;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.bursar.access.password.SignInThrottle;
import dev.bursar.access.rights.CurrentRights;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.access.rights.Sessions;
import dev.bursar.access.rights.SignInClient;
import dev.bursar.access.rights.SignInOrigin;
import dev.bursar.access.rights.SignedIn;
import dev.bursar.access.session.SessionGuard;
import dev.bursar.access.session.SignInEntry;
import dev.bursar.access.session.VisitorSessions;
import dev.bursar.access.signin.SecondStep;
import dev.bursar.access.signin.SignIn;
import dev.bursar.access.signin.SignInSteps;
import dev.bursar.access.sso.Sso;
import dev.bursar.notify.PortalUrl;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.expression.method.MethodSecurityExpressionHandler;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** Denies by default: only the sign-in page, Vaadin's own files and the health answers are open. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity
class SecurityConfiguration {

    @Bean
    SecurityContextRepository securityContexts() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    AuthorizationEventPublisher authorizationEvents(ApplicationEventPublisher events) {
        return new SpringAuthorizationEventPublisher(events);
    }

    /** Static, since what checks methods is made before the beans whose methods it checks. */
    @Bean
    static MethodSecurityExpressionHandler presentRights(ObjectProvider<RightsOfPeople> rights) {
        return new CurrentRights(rights);
    }

    @Bean
    SecurityFilterChain portal(
            HttpSecurity http,
            SignIn signIn,
            SecondStep step,
            ObjectProvider<Sso> sso,
            SignInThrottle throttle,
            RightsOfPeople rights,
            Sessions sessions,
            VisitorSessions visitors,
            SecurityContextRepository contexts,
            ContentSecurityPolicy contentSecurityPolicy,
            PublicResources files,
            PortalUrl url,
            RequestUtil vaadin,
            Clock clock) {
        // first, or Spring would have chosen a sign-in page of its own by the time Vaadin names ours
        http.with(
                        VaadinSecurityConfigurer.vaadin(),
                        pages -> pages.loginView(SignInSteps.LOGIN, SignInSteps.LOGIN + "?signed-out")
                                .enableCsrfConfiguration(false)
                                .anyRequest(AuthorizeHttpRequestsConfigurer.AuthorizedUrl::authenticated))
                // clicks carry a token of Vaadin's own; Vaadin's defaults would leave the sign-in page without one too
                .csrf(csrf -> csrf.ignoringRequestMatchers(vaadin::isFrameworkInternalRequest))
                // a manager without a parent: the default one would ask the same bean twice
                .authenticationManager(new ProviderManager(signIn))
                .securityContext(context -> context.securityContextRepository(contexts))
                .addFilterBefore(new OwnRedirects(), DisableEncodeUrlFilter.class)
                .addFilterAfter(new SessionGuard(rights, sessions, visitors, contexts, clock), HeaderWriterFilter.class)
                .addFilterBefore(files.othersNotFound(), CsrfFilter.class)
                .addFilterBefore(new WebSocketOrigin(url), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/error")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll())
                .formLogin(form ->
                        form.authenticationDetailsSource(SignInClient::of).failureHandler(SignInSteps::failed))
                .with(new SignInSteps(step, Optional.ofNullable(sso.getIfAvailable())), steps -> {})
                .sessionManagement(management ->
                        management.sessionAuthenticationStrategy(new CompositeSessionAuthenticationStrategy(List.of(
                                new ChangeSessionIdAuthenticationStrategy(), (authentication, request, response) -> {
                                    if (authentication.getPrincipal() instanceof SignedIn person) {
                                        throttle.remember(
                                                person.id(),
                                                SignInOrigin.of(request),
                                                SignInOrigin.mark(request, response));
                                    }
                                }))))
                .exceptionHandling(handling -> handling.accessDeniedHandler(SecurityConfiguration::denied)
                        .authenticationEntryPoint(new SignInEntry(SignInSteps.LOGIN)))
                .headers(headers -> headers.withObjectPostProcessor(eager())
                        .addHeaderWriter(contentSecurityPolicy)
                        .frameOptions(frames -> frames.deny())
                        .httpStrictTransportSecurity(hsts -> hsts.includeSubDomains(false))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions -> permissions.policy(
                                "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")));
        return http.build();
    }

    /** Vaadin sends its first page past the wrapper that would add the headers when the answer begins. */
    private static ObjectPostProcessor<HeaderWriterFilter> eager() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends HeaderWriterFilter> O postProcess(O filter) {
                filter.setShouldWriteHeadersEagerly(true);
                return filter;
            }
        };
    }

    /** On the sign-in page a refusal means that it was open for longer than its session lasted. */
    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        if (request.getRequestURI().matches(request.getContextPath() + SignInSteps.LOGIN + "(/code)?")) {
            response.sendRedirect(request.getContextPath() + SignInSteps.LOGIN + "?expired");
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** Refuses web sockets that pages of other sites open: browsers send the portal's cookies with those too. */
    static final class WebSocketOrigin extends OncePerRequestFilter {
        private final PortalUrl url;

        WebSocketOrigin(PortalUrl url) {
            this.url = url;
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            var upgrade = request.getHeader(HttpHeaders.UPGRADE);
            return upgrade == null || !upgrade.toLowerCase(Locale.ROOT).contains("websocket");
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (isOwn(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST))) {
                chain.doFilter(request, response);
            } else {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        }

        /** A proxy may change the scheme, and the host too: then the portal's own address tells. */
        private boolean isOwn(@Nullable String origin, @Nullable String host) {
            return origin != null
                    && (origin.replaceFirst("^https?://", "").equalsIgnoreCase(host) || url.isOrigin(origin));
        }
    }
}
