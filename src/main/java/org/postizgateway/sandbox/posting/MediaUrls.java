package org.postizgateway.sandbox.posting;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postizgateway.sandbox.state.Conditions;

/** What Postiz asks of the URL of an attachment (contract, section 3.6). */
public final class MediaUrls {

    private static final Pattern EXTENSION =
            Pattern.compile(".*\\.(png|jpg|jpeg|gif|webp|mp4)", Pattern.DOTALL);

    private final Conditions conditions;

    public MediaUrls(Conditions conditions) {
        this.conditions = conditions;
    }

    /** Complaints about a URL, in Postiz's words and order; empty when it is fine. */
    public List<String> complaints(String url) {
        List<String> complaints = new ArrayList<>();
        if (!EXTENSION.matcher(url.replaceFirst("\\?.*", "")).matches()) {
            complaints.add(
                    "File must have a valid extension: .png, .jpg, .jpeg, .gif, .webp, or .mp4");
        }
        String domain = conditions.getRestrictedUploadDomain();
        if (!domain.isEmpty() && !url.contains(domain)) {
            complaints.add(
                    "URL must contain the domain: "
                            + domain
                            + " Make sure you first use the upload API route.");
        }
        return complaints;
    }
}
