package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.cloudtrail.Actors.AccountUsers;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.resources.Resource;
import dev.bursar.simulator.roles.MemberRoles;
import module java.base;

/** What happens on any day: people, pipelines and services at work on the resources that are there. */
final class DailyActivity {
    private static final int ON_WEEKDAYS = 5;
    private static final int ON_WEEKENDS = 2;
    private static final int FIRST_HOUR = 6;
    private static final int MINUTES = 780;

    private final List<Resource> resources;
    private final Denials denials = new Denials();

    DailyActivity(List<Resource> resources) {
        this.resources = resources;
    }

    List<Event> on(LocalDate day) {
        var random = new Random(day.toEpochDay() * 7_919);
        var weekend = day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
        var events = new ArrayList<Event>();
        var users = AccountUsers.all();
        var first = random.nextInt(users.size());
        for (var i = 0; i < (weekend ? ON_WEEKENDS : ON_WEEKDAYS); i++) {
            var start = day.atStartOfDay()
                    .plusHours(FIRST_HOUR)
                    .plusMinutes(random.nextInt(MINUTES))
                    .plusSeconds(random.nextInt(60))
                    .toInstant(ZoneOffset.UTC);
            var chosen = users.get((first + 5 * i) % users.size());
            new Session(chosen, existing(chosen, day), start, random, events).happens(weekend);
        }
        return events;
    }

    private List<Resource> existing(AccountUsers users, LocalDate day) {
        return resources.stream()
                .filter(resource -> resource.account().equals(users.account()) && resource.existsOn(day))
                .filter(resource -> !resource.region().equals(Resource.GLOBAL))
                .toList();
    }

    /** Some calls within an hour, by one actor. */
    private final class Session {
        private final AccountUsers users;
        private final List<Resource> existing;
        private final Instant start;
        private final Random random;
        private final List<Event> events;
        private Instant now;

        Session(AccountUsers users, List<Resource> existing, Instant start, Random random, List<Event> events) {
            this.users = users;
            this.existing = existing;
            this.start = start;
            this.random = random;
            this.events = events;
            this.now = start;
        }

        /** At weekends only programs work. */
        void happens(boolean weekend) {
            switch (weekend ? 5 + random.nextInt(5) : random.nextInt(10)) {
                case 0, 1, 2, 3 -> console();
                case 4 -> denied();
                case 5, 6 -> script();
                case 7, 8 -> pipeline();
                default -> service();
            }
        }

        private Instant later() {
            now = now.plusSeconds(20 + random.nextInt(240));
            return now;
        }

        private String person() {
            return users.people().get(random.nextInt(users.people().size()));
        }

        private Resource resource() {
            return existing.get(random.nextInt(existing.size()));
        }

        private void read(Actor actor, Resource resource) {
            events.add(Calls.read(actor, resource, later(), random.nextInt(10)).made());
        }

        private void change(Actor actor, Resource resource) {
            events.add(
                    Calls.change(actor, resource, later(), random.nextInt(10)).made());
        }

        private void console() {
            var login = person();
            var set = random.nextBoolean() ? "PowerUserAccess" : "MLEngineer";
            var actor = Actors.sso(users.account(), set, login, start);
            events.add(Roles.bySaml(Actors.saml(users.account(), login), actor, start)
                    .made());
            events.add(SignIns.sso(actor, "us-east-1", later()));
            var resource = resource();
            read(actor, resource);
            for (var i = random.nextInt(3); i >= 0; i--) {
                change(actor, resource);
            }
        }

        private void denied() {
            var actor = Actors.sso(users.account(), "ReadOnlyAccess", person(), start);
            var resource = resource();
            read(actor, resource);
            events.add(denials.of(actor, resource, later(), random.nextInt(10)));
            events.add(denials.of(actor, resource, later(), random.nextInt(10)));
        }

        private void script() {
            var actor = Actors.user(users.account(), users.user()).with(Actors.PYTHON);
            var resource = resource();
            read(actor, resource);
            change(actor, resource);
            if (random.nextBoolean()) {
                change(actor, resource());
            }
            change(actor, resource);
        }

        private void pipeline() {
            var run = "run-" + (1_000_000 + Ids.number(users.account() + start, 9_000_000));
            var role = Actors.pipeline(users.account(), users.gitHost(), run, start);
            var token = Actors.webIdentity(users.account(), users.gitHost(), users.gitSubject(), run);
            events.add(Roles.byWebIdentity(token, role, start).made());
            var resource = resource();
            read(role, resource);
            change(role, resource);
            change(role, resource);
            change(role.invokedBy("cloudformation.amazonaws.com"), resource());
        }

        /** Services at work for themselves, and the portal's own reading. */
        private void service() {
            var account = users.account();
            events.add(Services.decrypts(account, later()));
            events.add(Services.endsSession(account, later()));
            if (!account.equals(Organisation.PAYER) && !account.equals(MemberRoles.WITHOUT_ROLE)) {
                var portal = Actors.user(Organisation.PAYER, "bursar").with(Actors.JAVA);
                var reader =
                        Actors.role(account, "BursarReader", "bursar", start).with(Actors.JAVA);
                events.add(Roles.assumedFrom(portal, reader, later()).made());
                events.add(Services.looksUp(reader, later()));
            }
            if (random.nextBoolean()) {
                events.add(Services.rotates(account, later()));
            }
        }
    }
}
