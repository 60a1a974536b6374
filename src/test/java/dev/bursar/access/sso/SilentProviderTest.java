package dev.bursar.access.sso;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.bursar.testing.SilentServer;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/** A provider of sign-ins that accepts connections and never answers. */
class SilentProviderTest {
    @Test
    void itsKeysAreNotWaitedForForEver() throws Exception {
        var token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.RS256),
                new JWTClaimsSet.Builder().subject("1").build());
        token.sign(new RSASSASigner(
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate()));
        try (var provider = new SilentServer()) {
            var client = ClientRegistration.withRegistrationId("acme")
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .clientId("bursar")
                    .redirectUri("{baseUrl}/login/oauth2/code/acme")
                    .authorizationUri(provider.address() + "/authorize")
                    .tokenUri(provider.address() + "/token")
                    .jwkSetUri(provider.address() + "/keys")
                    .build();
            Duration most = Duration.ofMillis(200);
            var decoder = Sso.decoder(client, Sso.requests(most, most));
            assertThatThrownBy(() -> decoder.decode(token.serialize()))
                    .hasRootCauseInstanceOf(SocketTimeoutException.class);
        }
    }
}
