package dev.bursar.changes.write;

import dev.bursar.access.Directory.SignInNames;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.setup.reach.Reach;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.setup.spi.Place;
import module java.base;
import org.springframework.stereotype.Component;

/** By which role Bursar writes in an account, the payer's too: its own credentials only read. */
@Component
class Writers {
    private static final String EVERYWHERE = "us-east-1";
    private static final int LONGEST_NAME = 64;
    private static final Pattern TAKEN = Pattern.compile("[A-Za-z0-9+=,.@_-]");

    private final Reach reach;
    private final SignInNames names;

    Writers(Reach reach, SignInNames names) {
        this.reach = reach;
        this.names = names;
    }

    /**
     * Where an item is read and written.
     *
     * @param session the sessions' name: {@code bursar-change-17}
     * @param policy what they may do at most
     */
    Place place(WriteSettings settings, String account, String region, String session, String policy, Actor approver) {
        return new Place(
                account,
                region.equals("global") ? EVERYWHERE : region,
                new MemberRole(
                        settings.roleName(),
                        reach.externalId(),
                        new MemberRole.Use(session, policy, identity(approver))));
    }

    /** The name that a person signs in with, in the characters that STS takes. */
    String identity(Actor person) {
        return identity(names.of(person.id()).orElse(person.name()), person.id());
    }

    static String session(long change) {
        return "bursar-change-" + change;
    }

    /**
     * A name in the characters that STS takes, never empty: accents go, spaces become dots, and what is of another script is told by its number
     * in Unicode.
     */
    static String identity(String name, PersonId person) {
        var identity = new StringBuilder();
        for (int character : Normalizer.normalize(name.strip(), Normalizer.Form.NFD)
                .codePoints()
                .toArray()) {
            String said = said(character);
            if (identity.length() + said.length() > LONGEST_NAME) {
                break;
            }
            identity.append(said);
        }
        return switch (identity.length()) {
            case 0 -> "person-" + person.value();
            case 1 -> "user-" + identity;
            default -> identity.toString();
        };
    }

    private static String said(int character) {
        if (Character.getType(character) == Character.NON_SPACING_MARK) {
            return "";
        }
        if (Character.isSpaceChar(character)) {
            return ".";
        }
        String text = Character.toString(character);
        return TAKEN.matcher(text).matches() ? text : "U+%04X".formatted(character);
    }
}
