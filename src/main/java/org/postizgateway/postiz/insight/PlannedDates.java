package org.postizgateway.postiz.insight;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.postizgateway.postiz.json.JsonBody;
import org.postizgateway.postiz.mapping.PostizDate;

/** When posts are to be published, by what the gateway was last told to do with them. */
final class PlannedDates {

    private static final String CREATE = "schedulePostTool";
    private static final String SCHEDULE = "schedule";
    private static final String DRAFT = "draft";

    /**
     * @param channel id of the channel
     */
    record Planned(Instant date, String channel) {}

    private PlannedDates() {}

    /**
     * @param records of the ledger that name a post, newest first; see {@code PostRecords}
     * @return by the id of the post; drafts, deleted ones and those that were sent for now are not
     *     in it
     */
    static Map<String, Planned> of(List<Map<String, Object>> records) {
        Map<String, List<Map<String, Object>>> byPost = new LinkedHashMap<>();
        for (Map<String, Object> record : records) {
            byPost.computeIfAbsent(String.valueOf(record.get("post")), id -> new ArrayList<>())
                    .add(record);
        }
        Map<String, Planned> dates = new LinkedHashMap<>();
        byPost.forEach(
                (id, about) ->
                        date(about)
                                .map(
                                        date ->
                                                new Planned(
                                                        date,
                                                        String.valueOf(
                                                                about.get(0).get("channel"))))
                                .ifPresent(planned -> dates.put(id, planned)));
        return dates;
    }

    /** A create that is repeated is no change, however late: changes count before it. */
    private static Optional<Instant> date(List<Map<String, Object>> records) {
        boolean scheduled = false;
        List<Map<String, Object>> ordered = new ArrayList<>(records);
        ordered.sort((a, b) -> Boolean.compare(isCreate(a), isCreate(b)));
        for (Map<String, Object> record : ordered) {
            Map<String, Object> request = JsonBody.readObject(record.get("request"));
            String type = Objects.toString(request.get("type"), "");
            if (request.containsKey("delete")) {
                return Optional.empty();
            }
            if (DRAFT.equals(request.get("status"))) {
                return Optional.empty();
            }
            scheduled |= SCHEDULE.equals(request.get("status"));
            if (type.equals(SCHEDULE) || type.equals(DRAFT) && scheduled) {
                return PostizDate.parse(Objects.toString(request.get("date"), ""))
                        .map(date -> date.truncatedTo(ChronoUnit.MILLIS));
            }
            if (type.equals(DRAFT)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isCreate(Map<String, Object> record) {
        return CREATE.equals(record.get("tool"));
    }
}
