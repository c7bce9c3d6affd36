package org.postizgateway.console;

import java.util.Map;
import org.postizgateway.ledger.LedgerBackup;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators have a copy of the ledger written. */
@RestController
@RequestMapping("/ops/backups")
public class BackupController {

    private final LedgerBackup backup;

    public BackupController(LedgerBackup backup) {
        this.backup = backup;
    }

    /** The copy as {@code file}, a path on the gateway's machine. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, String> write() {
        return backup.write()
                .map(file -> Map.of("file", file.toString()))
                .orElseThrow(
                        () ->
                                new OpsProblem(
                                        HttpStatus.CONFLICT,
                                        "The ledger is a database of its own. Back it up there, with"
                                                + " pg_dump."));
    }
}
