package dev.bursar.access.sso;

import dev.bursar.notify.PortalUrl;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/** Single sign-on, where {@code spring.security.oauth2.client.registration} says with whom. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SsoSettings.class)
class SsoConfiguration {
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnOAuth2ClientRegistrationProperties
    @EnableConfigurationProperties(OAuth2ClientProperties.class)
    static class Configured {
        @Bean
        Sso sso(OAuth2ClientProperties properties, SsoPeople people, PortalUrl portal) {
            return new Sso(properties, people, portal.configured());
        }

        /** In place of Spring Boot's, which asks the other place for its configuration at start. */
        @Bean
        ClientRegistrationRepository clientRegistrations(Sso sso) {
            return sso.clients();
        }
    }
}
