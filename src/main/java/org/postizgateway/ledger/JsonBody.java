package org.postizgateway.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Collection;
import java.util.Map;
import org.apache.camel.Exchange;

/** Message bodies as JSON values: {@code Map}, {@code List}, text, number, boolean. */
public final class JsonBody {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModules(new JavaTimeModule(), new Jdk8Module())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .build();

    private JsonBody() {}

    /** The body of the exchange; text that holds a JSON object or array is parsed. */
    public static Object of(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            return "";
        }
        if (body instanceof Number || body instanceof Boolean) {
            return body;
        }
        if (body instanceof Map || body instanceof Collection) {
            return plain(body);
        }
        String text = exchange.getMessage().getBody(String.class);
        return text == null ? plain(body) : parsed(text);
    }

    private static Object plain(Object body) {
        try {
            return MAPPER.convertValue(body, Object.class);
        } catch (IllegalArgumentException e) {
            return String.valueOf(body);
        }
    }

    private static Object parsed(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("{") || trimmed.startsWith("[")) {
            try {
                return MAPPER.readValue(trimmed, Object.class);
            } catch (JsonProcessingException e) {
                return text;
            }
        }
        return text;
    }

    /** JSON text with sorted object keys, so that equal values give equal text. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "A body of type " + value.getClass().getName() + " cannot be kept as JSON", e);
        }
    }

    /** Reads what {@link #write(Object)} wrote. */
    public static Object read(String json) {
        try {
            return MAPPER.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The ledger holds a body that is not JSON", e);
        }
    }
}
