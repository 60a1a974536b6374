package dev.bursar.aws.places;

import dev.bursar.aws.RawAnswers;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.budgets.spi.BudgetWriting;
import dev.bursar.changes.write.ChangeExecutor.Outcome;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.budgets.model.Budget;
import software.amazon.awssdk.services.budgets.model.Notification;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes AWS's budgets by the JSON of requests and answers, past the SDK's own types. */
@Component
class PlaceBudgets implements BudgetWriting {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String VIEW = "budgets:ViewBudget";
    private static final String MODIFY = "budgets:ModifyBudget";
    private static final String CHANGED = "Changed";

    private final PlaceClients clients;

    PlaceBudgets(PlaceClients clients) {
        this.clients = clients;
    }

    private static <T> AwsRequestOverrideConfiguration with(ExecutionAttribute<T> attribute, T value) {
        return AwsRequestOverrideConfiguration.builder()
                .putExecutionAttribute(attribute, value)
                .build();
    }

    /** The JSON of an answer; empty where AWS knows no such budget or notification. */
    private Optional<JsonNode> read(
            Place place, RequestMeter meter, BiConsumer<BudgetsClient, AwsRequestOverrideConfiguration> request) {
        var raw = new AtomicReference<>("{}");
        try {
            clients.send(PlaceApi.BUDGETS, place, VIEW, meter, client -> {
                request.accept(client, with(RawAnswers.TEXT, raw));
                return raw;
            });
        } catch (SourceProblem e) {
            if (e.getCause() instanceof SdkException cause && RetriedRequests.is(cause, "NotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(JSON.readTree(raw.get()));
    }

    @Override
    public Optional<String> budget(Place place, String name, RequestMeter meter) {
        return read(
                        place,
                        meter,
                        (client, kept) -> client.describeBudget(request -> request.accountId(place.account())
                                .budgetName(name)
                                .showFilterExpression(true)
                                .overrideConfiguration(kept)))
                .map(answer -> answer.path("Budget").toString());
    }

    @Override
    public List<String> unknownMembers(String budget) {
        return UnknownMembers.of(JSON.readTree(budget), Budget.builder());
    }

    @Override
    public List<String> notices(Place place, String name, RequestMeter meter) {
        return read(
                        place,
                        meter,
                        (client, kept) ->
                                client.describeNotificationsForBudget(request -> request.accountId(place.account())
                                        .budgetName(name)
                                        .overrideConfiguration(kept)))
                .stream()
                .flatMap(answer -> answer.path("Notifications").values().stream())
                .map(notification -> withSubscribers(place, name, notification, meter))
                .toList();
    }

    private String withSubscribers(Place place, String name, JsonNode notification, RequestMeter meter) {
        ObjectNode plain = ((ObjectNode) notification).deepCopy();
        plain.remove("NotificationState");
        ObjectNode notice = JSON.createObjectNode();
        notice.set("Notification", plain);
        JsonNode subscribers = read(
                        place,
                        meter,
                        (client, kept) ->
                                client.describeSubscribersForNotification(request -> request.accountId(place.account())
                                        .budgetName(name)
                                        .notification(notification(plain))
                                        .overrideConfiguration(kept)))
                .map(answer -> answer.path("Subscribers"))
                .orElse(JSON.createArrayNode());
        notice.set("Subscribers", subscribers.isArray() ? subscribers : JSON.createArrayNode());
        return notice.toString();
    }

    private static Notification notification(JsonNode json) {
        return Notification.builder()
                .notificationType(json.path("NotificationType").asString(""))
                .comparisonOperator(json.path("ComparisonOperator").asString(""))
                .threshold(json.path("Threshold").asDouble())
                .thresholdType(
                        json.has("ThresholdType") ? json.path("ThresholdType").asString("") : null)
                .build();
    }

    /** Sends a text that has all that the request says. */
    private Outcome sent(
            Place place,
            ObjectNode body,
            RequestMeter meter,
            BiConsumer<BudgetsClient, AwsRequestOverrideConfiguration> request) {
        body.put("AccountId", place.account());
        try {
            clients.write(PlaceApi.BUDGETS, place, MODIFY, meter, client -> {
                request.accept(client, with(RawAnswers.BODY, body.toString()));
                return body;
            });
            return new Outcome.Taken();
        } catch (SourceProblem e) {
            return PlaceTags.outcome(e);
        }
    }

    private static ObjectNode of(String name) {
        return JSON.createObjectNode().put("BudgetName", name);
    }

    @Override
    public Outcome create(Place place, String wanted, RequestMeter meter) {
        return sent(
                place,
                (ObjectNode) JSON.readTree(wanted),
                meter,
                (client, body) -> client.createBudget(request -> request.overrideConfiguration(body)));
    }

    @Override
    public Outcome update(Place place, String name, UnaryOperator<Optional<String>> change, RequestMeter meter) {
        Optional<String> there;
        try {
            there = budget(place, name, meter);
        } catch (SourceProblem e) {
            // nothing was sent that writes
            return PlaceTags.outcome(e) instanceof Outcome.Refused refused ? refused : new Outcome.Busy();
        }
        if (there.isPresent()) {
            List<String> unknown = unknownMembers(there.get());
            if (!unknown.isEmpty()) {
                return new Outcome.Refused(UNKNOWN_MEMBER, String.join(", ", unknown));
            }
        }
        Optional<String> wanted = change.apply(there);
        if (wanted.isEmpty()) {
            return new Outcome.Refused(CHANGED, "");
        }
        ObjectNode body = JSON.createObjectNode();
        body.set("NewBudget", JSON.readTree(wanted.get()));
        return sent(
                place,
                body,
                meter,
                (client, raw) -> client.updateBudget(request -> request.overrideConfiguration(raw)));
    }

    @Override
    public Outcome delete(Place place, String name, RequestMeter meter) {
        return sent(
                place,
                of(name),
                meter,
                (client, body) -> client.deleteBudget(request -> request.overrideConfiguration(body)));
    }

    @Override
    public Outcome createNotice(Place place, String name, String wanted, RequestMeter meter) {
        JsonNode notice = JSON.readTree(wanted);
        ObjectNode body = of(name);
        body.set("Notification", notice.path("Notification"));
        body.set("Subscribers", notice.path("Subscribers"));
        return sent(
                place,
                body,
                meter,
                (client, raw) -> client.createNotification(request -> request.overrideConfiguration(raw)));
    }

    @Override
    public Outcome changeNotice(Place place, String name, String old, String wanted, RequestMeter meter) {
        ObjectNode body = of(name);
        body.setAll(Map.of("OldNotification", JSON.readTree(old), "NewNotification", JSON.readTree(wanted)));
        return checked(old)
                .orElseGet(() -> sent(
                        place,
                        body,
                        meter,
                        (client, raw) -> client.updateNotification(request -> request.overrideConfiguration(raw))));
    }

    private static Optional<Outcome> checked(String notification) {
        List<String> unknown = UnknownMembers.of(JSON.readTree(notification), Notification.builder());
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Outcome.Refused(UNKNOWN_MEMBER, unknown.stream().collect(Collectors.joining(", "))));
    }

    @Override
    public Outcome deleteNotice(Place place, String name, String notification, RequestMeter meter) {
        ObjectNode body = of(name);
        body.set("Notification", JSON.readTree(notification));
        return sent(
                place,
                body,
                meter,
                (client, raw) -> client.deleteNotification(request -> request.overrideConfiguration(raw)));
    }

    /** Members of an answer's JSON, at any depth, that the SDK's model of it doesn't have. */
    static final class UnknownMembers {
        private final List<String> found = new ArrayList<>();

        private UnknownMembers() {}

        /** Their paths: {@code CostTypes.IncludeMoonlight}; in the order of the JSON. */
        static List<String> of(JsonNode json, SdkPojo model) {
            var unknown = new UnknownMembers();
            unknown.object(json, model, "");
            return List.copyOf(unknown.found);
        }

        private void object(JsonNode json, SdkPojo model, String path) {
            for (Map.Entry<String, JsonNode> member : json.properties()) {
                String name = path + member.getKey();
                @Nullable
                SdkField<?> field = model.sdkFields().stream()
                        .filter(one -> one.locationName().equals(member.getKey()))
                        .findFirst()
                        .orElse(null);
                if (field == null) {
                    found.add(name);
                } else {
                    value(member.getValue(), field, name);
                }
            }
        }

        private void value(JsonNode json, SdkField<?> field, String path) {
            MarshallingType<?> type = field.marshallingType();
            if (type == MarshallingType.SDK_POJO && json.isObject()) {
                object(json, field.constructor().get(), path + ".");
            } else if (type == MarshallingType.LIST && json.isArray()) {
                SdkField<?> each = field.getTrait(ListTrait.class).memberFieldInfo();
                json.values().forEach(one -> value(one, each, path));
            } else if (type == MarshallingType.MAP && json.isObject()) {
                SdkField<?> each = field.getTrait(MapTrait.class).valueFieldInfo();
                json.properties().forEach(one -> value(one.getValue(), each, path + "." + one.getKey()));
            }
        }
    }
}
