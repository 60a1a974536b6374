package dev.bursar.trail.query;

import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Sha256;
import dev.bursar.list.Conditions;
import dev.bursar.trail.event.EnvironmentVariables;
import dev.bursar.trail.event.Topic;

/** What a question asks and the person may see, as conditions on {@code trail_event e}. Only what is asked for becomes a condition. */
final class EventConditions extends Conditions {
    private static final String NO_SERVICES = "e.person_kind not in ('service', 'service-role')";
    /** Services make network interfaces for what people run, and delete them by themselves; what CloudFormation deletes, people asked for. */
    private static final String NO_INTERFACES = """
            not (e.service = 'ec2' and e.name in ('DeleteNetworkInterface', 'DeleteNetworkInterfacePermission')
             and e.via is not null and e.via not like 'cloudformation.%')\
        """;

    static final String NO_READS = "not e.read_only";

    /** Hides what AWS services do for themselves. */
    static String noServices(EventQuestion question) {
        return question.topic() == Topic.DELETED ? "(" + NO_SERVICES + " and " + NO_INTERFACES + ")" : NO_SERVICES;
    }

    private EventConditions() {}

    static EventConditions of(EventQuestion question, Visible visible) {
        return withoutHidden(withHidden(question, visible), question);
    }

    /** The same for a question that finds few events in a long time: whose each of them is, is looked up by itself. */
    static EventConditions ofFew(EventQuestion question, Visible visible) {
        EventConditions all = asked(question, visible);
        all.eachSeenBy(visible);
        return withoutHidden(all, question);
    }

    private static EventConditions withoutHidden(EventConditions all, EventQuestion question) {
        if (!question.withServices()) {
            all.add(noServices(question));
        }
        if (!question.withReads()) {
            all.add(NO_READS);
        }
        return all;
    }

    /** With what the question hides. */
    static EventConditions withHidden(EventQuestion question, Visible visible) {
        EventConditions all = asked(question, visible);
        all.seenBy(visible);
        return all;
    }

    private static EventConditions asked(EventQuestion question, Visible visible) {
        var all = new EventConditions();
        all.add("e.event_time >= cast(:from as timestamptz) and e.event_time < cast(:to as timestamptz)");
        all.put("from", EventQueries.at(question.from()));
        all.put("to", EventQueries.at(question.to()));
        all.anyOf("e.person", "persons", question.persons());
        all.anyOf("e.name", "names", question.names());
        all.anyOf("e.service", "services", question.services());
        all.anyOf("e.account", "accounts", question.accounts());
        all.anyOf("e.region", "regions", question.regions());
        all.resources(question);
        if (!question.address().isEmpty()) {
            all.add("strpos(lower(e.source_address), lower(:address)) > 0", "address", question.address());
        }
        if (!question.search().isEmpty()) {
            all.add("""
                    (%s or strpos(lower(e.person), lower(:search)) > 0
                     or strpos(lower(coalesce(e.error_message, '')), lower(:search)) > 0
                 or strpos(lower(array_to_string(e.arns, ' ')), lower(:search)) > 0)\
                """.formatted(inRecord(visible)));
            all.put("search", question.search());
        }
        switch (question.outcome()) {
            case ANY -> {}
            case SUCCEEDED -> all.add("e.error_code is null");
            case FAILED -> all.add("e.error_code is not null");
        }
        if (question.topic() != null) {
            // written out, because the index of the topic has it so
            all.add("e.topics & " + question.topic().bit() + " <> 0");
        }
        return all;
    }

    /** Whose record is shown without environment variables doesn't find by them either. */
    private static String inRecord(Visible visible) {
        String found = "strpos(lower(e.record), lower(:search)) > 0";
        return visible.everything() ? found : "(" + found + " and e.record !~* '" + EnvironmentVariables.PATTERN + "')";
    }

    private void resources(EventQuestion question) {
        if (!question.resources().isEmpty()) {
            add("""
                    (e.event_time, e.event_id) in (select l.event_time, l.event_id from trail_event_resource l
                      where l.arn_hash = any(:hashes) and l.event_time >= cast(:from as timestamptz)
                    and l.event_time < cast(:to as timestamptz))\
                """);
            put("hashes", question.resources().stream().map(Sha256::of).toArray(byte[][]::new));
        }
        if (!question.teams().isEmpty()) {
            add("""
                    (e.event_time, e.event_id) in (select l.event_time, l.event_id from trail_event_resource l
                       join resource r on r.arn_hash = l.arn_hash
                      where r.team_id = any(:teams) and l.event_time >= cast(:from as timestamptz)
                    and l.event_time < cast(:to as timestamptz))\
                """);
            put("teams", question.teams().toArray(Integer[]::new));
        }
    }

    /**
     * An event whole or not at all: all its resources are the person's, or it has none and its account is wholly theirs. A resource
     * that nobody knows is nobody's, and so are those that an event names beyond what is kept.
     */
    private void seenBy(Visible visible) {
        if (visible.everything()) {
            return;
        }
        add("""
                (e.resources = 0 and e.account = any(:wholly)
                 or (e.event_time, e.event_id, e.resources) in (
                      select l.event_time, l.event_id, count(*)::int from trail_event_resource l
                        join resource r on r.arn_hash = l.arn_hash
                       where (r.team_id = any(:own) or r.team_id = 0 and r.account = any(:wholly))
                         and l.event_time >= cast(:from as timestamptz) and l.event_time < cast(:to as timestamptz)
                   group by 1, 2))\
            """);
        own(visible);
    }

    private void eachSeenBy(Visible visible) {
        if (visible.everything()) {
            return;
        }
        add("""
                (e.resources = 0 and e.account = any(:wholly)
                 or e.resources > 0 and e.resources = cardinality(e.arns) and not exists (
                      select from unnest(e.arns) as acted (arn) where not exists (
                        select from resource r where r.arn_hash = sha256(convert_to(acted.arn, 'UTF8'))
                       and (r.team_id = any(:own) or r.team_id = 0 and r.account = any(:wholly)))))\
            """);
        own(visible);
    }

    private void own(Visible visible) {
        put("own", visible.teamNumbers());
        put("wholly", visible.accountIds());
    }
}
