package org.postizgateway.console.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.audit.AuditEntry;
import org.postizgateway.audit.AuditRepository;
import org.postizgateway.audit.AuditVerification;
import org.postizgateway.console.QueryParameters;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operators export the audit trail, and find out whether it is as it was written. */
@RestController
@RequestMapping("/ops/audit")
public class AuditController {

    private static final String JSON_LINES = "application/x-ndjson";
    private static final int BATCH = 1000;

    private final AuditRepository entries;
    private final AuditVerification verification;
    private final ObjectMapper json = new ObjectMapper();

    public AuditController(AuditRepository entries, AuditVerification verification) {
        this.entries = entries;
        this.verification = verification;
    }

    /**
     * Entries of all replicas by time, a JSON object to a line.
     *
     * @param parameters {@code from}, a time, the beginning without it; {@code until}, a time that
     *     is not included, now without it
     */
    @GetMapping(produces = JSON_LINES)
    void export(
            @RequestParam MultiValueMap<String, String> parameters, HttpServletResponse response)
            throws IOException {
        QueryParameters query = QueryParameters.of(parameters, List.of("from", "until"));
        Instant begin = query.time("from").orElse(Instant.EPOCH);
        Instant end = query.time("until").orElseGet(Instant::now);
        if (end.isBefore(begin)) {
            throw QueryParameters.bad("'until' is before 'from'");
        }
        List<AuditEntry> batch = entries.between(begin, end, Optional.empty(), BATCH);
        response.setContentType(JSON_LINES);
        OutputStream lines = response.getOutputStream();
        while (!batch.isEmpty()) {
            for (AuditEntry entry : batch) {
                lines.write(json.writeValueAsBytes(entry.describe()));
                lines.write('\n');
            }
            AuditEntry last = batch.get(batch.size() - 1);
            batch = entries.between(begin, end, Optional.of(last), BATCH);
        }
    }

    /** Looks at every entry. */
    @GetMapping("/verify")
    Map<String, Object> verify() {
        AuditVerification.Report report = verification.verify();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("intact", report.isIntact());
        answer.put("chains", report.chains());
        answer.put("entries", report.entries());
        answer.put("findings", report.findings());
        return answer;
    }
}
