package org.postizgateway.security.operator;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a token of the operators lets its owner do. */
public enum OperatorRight {
    /** Look at everything. */
    READ,
    /** Look at everything, and change it. */
    OPERATE;

    /** As Spring Security keeps it. */
    public GrantedAuthority authority() {
        return new SimpleGrantedAuthority(name());
    }
}
