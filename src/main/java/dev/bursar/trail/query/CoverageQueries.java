package dev.bursar.trail.query;

import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Moments;
import dev.bursar.kernel.rows.Params;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.sync.Problem;
import dev.bursar.sync.Problem.AtPlace;
import dev.bursar.trail.query.EventCoverage.Gap;
import dev.bursar.trail.query.EventCoverage.Why;
import dev.bursar.trail.read.Period;
import dev.bursar.trail.read.TrailSettings;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says what was read of a time: by LookupEvents in every Region of an account, or from a trail's files. */
@Component
class CoverageQueries {
    /** Runs end at different times; this much apart is as good as together. */
    private static final Duration TOGETHER = Duration.ofHours(6);

    private static final Duration A_DAY = Duration.ofDays(1);

    /** Files come up to 15 minutes after their events, and AWS promises nothing. */
    private static final Duration LATENESS = Duration.ofMinutes(20);

    private final JdbcClient jdbc;
    private final Reach reach;
    private final TrailSettings settings;
    private final Clock clock;

    CoverageQueries(JdbcClient jdbc, Reach reach, TrailSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.reach = reach;
        this.settings = settings;
        this.clock = clock;
    }

    private record Place(String account, String region) {}

    /** What was read of an account: {@code read} is empty where nothing was. */
    private record Account(String id, String name, List<Period> read, List<Gap> refused, boolean behind) {}

    EventCoverage of(EventQuestion question, Visible visible) {
        Instant now = clock.instant();
        Instant end = question.to().isBefore(now) ? question.to() : now;
        var asked =
                question.from().isBefore(end) ? new Period(question.from(), end) : new Period(end.minusSeconds(1), end);
        Map<String, String> names = accounts(question, visible);
        Map<Place, List<Period>> windows = windows(asked);
        Map<String, List<Period>> files = files(asked);
        List<PlaceState> states = reach.states();
        Map<String, Boolean> behind = behind();
        List<Account> accounts = names.entrySet().stream()
                .map(name -> account(name.getKey(), name.getValue(), windows, files, states, behind))
                .toList();
        return answer(asked, accounts);
    }

    /** Where all of the time's events are read. Whoever tells causes by it says nothing of events that weren't. */
    ReadPlaces read(Instant from, Instant to) {
        Instant now = clock.instant();
        Instant end = (to.isBefore(now) ? to : now).minus(A_DAY).minus(TOGETHER);
        if (!from.isBefore(end)) {
            return ReadPlaces.NONE;
        }
        var asked = new Period(from, end);
        Map<String, List<Period>> files = files(asked);
        Set<Place> off = new HashSet<>();
        Map<Place, List<Period>> places = windows(asked);
        for (PlaceState state : reach.states()) {
            var place = new Place(state.account(), state.region());
            if (state.api().equals(PlaceState.CLOUDTRAIL) && state.state() == PlaceState.State.OFF) {
                off.add(place);
            } else if (state.api().equals(PlaceState.CLOUDTRAIL)) {
                places.putIfAbsent(place, List.of());
            }
        }
        Set<String> everywhere = new HashSet<>();
        files.forEach((account, its) -> {
            if (asked.without(its).isEmpty()) {
                everywhere.add(account);
            }
        });
        Map<String, Set<String>> read = new HashMap<>();
        Map<String, Set<String>> unread = new HashMap<>();
        places.forEach((place, windows) -> {
            var its = new ArrayList<>(windows);
            its.addAll(files.getOrDefault(place.account(), List.of()));
            boolean whole = asked.without(its).isEmpty();
            if (whole || !off.contains(place)) {
                (whole ? read : unread)
                        .computeIfAbsent(place.account(), any -> new TreeSet<>())
                        .add(place.region());
            }
        });
        return new ReadPlaces(everywhere, read, unread);
    }

    private Map<String, String> accounts(EventQuestion question, Visible visible) {
        Map<String, String> names = new TreeMap<>(reach.inUse());
        jdbc.sql("""
            select distinct r.account, coalesce(a.name, r.account) as name
              from trail_file_region r left join account a on a.id = r.account
            """).query(row -> {
            names.putIfAbsent(row.getString("account"), row.getString("name"));
        });
        Collection<String> known = visible.everything() ? names.keySet() : own(visible);
        Set<String> wanted = question.accounts().isEmpty() ? new TreeSet<>(known) : new TreeSet<>(question.accounts());
        if (!visible.everything()) {
            wanted.retainAll(known);
        }
        names.keySet().retainAll(wanted);
        return names;
    }

    private Set<String> own(Visible visible) {
        var own = new TreeSet<>(visible.accounts());
        own.addAll(jdbc.sql("select distinct account from resource where team_id = any(:own)")
                .param("own", visible.teamNumbers())
                .query(String.class)
                .list());
        return own;
    }

    private Map<Place, List<Period>> windows(Period asked) {
        Map<Place, List<Period>> windows = new HashMap<>();
        jdbc.sql("""
            select p.account, p.region, w.from_time, w.to_time from trail_place p
              left join trail_window w on w.account = p.account and w.region = p.region
                   and (w.reads or not :reads)
                   and w.to_time > cast(:from as timestamptz) and w.from_time < cast(:to as timestamptz)
            """)
                .params(Params.of("reads", settings.reads())
                        .and("from", asked.from())
                        .and("to", asked.to()))
                .query(row -> {
                    List<Period> of = windows.computeIfAbsent(
                            new Place(row.getString("account"), row.getString("region")), any -> new ArrayList<>());
                    if (row.getObject("from_time") != null) {
                        of.add(new Period(Moments.of(row, "from_time"), Moments.of(row, "to_time")));
                    }
                });
        return windows;
    }

    /** From the trail's first day to when its folders were last looked through, without days that wait. */
    private Map<String, List<Period>> files(Period asked) {
        Map<String, List<Period>> waiting = new HashMap<>();
        jdbc.sql("""
            select account, day, min(listed_at) as listed_at, bool_and(done) as done,
                   bool_or(listed_at is null or (:reads and not reads)) as waits
              from trail_file_day where not done or (:reads and not reads) group by 1, 2
            """).param("reads", settings.reads()).query(row -> {
            Instant from = Objects.requireNonNull(row.getObject("day", LocalDate.class))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            // what came since the files were listed is not read
            Instant read = row.getBoolean("waits")
                    ? from
                    : Moments.of(row, "listed_at").minus(LATENESS);
            if (read.isBefore(from.plus(A_DAY))) {
                waiting.computeIfAbsent(row.getString("account"), any -> new ArrayList<>())
                        .add(new Period(read.isAfter(from) ? read : from, from.plus(A_DAY)));
            }
        });
        Map<String, List<Period>> files = new HashMap<>();
        jdbc.sql("""
            select account, min(since) as first_day, min(listed_at) as listed_at
              from (select *, min(first_day) over (partition by trail) as since from trail_file_region) r
             group by account having bool_and(listed_at is not null)
            """).query(row -> {
            Instant from = Objects.requireNonNull(row.getObject("first_day", LocalDate.class))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            Instant to = Moments.of(row, "listed_at").minus(LATENESS);
            String account = row.getString("account");
            if (from.isBefore(to)) {
                files.put(
                        account,
                        Period.both(
                                List.of(asked),
                                new Period(from, to).without(waiting.getOrDefault(account, List.of()))));
            }
        });
        return files;
    }

    private Map<String, Boolean> behind() {
        Map<String, Boolean> behind = new HashMap<>();
        jdbc.sql("select account, bool_or(behind) as behind from trail_place group by 1")
                .query(row -> {
                    behind.put(row.getString("account"), row.getBoolean("behind"));
                });
        return behind;
    }

    private static Account account(
            String id,
            String name,
            Map<Place, List<Period>> windows,
            Map<String, List<Period>> files,
            List<PlaceState> states,
            Map<String, Boolean> behind) {
        @Nullable List<Period> looked = null;
        for (Map.Entry<Place, List<Period>> window : windows.entrySet()) {
            if (window.getKey().account().equals(id) && !window.getValue().isEmpty()) {
                looked = looked == null ? Period.joined(window.getValue()) : Period.both(looked, window.getValue());
            }
        }
        var read = new ArrayList<>(looked == null ? List.<Period>of() : looked);
        List<Period> byFiles = files.getOrDefault(id, List.of());
        read.addAll(byFiles);
        List<Gap> refused = states.stream()
                .filter(state -> state.account().equals(id)
                        && !state.answers()
                        && state.state() != PlaceState.State.OFF
                        && (state.api().equals(PlaceState.CLOUDTRAIL)
                                || state.api().equals(PlaceState.ROLE) && byFiles.isEmpty())
                        && state.problem() != null)
                .sorted(Comparator.comparing(state -> state.api().equals(PlaceState.ROLE) ? 0 : 1))
                .map(state -> new Gap(
                        id,
                        name,
                        state.api().equals(PlaceState.ROLE) ? Why.NO_ACCESS : Why.REFUSED,
                        null,
                        state.problem()))
                .limit(1)
                .toList();
        return new Account(
                id, name, Period.joined(read), byFiles.isEmpty() ? refused : List.of(), behind.getOrDefault(id, false));
    }

    private EventCoverage answer(Period asked, List<Account> accounts) {
        // AWS delivers late, and runs end at different times
        Instant latest = accounts.stream()
                .flatMap(account -> account.read().stream())
                .map(Period::to)
                .max(Comparator.naturalOrder())
                .orElse(asked.to());
        Instant end = latest.isBefore(asked.to()) ? latest : asked.to();
        Optional<Instant> earliest = accounts.stream()
                .flatMap(account -> newest(account).stream())
                .map(Period::from)
                .min(Comparator.naturalOrder());
        var gaps = new ArrayList<Gap>();
        accounts.forEach(account -> gap(account, asked, end, earliest).ifPresent(gaps::add));
        Set<String> missing = gaps.stream().map(Gap::account).collect(Collectors.toSet());
        List<Period> newest = accounts.stream()
                .filter(account -> !missing.contains(account.id()))
                .flatMap(account -> newest(account).stream())
                .toList();
        return new EventCoverage(
                accounts.size(),
                accounts.size() - missing.size(),
                newest.stream()
                        .map(Period::from)
                        .max(Comparator.naturalOrder())
                        .map(from -> from.isAfter(asked.from()) ? from : asked.from())
                        .orElse(null),
                newest.stream()
                        .map(Period::to)
                        .min(Comparator.naturalOrder())
                        .map(to -> to.isBefore(asked.to()) ? to : asked.to())
                        .orElse(null),
                gaps,
                lastRead().orElse(null),
                settings.reads(),
                skipped(accounts),
                badFiles(accounts));
    }

    private static Optional<Period> newest(Account account) {
        return account.read().isEmpty()
                ? Optional.empty()
                : Optional.of(account.read().getLast());
    }

    private static Optional<Gap> gap(Account account, Period asked, Instant end, Optional<Instant> earliest) {
        if (!account.refused().isEmpty()) {
            return Optional.of(account.refused().getFirst());
        }
        Optional<Period> newest = newest(account);
        if (newest.isEmpty()) {
            return Optional.of(new Gap(account.id(), account.name(), Why.NOT_YET, null, null));
        }
        Period read = newest.get();
        if (account.behind()) {
            return Optional.of(new Gap(
                    account.id(),
                    account.name(),
                    Why.BEHIND,
                    null,
                    new AtPlace(Problem.Why.EVENTS_TOO_FAST, account.id(), "", null, "", TrailSettings.FILES)));
        }
        if (read.to().isBefore(end.minus(TOGETHER))) {
            return Optional.of(new Gap(account.id(), account.name(), Why.NOT_YET, read.to(), null));
        }
        boolean later = read.from().isAfter(asked.from())
                && earliest.isPresent()
                && read.from().isAfter(earliest.get().plus(A_DAY));
        return later
                ? Optional.of(new Gap(account.id(), account.name(), Why.FROM, read.from(), null))
                : Optional.empty();
    }

    Optional<Instant> lastRead() {
        return jdbc.sql("""
            select greatest((select max(read_at) from trail_place), (select max(listed_at) from trail_file_day)) as at
            """)
                .query((row, number) -> Optional.ofNullable(row.getObject("at", OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    private long skipped(List<Account> accounts) {
        return sum(
                "select coalesce(sum(records), 0) from trail_skipped where account = any(:accounts) and reason ="
                        + " 'NOT_READABLE'",
                accounts);
    }

    private long badFiles(List<Account> accounts) {
        return sum("select coalesce(sum(bad_files), 0) from trail_file_day where account = any(:accounts)", accounts);
    }

    private long sum(String sql, List<Account> accounts) {
        return jdbc.sql(sql)
                .param("accounts", accounts.stream().map(Account::id).toArray(String[]::new))
                .query(Long.class)
                .single();
    }
}
