/**
 * The tool {@code scheduleBatchTool}: posts in the rows of a CSV text, which become the arguments
 * of {@code schedulePostTool}, and its answer row by row.
 */
package org.postizgateway.postiz.batch;
