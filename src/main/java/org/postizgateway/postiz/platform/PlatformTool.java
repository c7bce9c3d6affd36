package org.postizgateway.postiz.platform;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * A helper method of a platform's channels, called through {@code triggerTool}.
 *
 * @param dataSchema parameters that Postiz advertises
 * @param undeclaredParams parameters that Postiz needs and does not advertise
 * @param resultShape what comes back, for people
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlatformTool(
        String methodName,
        String description,
        List<Parameter> dataSchema,
        List<Parameter> undeclaredParams,
        String resultShape) {

    public PlatformTool {
        dataSchema = dataSchema == null ? List.of() : List.copyOf(dataSchema);
        undeclaredParams = undeclaredParams == null ? List.of() : List.copyOf(undeclaredParams);
        resultShape = resultShape == null ? "" : resultShape;
    }

    public record Parameter(String key, String type, String description) {}
}
