package org.postizgateway.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses parameters under {@code /ops} that nothing reads. Where a method takes them all, as a
 * map, it tells itself which it knows.
 */
@Configuration(proxyBeanMethods = false)
public class UnknownParameters implements WebMvcConfigurer, HandlerInterceptor {

    private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/ops/**");
    }

    /**
     * @throws OpsProblem 400 that names the parameter
     */
    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && !request.getParameterMap().isEmpty()
                && declared(method).stream().noneMatch(UnknownParameters::takesAll)) {
            QueryParameters.requireOnly(
                    declared(method).stream().map(UnknownParameters::name).toList(),
                    request.getParameterMap().keySet());
        }
        return true;
    }

    private static List<MethodParameter> declared(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .toList();
    }

    private static boolean takesAll(MethodParameter parameter) {
        return Map.class.isAssignableFrom(parameter.getParameterType());
    }

    private static String name(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(NAMES);
        return parameter.getParameterName();
    }
}
