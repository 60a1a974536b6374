package dev.bursar.access.sso;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Where people come back to, whatever host their request names. */
class SsoRedirectTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            https://bursar.example,      -,                       https://bursar.example/login/oauth2/code/acme
            https://example.org/bursar,  -,                       https://example.org/bursar/login/oauth2/code/acme
            https://bursar.example,      https://own.example/in,  https://own.example/in
            -,                           -,                       http://asked.example/login/oauth2/code/acme
            """)
    void peopleComeBackToTheAddressThatIsSet(@Nullable String portal, @Nullable String redirect, String expected)
            throws Exception {
        var request = new MockHttpServletRequest("GET", "/oauth2/authorization/acme");
        request.setServletPath("/oauth2/authorization/acme");
        request.setServerName("asked.example");
        request.addHeader("Host", "asked.example");
        var response = new MockHttpServletResponse();
        new Sso(acme(redirect), null, Optional.ofNullable(portal))
                .away()
                .doFilter(request, response, new MockFilterChain());
        assertThat(URLDecoder.decode(String.valueOf(response.getRedirectedUrl()), StandardCharsets.UTF_8))
                .startsWith("https://idp.example/authorize?")
                .contains("redirect_uri=" + expected + "&", "code_challenge_method=S256", "nonce=");
    }

    private static OAuth2ClientProperties acme(@Nullable String redirect) {
        var properties = new OAuth2ClientProperties();
        var client = new OAuth2ClientProperties.Registration();
        client.setProvider("acme");
        client.setClientId("bursar");
        client.setClientSecret("hush");
        client.setAuthorizationGrantType("authorization_code");
        client.setRedirectUri(redirect == null ? "{baseUrl}/login/oauth2/code/{registrationId}" : redirect);
        client.setScope(java.util.Set.of("openid"));
        properties.getRegistration().put("acme", client);
        var provider = new OAuth2ClientProperties.Provider();
        provider.setAuthorizationUri("https://idp.example/authorize");
        provider.setTokenUri("https://idp.example/token");
        provider.setJwkSetUri("https://idp.example/keys");
        properties.getProvider().put("acme", provider);
        return properties;
    }
}
