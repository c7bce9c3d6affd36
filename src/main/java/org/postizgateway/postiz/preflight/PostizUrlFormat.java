package org.postizgateway.postiz.preflight;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.util.regex.Pattern;

/**
 * The format {@code url} of Postiz's settings schemas: an address with or without scheme, nothing
 * at all, or a {@code (post:ID)} placeholder that is replaced when the post goes out.
 */
final class PostizUrlFormat implements Format {

    private static final Pattern URL =
            Pattern.compile(
                    "((https?|ftp)://)?([^\\s/?#.@:]+\\.)+[^\\s/?#.@:]{2,}(:\\d+)?([/?#]\\S*)?");

    @Override
    public String getName() {
        return "url";
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return value.isEmpty() || value.contains("(post:") || URL.matcher(value).matches();
    }
}
