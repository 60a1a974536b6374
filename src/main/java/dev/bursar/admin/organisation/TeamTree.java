package dev.bursar.admin.organisation;

import dev.bursar.access.TeamLead;
import dev.bursar.admin.organisation.TeamLine.Thing;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Department;
import dev.bursar.org.DepartmentId;
import dev.bursar.org.TeamHistory;
import dev.bursar.org.Timeline;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Teams in their departments as of a day. A department's sum takes each day of a team where the team lay on that day, so that it
 * stays right when a team moves within the month.
 */
final class TeamTree {
    private final LocalDate today;
    private final Map<DepartmentId, Department> departments = new LinkedHashMap<>();
    private final Map<TeamId, TeamHistory> teams = new LinkedHashMap<>();
    private final List<TeamLead> leads;
    private final Map<TeamId, Sums> ofTeams = new HashMap<>();
    private final Map<DepartmentId, Sums> ofDepartments = new HashMap<>();
    private final Sums ofNone = new Sums();
    private final Sums all = new Sums();

    TeamTree(LocalDate today, List<Department> departments, List<TeamHistory> teams, List<TeamLead> leads) {
        this.today = today;
        this.leads = leads;
        departments.forEach(one -> this.departments.put(one.id(), one));
        teams.forEach(one -> this.teams.put(one.id(), one));
    }

    /** This month's and last month's costs of something. */
    private static final class Sums {
        private Amounts thisMonth = Amounts.NONE;
        private Amounts lastMonth = Amounts.NONE;

        private void add(boolean isThisMonth, Amounts amounts) {
            if (isThisMonth) {
                thisMonth = thisMonth.plus(amounts);
            } else {
                lastMonth = lastMonth.plus(amounts);
            }
        }
    }

    /** Adds a team's costs of a day of this month or the last. */
    void spent(TeamId team, LocalDate day, Amounts amounts) {
        boolean isThisMonth = !day.isBefore(today.withDayOfMonth(1));
        all.add(isThisMonth, amounts);
        ofTeams.computeIfAbsent(team, any -> new Sums()).add(isThisMonth, amounts);
        TeamHistory sheet = teams.get(team);
        if (sheet == null) {
            return;
        }
        Optional<DepartmentId> at = sheet.departments().at(day);
        if (at.isEmpty()) {
            ofNone.add(isThisMonth, amounts);
        }
        Set<DepartmentId> seen = new HashSet<>();
        while (at.isPresent() && seen.add(at.get())) {
            ofDepartments.computeIfAbsent(at.get(), any -> new Sums()).add(isThisMonth, amounts);
            at = Optional.ofNullable(departments.get(at.get()))
                    .flatMap(one -> one.parents().at(day));
        }
    }

    Amounts thisMonth() {
        return all.thisMonth;
    }

    Amounts lastMonth() {
        return all.lastMonth;
    }

    int ended() {
        return (int) teams.values().stream().filter(team -> team.isOver(today)).count();
    }

    /** The lines in order; ended teams and departments only when asked for, or while they have costs. */
    List<TeamLine> lines(boolean withEnded) {
        List<TeamHistory> shown = teams.values().stream()
                .filter(team -> withEnded || !team.isOver(today) || hasCosts(team.id()))
                .sorted(Comparator.comparing(team -> team.name().toLowerCase(Locale.ROOT)))
                .toList();
        Map<Optional<DepartmentId>, List<TeamHistory>> byDepartment = shown.stream()
                .collect(Collectors.groupingBy(team -> lying(team.departments(), team.from(), team.to())));
        Set<DepartmentId> needed = new HashSet<>();
        for (Department one : departments.values()) {
            boolean over = one.to() != null && !one.to().isAfter(today);
            if (withEnded || !over) {
                need(one.id(), needed);
            }
        }
        byDepartment.keySet().forEach(one -> one.ifPresent(id -> need(id, needed)));
        var lines = new ArrayList<TeamLine>();
        departments.values().stream()
                .filter(one -> needed.contains(one.id()))
                .filter(one -> above(one).isEmpty())
                .forEach(one -> add(one, 0, needed, byDepartment, lines));
        List<TeamHistory> none = byDepartment.getOrDefault(Optional.empty(), List.of());
        boolean grouped = !lines.isEmpty();
        if (grouped && !none.isEmpty()) {
            lines.add(new TeamLine(new Thing.OfNone(), 0, ofNone.thisMonth, ofNone.lastMonth));
        }
        none.forEach(team -> lines.add(line(team, grouped ? 1 : 0)));
        Sums nobodys = ofTeams.getOrDefault(TeamId.UNALLOCATED, new Sums());
        lines.add(new TeamLine(new Thing.OfNobody(), 0, nobodys.thisMonth, nobodys.lastMonth));
        return lines;
    }

    private void need(DepartmentId department, Set<DepartmentId> needed) {
        Department one = departments.get(department);
        if (one != null && needed.add(department)) {
            above(one).ifPresent(above -> need(above, needed));
        }
    }

    private void add(
            Department department,
            int depth,
            Set<DepartmentId> needed,
            Map<Optional<DepartmentId>, List<TeamHistory>> teams,
            List<TeamLine> lines) {
        Sums sums = ofDepartments.getOrDefault(department.id(), new Sums());
        lines.add(new TeamLine(new Thing.OfDepartment(department), depth, sums.thisMonth, sums.lastMonth));
        departments.values().stream()
                .filter(one -> needed.contains(one.id()))
                .filter(one -> above(one).equals(Optional.of(department.id())))
                .forEach(one -> add(one, depth + 1, needed, teams, lines));
        teams.getOrDefault(Optional.of(department.id()), List.of()).forEach(team -> lines.add(line(team, depth + 1)));
    }

    private TeamLine line(TeamHistory team, int depth) {
        LocalDate day = day(team.from(), team.to());
        Sums sums = ofTeams.getOrDefault(team.id(), new Sums());
        List<String> names = leads.stream()
                .filter(lead -> lead.team().equals(team.id()) && lead.leads(day))
                .map(TeamLead::name)
                .distinct()
                .toList();
        return new TeamLine(
                new Thing.OfTeam(team, team.costCentres().at(day).orElse(null), names, note(team)),
                depth,
                sums.thisMonth,
                sums.lastMonth);
    }

    /** That it is new; since when it lies where it lies, if it lay elsewhere within these two months. */
    private @Nullable String note(TeamHistory team) {
        if (!team.confirmed() && !team.isOver(today)) {
            return "new";
        }
        LocalDate lastMonth = today.withDayOfMonth(1).minusMonths(1);
        List<Timeline.Part<DepartmentId>> parts = team.departments().parts();
        for (Timeline.Part<DepartmentId> part : parts) {
            boolean moved = part.from().isAfter(team.from())
                    && part.from().isAfter(lastMonth)
                    && !part.from().isAfter(today);
            if (moved && (part.to() == null || part.to().isAfter(today))) {
                return "in it since " + Formats.date(part.from());
            }
        }
        return null;
    }

    private boolean hasCosts(TeamId team) {
        Sums sums = ofTeams.get(team);
        return sums != null && !(sums.thisMonth.isNothing() && sums.lastMonth.isNothing());
    }

    private Optional<DepartmentId> above(Department one) {
        return lying(one.parents(), one.from(), one.to());
    }

    private Optional<DepartmentId> lying(Timeline<DepartmentId> timeline, LocalDate from, @Nullable LocalDate to) {
        return timeline.at(day(from, to)).filter(departments::containsKey);
    }

    /** Today, or the day nearest to it on which the thing is there. */
    private LocalDate day(LocalDate from, @Nullable LocalDate to) {
        if (today.isBefore(from)) {
            return from;
        }
        return to != null && !today.isBefore(to) ? Objects.requireNonNull(to).minusDays(1) : today;
    }
}
