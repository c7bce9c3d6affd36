-- Postiz counts whatever is posted to its creates against one quota, whichever tool sends it: it is called 'creates',
-- in the column of the tools. Replicas of an older version go on counting by tool beside it.
INSERT INTO ration (tenant, tool, opens_at, remaining)
SELECT told.tenant, 'creates', MAX(told.opens_at), MIN(told.remaining)
FROM ration told
JOIN (SELECT tenant, MAX(opens_at) AS opens_at FROM ration
      WHERE tool IN ('schedulePostTool', 'editPostTool', 'reschedulePostTool', 'retryPostTool')
      GROUP BY tenant) latest ON latest.tenant = told.tenant
WHERE told.tool IN ('schedulePostTool', 'editPostTool', 'reschedulePostTool', 'retryPostTool')
AND told.opens_at > latest.opens_at - INTERVAL '1' MINUTE
GROUP BY told.tenant;
DELETE FROM ration WHERE tool <> 'creates';
