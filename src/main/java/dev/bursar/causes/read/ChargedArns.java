package dev.bursar.causes.read;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ARNs under which events may know what a charge names: by its ARN, by an id, by a name that the inventory has in its account, of
 * resources that are gone too, or else by a name as its service's ARNs have it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ChargedArns {
    private static final String LOG_GROUP_END = ":*";
    private static final Pattern SAGEMAKER = Pattern.compile("(arn:[^:]+:sagemaker:[^:]*:[^:]*:)(.+)");
    private static final Pattern EC2_ID = Pattern.compile("(i|vol|nat|snap|eipalloc)-[0-9a-f]{8,40}");
    private static final Map<String, String> EC2_KINDS =
            Map.of("i", "instance", "vol", "volume", "nat", "natgateway", "snap", "snapshot", "eipalloc", "elastic-ip");

    /** What ARNs of a service end with; {} is the name. */
    private static final Map<String, List<String>> FORMS = Map.of(
            "s3", List.of("arn:aws:s3:::{}"),
            "dynamodb", List.of("table/{}"),
            "rds", List.of("db:{}", "cluster:{}"),
            "lambda", List.of("function:{}"),
            "kinesis", List.of("stream/{}"),
            "redshift", List.of("cluster:{}"),
            "elasticache", List.of("cluster:{}", "replicationgroup:{}"),
            "es", List.of("domain/{}"));

    private final JdbcClient jdbc;

    ChargedArns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param service and resource as the charge has them */
    record Charged(String account, String region, String service, String resource) {}

    /** By what is charged; a name that several resources of its account have leads to each of them. */
    Map<Charged, List<String>> of(Collection<Charged> charged) {
        var arns = new HashMap<Charged, List<String>>();
        var named = new ArrayList<Charged>();
        for (Charged one : charged) {
            List<String> known = known(one);
            arns.put(one, known);
            if (known.isEmpty()) {
                named.add(one);
            }
        }
        Map<String, List<String>> found = named(named);
        named.forEach(one -> arns.put(one, found.getOrDefault(one.account() + " " + one.resource(), formed(one))));
        return arns;
    }

    /** What its ARN may be where the inventory has never known it. */
    private static List<String> formed(Charged charged) {
        return EventServices.of(charged.service()).stream()
                .flatMap(service -> FORMS.getOrDefault(service, List.of()).stream()
                        .map(form -> form.startsWith("arn:")
                                ? form
                                : "arn:aws:" + service + ":" + charged.region() + ":" + charged.account() + ":" + form))
                .map(form -> form.replace("{}", charged.resource()))
                .toList();
    }

    private static List<String> known(Charged charged) {
        String text = charged.resource();
        if (text.startsWith("arn:")) {
            String arn =
                    text.endsWith(LOG_GROUP_END) ? text.substring(0, text.length() - LOG_GROUP_END.length()) : text;
            Matcher sageMaker = SAGEMAKER.matcher(arn);
            return List.of(
                    sageMaker.matches()
                            ? sageMaker.group(1) + sageMaker.group(2).toLowerCase(java.util.Locale.ROOT)
                            : arn);
        }
        Matcher id = EC2_ID.matcher(text);
        return id.matches() && !charged.region().isEmpty()
                ? List.of("arn:aws:ec2:" + charged.region() + ":" + charged.account() + ":" + EC2_KINDS.get(id.group(1))
                        + "/" + text)
                : List.of();
    }

    private Map<String, List<String>> named(List<Charged> charged) {
        if (charged.isEmpty()) {
            return Map.of();
        }
        Set<String> accounts = charged.stream().map(Charged::account).collect(Collectors.toSet());
        Set<String> names = charged.stream().map(Charged::resource).collect(Collectors.toSet());
        record Found(String key, String arn) {}
        return jdbc
                .sql("select account, name, arn from resource where account = any(:accounts) and name = any(:names)")
                .param("accounts", accounts.toArray(String[]::new))
                .param("names", names.toArray(String[]::new))
                .query((row, number) ->
                        new Found(row.getString("account") + " " + row.getString("name"), row.getString("arn")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Found::key, Collectors.mapping(Found::arn, Collectors.toList())));
    }
}
