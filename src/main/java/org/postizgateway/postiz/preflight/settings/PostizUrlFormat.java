package org.postizgateway.postiz.preflight.settings;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import org.postizgateway.postiz.platform.UrlSetting;

/**
 * The format {@code url} of Postiz's settings schemas: an address with or without scheme, nothing
 * at all, or a {@code (post:ID)} placeholder that is replaced when the post goes out.
 */
final class PostizUrlFormat implements Format {

    @Override
    public String getName() {
        return "url";
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return value.isEmpty() || value.contains("(post:") || UrlSetting.matches(value);
    }
}
