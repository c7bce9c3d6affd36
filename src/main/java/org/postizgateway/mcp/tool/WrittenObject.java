package org.postizgateway.mcp.tool;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.postizgateway.mcp.Json;

/**
 * Structured content together with its JSON, which a result holds twice: as text and as it is. It
 * is written once. Read-only.
 */
@JsonSerialize(using = WrittenObject.Serializer.class)
final class WrittenObject extends AbstractMap<Object, Object> {

    private final Map<?, ?> value;
    private final String json;

    /**
     * @throws IllegalArgumentException when the value is not representable as JSON
     */
    WrittenObject(Map<?, ?> value) {
        this.value = value;
        this.json = Json.write(value);
    }

    /** What it was made of. */
    Map<?, ?> value() {
        return value;
    }

    /** The same as JSON. */
    String json() {
        return json;
    }

    @Override
    public Object get(Object key) {
        return value.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return value.containsKey(key);
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return Collections.<Object, Object>unmodifiableMap(value).entrySet();
    }

    static final class Serializer extends StdSerializer<WrittenObject> {

        private static final long serialVersionUID = 1;

        Serializer() {
            super(WrittenObject.class);
        }

        @Override
        public void serialize(
                WrittenObject object, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            generator.writeRawValue(object.json);
        }
    }
}
