package dev.bursar.access;

import dev.bursar.notify.PortalUrl;
import module java.base;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Writes the first admin's link where only the owner of the installation can read it; never into a log. */
@Component
@Profile("aws")
class FirstAdminLink implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(FirstAdminLink.class);

    private final FirstAdmin firstAdmin;
    private final PortalUrl portal;
    private final Environment environment;

    FirstAdminLink(FirstAdmin firstAdmin, PortalUrl portal, Environment environment) {
        this.firstAdmin = firstAdmin;
        this.portal = portal;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var file = Path.of(environment.getRequiredProperty("bursar.data"))
                .toAbsolutePath()
                .normalize()
                .resolve("first-admin.txt");
        Files.deleteIfExists(file);
        var token = firstAdmin.invite();
        if (token.isEmpty()) {
            return;
        }
        Files.createDirectories(file.getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, portal.to("first-admin?token=" + token.get()) + "\n");
        log.warn(
                "There is no admin yet. The link in {} makes you one: for {} minutes, once",
                file,
                FirstAdmin.VALID_FOR.toMinutes());
    }
}
