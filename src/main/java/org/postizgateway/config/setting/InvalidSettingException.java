package org.postizgateway.config.setting;

/**
 * A setting the gateway cannot start with. The message is one line that names the setting, the
 * problem and the fix; it never holds the value of a secret.
 */
public class InvalidSettingException extends RuntimeException {

    /**
     * @param setting name as an operator writes it, for example {@code POSTIZ_URL}
     * @param problem what is wrong, continuing the sentence that starts with the name
     * @param fix what to do, as a sentence
     */
    public InvalidSettingException(String setting, String problem, String fix) {
        this(setting + " " + problem + ". " + fix);
    }

    /**
     * @param line all of it
     */
    public InvalidSettingException(String line) {
        super(line);
    }
}
