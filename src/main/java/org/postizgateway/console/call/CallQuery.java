package org.postizgateway.console.call;

import java.util.Optional;
import java.util.Set;
import org.postizgateway.console.OpsProblem;
import org.postizgateway.console.QueryParameters;
import org.postizgateway.console.TenantParameter;
import org.postizgateway.ledger.PageCursor;
import org.postizgateway.ledger.call.CallState;
import org.postizgateway.ledger.call.Mode;
import org.postizgateway.ledger.history.CallFilter;
import org.springframework.util.MultiValueMap;

/**
 * The query of a list of calls: {@code tool}, {@code tenant}, {@code state}, {@code since} (ISO
 * 8601 with a zone), {@code text}, {@code limit} (1 to 200, default 50) and {@code after}, the
 * {@code next} of the page before. Anything else is refused.
 */
record CallQuery(CallFilter filter, Optional<PageCursor> after) {

    private static final Set<String> NAMES =
            Set.of("tool", "tenant", "state", "since", "text", "limit", "after");
    private static final int LONGEST_TEXT = 200;
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /**
     * @param mode of the calls to list; empty for all
     * @throws OpsProblem 400 that names the parameter
     */
    static CallQuery parse(MultiValueMap<String, String> parameters, Optional<Mode> mode) {
        QueryParameters query = QueryParameters.of(parameters, NAMES);
        CallFilter filter =
                new CallFilter(
                        mode,
                        query.single("tool"),
                        query.single("tenant").map(TenantParameter::whole),
                        query.oneOf("state", CallState.class),
                        query.time("since"),
                        query.single("text").map(CallQuery::text),
                        query.number("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT));
        return new CallQuery(filter, query.page("after"));
    }

    private static String text(String value) {
        if (value.length() > LONGEST_TEXT) {
            throw QueryParameters.bad("'text' is longer than " + LONGEST_TEXT + " characters");
        }
        return value;
    }
}
