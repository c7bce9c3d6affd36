package org.postizgateway.postiz.preflight.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.postiz.json.JsonBody;

/** What Postiz and the networks have answered to the {@link Question}s of a call. */
public final class Answers {

    private final Map<Question, Object> bodies = new HashMap<>();

    /**
     * @param questions in the order in which they were asked
     * @param bodies one per question. {@code {"output": …}}; anything else stands for no answer
     */
    public Answers(List<Question> questions, List<?> bodies) {
        for (int i = 0; i < questions.size(); i++) {
            this.bodies.put(questions.get(i), bodies.get(i));
        }
    }

    /** What Postiz says of a channel; empty when it was not asked. */
    public Optional<ServedSettings> settings(String integrationId) {
        return Optional.ofNullable(bodies.get(Question.settings(integrationId)))
                .map(ServedSettings::of);
    }

    /** The values that a network lists; empty when it gave none, for whatever reason. */
    List<Choice> choices(Question question) {
        return output(question) instanceof List<?> list
                ? list.stream().flatMap(entry -> Choice.of(entry).stream()).toList()
                : List.of();
    }

    /** What a network says of one thing; empty when it gave no answer. */
    Map<String, Object> object(Question question) {
        Object output = output(question);
        return output instanceof Map<?, ?> map && !map.containsKey("errors")
                ? JsonBody.readObject(output)
                : Map.of();
    }

    private Object output(Question question) {
        return bodies.get(question) instanceof Map<?, ?> answer ? answer.get("output") : null;
    }

    /**
     * One value of a list.
     *
     * @param name what people call it
     */
    record Choice(String id, String name) {

        static Optional<Choice> of(Object entry) {
            return entry instanceof Map<?, ?> map && map.get("id") != null
                    ? Optional.of(
                            new Choice(
                                    String.valueOf(map.get("id")), String.valueOf(map.get("name"))))
                    : Optional.empty();
        }

        /** The value for a person who has to choose. */
        String shown() {
            return name + " (" + id + ")";
        }
    }
}
