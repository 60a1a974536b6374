package dev.bursar.access.factor;

import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;

/** Stores passkeys for Spring Security, which asks for people by name: the name is their number. */
@Component
public class PasskeyStore implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {
    private static final RowMapper<CredentialRecord> RECORD = (row, i) -> ImmutableCredentialRecord.builder()
            .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
            .credentialId(new Bytes(row.getBytes("credential_id")))
            .userEntityUserId(handle(row.getInt("person_id")))
            .publicKey(new ImmutablePublicKeyCose(row.getBytes("public_key")))
            .attestationObject(new Bytes(row.getBytes("attestation")))
            .attestationClientDataJSON(new Bytes(row.getBytes("client_data")))
            .signatureCount(row.getLong("signature_count"))
            .uvInitialized(row.getBoolean("uv_initialized"))
            .backupEligible(row.getBoolean("backup_eligible"))
            .backupState(row.getBoolean("backup_state"))
            .transports(Arrays.stream((String[]) row.getArray("transports").getArray())
                    .map(AuthenticatorTransport::valueOf)
                    .collect(Collectors.toSet()))
            .created(row.getObject("created_at", OffsetDateTime.class).toInstant())
            .lastUsed(row.getObject("last_used_at", OffsetDateTime.class).toInstant())
            .label(row.getString("label"))
            .build();

    private final JdbcClient jdbc;

    PasskeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What authenticators keep instead of a name. */
    static Bytes handle(int person) {
        return new Bytes(ByteBuffer.allocate(Long.BYTES).putLong(person).array());
    }

    private static int person(Bytes handle) {
        return (int) ByteBuffer.wrap(handle.getBytes()).getLong();
    }

    public List<Passkey> of(PersonId person) {
        return jdbc.sql("""
                select encode(credential_id, 'base64') as id, label, created_at as created, last_used_at as last_used
                from person_passkey
                where person_id = :person
                order by created_at, credential_id
                """)
                .param("person", person.value())
                .query(RecordMapper.of(Passkey.class))
                .list();
    }

    /** Removes one of a person's; false when it isn't there. */
    public boolean remove(PersonId person, String id) {
        return jdbc.sql(
                                "delete from person_passkey where person_id = :person and credential_id = decode(:id, 'base64')")
                        .param("person", person.value())
                        .param("id", id)
                        .update()
                > 0;
    }

    @Override
    public void save(CredentialRecord passkey) {
        jdbc.sql("""
                insert into person_passkey (credential_id, person_id, label, public_key, attestation, client_data,
                  signature_count, uv_initialized, backup_eligible, backup_state, transports, created_at, last_used_at)
                values (:id, :person, :label, :key, :attestation, :client, :count, :uv, :eligible, :backup,
                  :transports, :created, :used)
                on conflict (credential_id) do update
                set signature_count = excluded.signature_count, uv_initialized = excluded.uv_initialized,
                  backup_state = excluded.backup_state, last_used_at = excluded.last_used_at
                where person_passkey.person_id = excluded.person_id
                """)
                .param("id", passkey.getCredentialId().getBytes())
                .param("person", person(passkey.getUserEntityUserId()))
                .param("label", passkey.getLabel())
                .param("key", passkey.getPublicKey().getBytes())
                .param("attestation", bytes(passkey.getAttestationObject()))
                .param("client", bytes(passkey.getAttestationClientDataJSON()))
                .param("count", passkey.getSignatureCount())
                .param("uv", passkey.isUvInitialized())
                .param("eligible", passkey.isBackupEligible())
                .param("backup", passkey.isBackupState())
                .param(
                        "transports",
                        passkey.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .toArray(String[]::new))
                .param("created", passkey.getCreated().atOffset(ZoneOffset.UTC))
                .param("used", passkey.getLastUsed().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static byte[] bytes(@Nullable Bytes some) {
        return some == null ? new byte[0] : some.getBytes();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return jdbc.sql("""
                select credential_id, person_id, label, public_key, attestation, client_data, signature_count,
                  uv_initialized, backup_eligible, backup_state, transports, created_at, last_used_at
                from person_passkey
                where credential_id = :id
                """).param("id", id.getBytes()).query(RECORD).optional().orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return jdbc.sql("""
                select credential_id, person_id, label, public_key, attestation, client_data, signature_count,
                  uv_initialized, backup_eligible, backup_state, transports, created_at, last_used_at
                from person_passkey
                where person_id = :person
                order by created_at, credential_id
                """).param("person", person(handle)).query(RECORD).list();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return entity(person(handle));
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String number) {
        return entity(Integer.parseInt(number));
    }

    private @Nullable PublicKeyCredentialUserEntity entity(int person) {
        return jdbc.sql("select id, user_name, display_name from person where id = :id")
                .param("id", person)
                .query((ResultSet row, int i) -> entity(row))
                .optional()
                .orElse(null);
    }

    private static PublicKeyCredentialUserEntity entity(ResultSet row) throws SQLException {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle(row.getInt("id")))
                .name(row.getString("user_name"))
                .displayName(row.getString("display_name"))
                .build();
    }

    /** People are made elsewhere. */
    @Override
    public void save(PublicKeyCredentialUserEntity person) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException();
    }
}
