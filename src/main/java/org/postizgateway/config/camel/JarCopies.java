package org.postizgateway.config.camel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.SetFile;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The files of a set that the jar carries. */
public final class JarCopies {

    private static final List<String> PATTERNS =
            List.of(
                    ConfigurationSet.ROUTES + "**/*.yaml",
                    ConfigurationSet.KAMELETS + "**/*.yaml",
                    ConfigurationSet.SCHEMAS + "**/*");

    private JarCopies() {}

    public static Collection<SetFile> read() throws IOException {
        List<SetFile> copies = new ArrayList<>();
        for (String pattern : PATTERNS) {
            String root = pattern.substring(0, pattern.indexOf('/') + 1);
            for (Resource copy :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:" + pattern)) {
                if (copy.isReadable()) {
                    String url = copy.getURL().toString();
                    String path = url.substring(url.lastIndexOf("/" + root) + 1);
                    copies.add(new SetFile(path, SetFile.JAR, copy.getContentAsByteArray()));
                }
            }
        }
        return copies;
    }
}
