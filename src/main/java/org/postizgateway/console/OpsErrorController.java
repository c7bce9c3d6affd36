package org.postizgateway.console;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.postizgateway.console.page.ProblemPage;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What is answered when a request does not get as far as a controller, or breaks in one: a page to
 * people in the console, a problem document to all others.
 */
@RestController
public class OpsErrorController implements ErrorController {

    @RequestMapping("${server.error.path:${error.path:/error}}")
    Object error(HttpServletRequest request) {
        HttpStatus status =
                Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                        .map(code -> HttpStatus.resolve((Integer) code))
                        .orElse(HttpStatus.NOT_FOUND);
        if (String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .startsWith("/console")) {
            return ProblemPage.of(status);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail(status)));
    }

    private static String detail(HttpStatus status) {
        if (status.is5xxServerError()) {
            return "The gateway failed to carry this out; its log says why.";
        }
        return status == HttpStatus.NOT_FOUND
                ? "There is nothing under this path."
                : "The request cannot be taken as it is: " + status.getReasonPhrase() + ".";
    }
}
