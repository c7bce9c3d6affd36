package org.postizgateway.console.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postizgateway.audit.AuditEntry;
import org.postizgateway.audit.AuditRepository;
import org.postizgateway.audit.AuditVerification;
import org.postizgateway.console.OpsProblem;
import org.springframework.http.HttpStatus;
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
     * @param from ISO 8601 with a zone; the beginning without it
     * @param until not included; now without it
     */
    @GetMapping(produces = JSON_LINES)
    void export(
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> until,
            HttpServletResponse response)
            throws IOException {
        Instant begin = from.map(text -> time("from", text)).orElse(Instant.EPOCH);
        Instant end = until.map(text -> time("until", text)).orElseGet(Instant::now);
        if (end.isBefore(begin)) {
            throw new OpsProblem(HttpStatus.BAD_REQUEST, "until is before from.");
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

    private static Instant time(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new OpsProblem(
                    HttpStatus.BAD_REQUEST,
                    parameter + " is no time with a zone, such as 2026-11-28T09:30:00Z.");
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
