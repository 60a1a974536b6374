package dev.bursar.setup.reach;

import dev.bursar.org.AwsPrerequisite;
import dev.bursar.setup.Connection;
import dev.bursar.setup.reach.AccountCheck.Target;
import dev.bursar.setup.spi.AwsConnection;
import dev.bursar.setup.spi.Place;
import dev.bursar.setup.spi.PlacesChanged;
import dev.bursar.sync.Concurrently;
import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.Run;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SyncJob;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Checks which accounts let Bursar in and which Regions they have, several at a time: an account that is slow or refuses doesn't
 * keep the others from being checked.
 */
@Component
class ReachSync implements SyncJob {
    static final String NAME = "reach";
    private static final int AT_A_TIME = 4;

    private final AwsConnection aws;
    private final Connection connection;
    private final AccountCheck check;
    private final StoredReach stored;
    private final PlaceStates states;
    private final Reach reach;
    private final AwsPrerequisite prerequisite;
    private final ObjectProvider<PlacesChanged> followers;

    ReachSync(
            AwsConnection aws,
            Connection connection,
            AccountCheck check,
            StoredReach stored,
            PlaceStates states,
            Reach reach,
            AwsPrerequisite prerequisite,
            ObjectProvider<PlacesChanged> followers) {
        this.aws = aws;
        this.connection = connection;
        this.check = check;
        this.stored = stored;
        this.states = states;
        this.reach = reach;
        this.prerequisite = prerequisite;
        this.followers = followers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Check access to accounts";
    }

    @Override
    public int everyHours() {
        return 8;
    }

    @Override
    public List<String> after() {
        return List.of("accounts");
    }

    /** A portal that lives on files asks AWS nothing. */
    @Override
    public Optional<Prerequisite> waitsFor() {
        return prerequisite.missing();
    }

    /** Accounts that nobody has checked: they were listed when the last check had begun. Those that refuse were checked. */
    @Override
    public Optional<String> pending() {
        if (waitsFor().isPresent()) {
            return Optional.empty();
        }
        Set<String> checked = states.all().stream()
                .filter(state -> state.api().equals(PlaceState.ROLE))
                .map(PlaceState::account)
                .collect(Collectors.toSet());
        return targets().stream()
                .map(Target::account)
                .filter(account -> !checked.contains(account))
                .sorted()
                .reduce((some, next) -> some + " " + next);
    }

    @Override
    public int run(Run run) {
        run.report(run.progress().doing(StepText.IDENTIFYING));
        AwsConnection.Identity identity = aws.identity(run.meter());
        run.commit(() -> {
            connection.identified(identity);
            return identity;
        });
        List<Place> before = reach.places();
        List<Target> targets = targets();
        run.commit(() -> {
            states.keepOnly(targets.stream().map(Target::account).toList());
            return targets;
        });
        int failed = check(targets, run);
        run.commit(() -> {
            if (!before.equals(reach.places())) {
                followers.forEach(PlacesChanged::changed);
            }
            return failed;
        });
        return failed;
    }

    private List<Target> targets() {
        ReachSettings settings = stored.settings();
        String own = reach.own();
        var targets = new ArrayList<Target>();
        if (own != null) {
            targets.add(new Target(own, null, false));
        }
        if (settings.enabled()) {
            reach.listed().stream()
                    .filter(account -> !account.id().equals(own))
                    .map(account -> Target.of(account, settings.role()))
                    .forEach(targets::add);
        }
        return targets;
    }

    private int check(List<Target> targets, Run run) {
        run.report(run.progress().doing("Checking access to accounts").slices(0, 0, targets.size()));
        return Concurrently.slices(
                run,
                AT_A_TIME,
                targets,
                target -> run.progress().nowDoing(),
                target -> Concurrently.Done.of(0, check(target, run)));
    }

    private Optional<SourceProblem> check(Target target, Run run) {
        return check.check(
                target,
                run.meter(),
                change -> run.commit(() -> {
                    change.run();
                    return target;
                }));
    }
}
