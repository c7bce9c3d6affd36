package org.postizgateway.config.setting;

import java.beans.PropertyEditorSupport;
import java.nio.file.Path;

/**
 * A path in a setting is one of the file system, relative to the working directory. Spring's own
 * editor looks a relative one up in the web server's directory first, and finds {@code .} there.
 */
public final class PathSetting extends PropertyEditorSupport {

    /**
     * @throws java.nio.file.InvalidPathException when the file system knows no such path
     */
    @Override
    public void setAsText(String setting) {
        setValue(Path.of(setting.trim()));
    }
}
