package org.postizgateway.config.operation;

import org.postizgateway.audit.AuditTrail;
import org.postizgateway.console.audit.AuditFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What operators do is written into the audit trail. */
@Configuration(proxyBeanMethods = false)
class AuditedRequests {

    /** Outside of what asks for the token, so that it sees who had none. */
    @Bean
    FilterRegistrationBean<AuditFilter> operatorsAudit(AuditTrail trail) {
        FilterRegistrationBean<AuditFilter> filter =
                new FilterRegistrationBean<>(new AuditFilter(trail));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
