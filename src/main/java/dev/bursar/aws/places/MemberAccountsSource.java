package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.setup.spi.MemberAccounts;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.account.model.ListRegionsRequest;
import software.amazon.awssdk.services.account.model.ListRegionsResponse;
import software.amazon.awssdk.services.account.model.RegionOptStatus;

/** Asks AWS whether an account's role lets Bursar in, and which Regions are enabled for the account. */
@Component
class MemberAccountsSource implements MemberAccounts {
    private static final String WHO = "sts:GetCallerIdentity";
    private static final String LIST = "account:ListRegions";
    private static final int REGIONS_A_PAGE = 50;
    private static final int MOST_PAGES = 20;
    private static final Set<String> ENABLED = Set.of("ENABLED", "ENABLED_BY_DEFAULT");

    private final PlaceClients clients;

    MemberAccountsSource(PlaceClients clients) {
        this.clients = clients;
    }

    @Override
    public void enter(String account, MemberRole role, RequestMeter meter) {
        clients.endSession(account, role);
        var place = new Place(account, PlaceProblems.ALWAYS_ON, role);
        String answer = clients.send(
                PlaceApi.STS,
                place,
                WHO,
                meter,
                client -> client.getCallerIdentity().account());
        if (!account.equals(answer)) {
            throw PlaceProblems.bad(place, WHO, "it names another account");
        }
    }

    /** By the account's own role first; where that is refused, as the management account may ask about a member. */
    @Override
    public List<String> regions(String account, @Nullable MemberRole role, RequestMeter meter) {
        var place = new Place(account, PlaceProblems.ALWAYS_ON, role);
        try {
            return allPages(place, null, meter);
        } catch (SourceProblem e) {
            if (role == null || e.kind() != Kind.ACCESS_DENIED) {
                throw e;
            }
            try {
                return allPages(new Place(account, PlaceProblems.ALWAYS_ON, null), account, meter);
            } catch (SourceProblem other) {
                if (other.kind() == Kind.ACCESS_DENIED || other.kind() == Kind.BAD_QUESTION) {
                    throw e;
                }
                throw other;
            }
        }
    }

    private List<String> allPages(Place place, @Nullable String about, RequestMeter meter) {
        return RetriedRequests.fromFirstPage(() -> pages(place, about, meter));
    }

    /** @param about null for the account that asks: it must not name itself */
    private List<String> pages(Place place, @Nullable String about, RequestMeter meter) {
        var regions = new TreeSet<String>();
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            ListRegionsRequest request = ListRegionsRequest.builder()
                    .accountId(about)
                    .regionOptStatusContains(RegionOptStatus.ENABLED, RegionOptStatus.ENABLED_BY_DEFAULT)
                    .maxResults(REGIONS_A_PAGE)
                    .nextToken(token)
                    .build();
            ListRegionsResponse page =
                    clients.send(PlaceApi.ACCOUNT, place, LIST, meter, client -> client.listRegions(request));
            page.regions().stream()
                    .filter(region -> region.regionName() != null
                            && ENABLED.contains(String.valueOf(region.regionOptStatusAsString())))
                    .forEach(region -> regions.add(region.regionName()));
            token = page.nextToken();
            if (token != null && !token.isEmpty() && (!seen.add(token) || seen.size() > MOST_PAGES)) {
                throw PlaceProblems.bad(place, LIST, "its pages do not end");
            }
        } while (token != null && !token.isEmpty());
        if (regions.isEmpty()) {
            throw PlaceProblems.bad(place, LIST, "it names no Region");
        }
        return List.copyOf(regions);
    }
}
