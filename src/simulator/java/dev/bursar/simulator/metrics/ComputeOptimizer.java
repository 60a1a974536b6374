package dev.bursar.simulator.metrics;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.JsonService;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.organisation.Kind;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.organisation.UsedResource;
import module java.base;
import tools.jackson.databind.node.ObjectNode;

/** AWS Compute Optimizer: the EC2 instances that have nothing to do, in accounts that are enrolled. */
public final class ComputeOptimizer extends JsonService {
    /** An account that is not enrolled. */
    public static final String NOT_ENROLLED = OrganisationModel.CHECKOUT;

    private static final int MOST = 100;
    private static final BigDecimal HOURS_A_MONTH = BigDecimal.valueOf(730);

    private final Machines machines;
    private final Organisation organisation;
    private final Clock clock;
    private final Set<String> off = ConcurrentHashMap.newKeySet();
    private final Pages pages = new Pages("nextToken", () -> 0);

    public ComputeOptimizer(Machines machines, Organisation organisation, Clock clock) {
        super("compute-optimizer", "ComputeOptimizerService", Reach.REGIONS);
        this.machines = machines;
        this.organisation = organisation;
        this.clock = clock;
        off.add(NOT_ENROLLED);
    }

    /** Sets whether an account is enrolled. */
    public void enrolled(String account, boolean enrolled) {
        if (enrolled) {
            off.remove(account);
        } else {
            off.add(account);
        }
    }

    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return switch (refusal.code()) {
            case "RequestChangedException", "InvalidNextTokenException", "ValidationException" ->
                AwsRefusal.of("InvalidParameterValueException", refusal.text());
            case "AccessDeniedException" -> new AwsRefusal(refusal.code(), refusal.text(), 403);
            default -> refusal;
        };
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        if (!operation.equals("GetIdleRecommendations")) {
            throw JsonService.unknown(operation);
        }
        if (off.contains(caller.account())) {
            throw new AwsRefusal("OptInRequiredException", "The account isn't registered for Compute Optimizer.", 403);
        }
        var size = Json.number(request, "maxResults", MOST);
        var accounts = Json.texts(request, "accountIds");
        if (size > MOST || accounts.size() > 1) {
            throw AwsRefusal.of("InvalidParameterValueException", "Too many results or accounts");
        }
        var arns = Json.texts(request, "resourceArns");
        var found = accounts.isEmpty() || accounts.equals(List.of(caller.account()))
                ? machines.idle(caller, organisation.today()).stream()
                        .map(this::finding)
                        .filter(finding -> arns.isEmpty() || arns.contains(Json.text(finding, "resourceArn")))
                        .toList()
                : List.<ObjectNode>of();
        var page = pages.page(found, pages.place(request), size == 0 ? MOST : size);
        var json = Json.object();
        json.putArray("idleRecommendations").addAll(page.items());
        json.putArray("errors");
        return pages.next(json, page);
    }

    private ObjectNode finding(UsedResource used) {
        var cell = used.cell();
        var price = Kind.price(cell);
        var json = Json.object()
                .put("resourceArn", "arn:aws:ec2:" + cell.region() + ":" + cell.account() + ":instance/" + used.id())
                .put("resourceId", used.id())
                .put("resourceType", "EC2Instance")
                .put("accountId", cell.account())
                .put("finding", "Idle")
                .put("findingDescription", "The instance had little CPU and network activity.")
                .put("lookBackPeriodInDays", 14.0)
                .put("lastRefreshTimestamp", clock.instant().getEpochSecond() / 86_400 * 86_400);
        if (price != null) {
            json.putObject("savingsOpportunity")
                    .put("savingsOpportunityPercentage", 100.0)
                    .putObject("estimatedMonthlySavings")
                    .put("currency", "USD")
                    .put("value", price.multiply(HOURS_A_MONTH).doubleValue());
        }
        var tags = json.putArray("tags");
        cell.tags().forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        return json;
    }
}
