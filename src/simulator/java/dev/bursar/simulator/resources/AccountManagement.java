package dev.bursar.simulator.resources;

import dev.bursar.simulator.http.AwsRefusal;
import dev.bursar.simulator.http.Caller;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.http.Pages;
import dev.bursar.simulator.http.RestJsonService;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.roles.MemberRoles;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** AWS Account Management as far as it lists the Regions of an account. */
public final class AccountManagement extends RestJsonService {
    private static final int MOST = 50;

    private final MemberRoles roles;
    private final Regions regions;
    private final Pages pages = new Pages("NextToken", () -> 0);
    private volatile boolean trustedAccess = true;

    public AccountManagement(MemberRoles roles, Regions regions) {
        super("account", Reach.ACCOUNTS);
        this.roles = roles;
        this.regions = regions;
    }

    /** Whether the payer may ask about its members; without it only the members themselves may. */
    public void trustedAccess(boolean enabled) {
        trustedAccess = enabled;
    }

    @Override
    public String about(ObjectNode request) {
        var account = Json.text(request, "AccountId");
        return account == null ? "" : account;
    }

    /** It has no error of its own for tokens. */
    @Override
    public AwsRefusal inOwnWords(AwsRefusal refusal) {
        return switch (refusal.code()) {
            case "RequestChangedException", "InvalidNextTokenException" ->
                AwsRefusal.invalid("The provided NextToken is invalid.");
            default -> refusal;
        };
    }

    @Override
    public ObjectNode answer(String operation, ObjectNode request, Caller caller) {
        if (!operation.equals("ListRegions")) {
            throw RestJsonService.unknown(operation);
        }
        var size = Json.size(
                request,
                "MaxResults",
                MOST,
                MOST,
                _ -> AwsRefusal.invalid("MaxResults must be between 1 and " + MOST + "."));
        var account = account(Json.text(request, "AccountId"), caller);
        var wanted = Set.copyOf(Json.texts(request, "RegionOptStatusContains"));
        var all = regions.of(account).entrySet().stream()
                .filter(region ->
                        wanted.isEmpty() || wanted.contains(region.getValue().name()))
                .toList();
        var page = pages.page(List.copyOf(all), pages.place(request), size);
        var json = Json.object();
        var array = json.putArray("Regions");
        page.items()
                .forEach(region -> array.addObject()
                        .put("RegionName", region.getKey())
                        .put("RegionOptStatus", region.getValue().name()));
        if (page.next() != null) {
            json.put("NextToken", page.next());
        }
        return json;
    }

    private String account(@Nullable String asked, Caller caller) {
        if (asked == null) {
            return caller.account();
        }
        if (!asked.matches("\\d{12}")) {
            throw AwsRefusal.invalid("AccountId must have 12 digits.");
        }
        if (caller.isPayer() && asked.equals(Organisation.PAYER)) {
            throw AwsRefusal.invalid(
                    "The management account can't specify its own AccountId; it must call the operation without the AccountId parameter.");
        }
        if (!caller.isPayer() || !trustedAccess || !roles.isMember(asked)) {
            throw new AwsRefusal(
                    "AccessDeniedException",
                    "User: " + caller.arn() + " is not authorized to perform: account:ListRegions on the account "
                            + asked,
                    403);
        }
        return asked;
    }
}
