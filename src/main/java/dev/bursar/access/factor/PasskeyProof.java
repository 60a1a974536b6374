package dev.bursar.access.factor;

import com.webauthn4j.util.exception.WebAuthnException;
import dev.bursar.kernel.PersonId;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Asks browsers for passkeys and proves what they answer, by Spring Security's own WebAuthn. */
@Component
public class PasskeyProof {
    private static final Logger log = LoggerFactory.getLogger(PasskeyProof.class);
    private static final int LONGEST = 100_000;
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
    private static final TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>> NEW =
            new TypeReference<>() {};
    private static final TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>> USED =
            new TypeReference<>() {};

    private final PasskeyStore store;

    public PasskeyProof(PasskeyStore store) {
        this.store = store;
    }

    /** What a browser is asked, and what its answer is held against. */
    public record Question<T>(T options, String json) {}

    public Question<PublicKeyCredentialCreationOptions> create(PersonId person, PortalOrigin origin) {
        var options = party(origin)
                .createPublicKeyCredentialCreationOptions(
                        new ImmutablePublicKeyCredentialCreationOptionsRequest(named(person)));
        return new Question<>(options, JSON.writeValueAsString(options));
    }

    /** @throws WrongCode when the answer is not one to this question */
    public void created(PublicKeyCredentialCreationOptions options, PortalOrigin origin, String label, String answer) {
        prove(answer, () -> {
            party(origin)
                    .registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                            options, new RelyingPartyPublicKey(JSON.readValue(answer, NEW), label)));
        });
    }

    public Question<PublicKeyCredentialRequestOptions> use(PersonId person, PortalOrigin origin) {
        var options = party(origin)
                .createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(named(person)));
        return new Question<>(options, JSON.writeValueAsString(options));
    }

    /** @throws WrongCode when the answer is not one to this question, or another person's */
    public void used(PersonId person, PublicKeyCredentialRequestOptions options, PortalOrigin origin, String answer) {
        prove(answer, () -> {
            var credential = JSON.readValue(answer, USED);
            var known = store.findByCredentialId(credential.getRawId());
            if (known == null || !known.getUserEntityUserId().equals(PasskeyStore.handle(person.value()))) {
                throw new WrongCode();
            }
            party(origin).authenticate(new RelyingPartyAuthenticationRequest(options, credential));
        });
    }

    private static void prove(String answer, Runnable proof) {
        if (answer.length() > LONGEST) {
            throw new WrongCode();
        }
        try {
            proof.run();
        } catch (WebAuthnException | JacksonException | IllegalArgumentException | NullPointerException wrong) {
            // what browsers send may be anything
            log.info("A passkey was refused: {}", wrong.getClass().getSimpleName());
            throw new WrongCode();
        }
    }

    private WebAuthnRelyingPartyOperations party(PortalOrigin origin) {
        return new Webauthn4JRelyingPartyOperations(
                store,
                store,
                PublicKeyCredentialRpEntity.builder()
                        .id(origin.host())
                        .name("Bursar")
                        .build(),
                Set.of(origin.origin()));
    }

    private static Authentication named(PersonId person) {
        return UsernamePasswordAuthenticationToken.authenticated(String.valueOf(person.value()), null, List.of());
    }
}
