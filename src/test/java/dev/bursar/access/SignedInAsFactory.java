package dev.bursar.access;

import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.access.rights.Sessions;
import dev.bursar.access.rights.SignInClient;
import dev.bursar.access.rights.SignInOrigin;
import dev.bursar.access.rights.SignedIn;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.test.context.support.WithSecurityContextFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the person of {@link SignedInAs}. */
class SignedInAsFactory implements WithSecurityContextFactory<SignedInAs> {
    private final People people;
    private final RightsOfPeople rights;
    private final BackgroundScope background;
    private final TestDatabase database;
    private final Sessions sessions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SignedInAsFactory(
            People people,
            RightsOfPeople rights,
            Sessions sessions,
            TransactionTemplate transaction,
            BackgroundScope background,
            TestDatabase database,
            Clock clock) {
        this.people = people;
        this.rights = rights;
        this.sessions = sessions;
        this.transaction = transaction;
        this.background = background;
        this.database = database;
        this.clock = clock;
    }

    @Override
    public SecurityContext createSecurityContext(SignedInAs wanted) {
        SecurityContextHolder.clearContext();
        var name = Stream.concat(
                        Arrays.stream(wanted.value()).map(role -> role.name().toLowerCase()),
                        Arrays.stream(wanted.leads()))
                .collect(Collectors.joining(" of ", "test ", ""));
        var person = background.call(() -> people.find(name).map(PersonRow::id).orElseGet(() -> create(name, wanted)));
        var epoch = database.jdbc()
                .sql("select epoch from person where id = ?")
                .param(person.value())
                .query(Integer.class)
                .single();
        var visitor = new SignInClient(new SignInOrigin("127.0.0.1", ""), "127.0.0.1", "Test browser");
        var session =
                Objects.requireNonNull(transaction.execute(status -> sessions.open(person, epoch, visitor, false)));
        // a test that moves its clock by weeks would else lose its session as soon as rights are read again
        database.jdbc()
                .sql("update person_session set last_seen_at = last_seen_at + interval '1 year' where id = ?")
                .param(session)
                .update();
        rights.changed(person);
        var signedIn = new SignedIn(person.value(), name, session, clock.instant());
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                signedIn, null, rights.of(signedIn).orElseThrow().authorities()));
    }

    private PersonId create(String name, SignedInAs wanted) {
        var person = people.create(new NewPerson(name, name, Set.of(wanted.value())));
        for (var team : wanted.leads()) {
            people.assignLead(person, new LedTeam(team(team), LocalDate.of(2000, 1, 1), null));
        }
        return person;
    }

    private TeamId team(String name) {
        var find = database.jdbc()
                .sql("select id from team where lower(name) = lower(?) and valid_to is null")
                .param(name)
                .query(Integer.class)
                .optional();
        return new TeamId(find.orElseGet(() -> database.jdbc()
                .sql("insert into team (name) values (?) returning id")
                .param(name)
                .query(Integer.class)
                .single()));
    }
}
