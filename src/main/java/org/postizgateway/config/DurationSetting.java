package org.postizgateway.config;

import java.time.Duration;

/** Checks a setting that is a length of time. */
final class DurationSetting {

    private DurationSetting() {}

    /**
     * @throws InvalidSettingException when the duration is zero or negative
     */
    static void checkPositive(String setting, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new InvalidSettingException(
                    setting,
                    "is " + value + ", not a positive length of time",
                    "Set it to a value such as 5s or 1m.");
        }
    }
}
